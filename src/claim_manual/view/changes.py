"""What changed in the manual, newest first: from the history of every procedure and flow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import escape

from claim_manual.model.addresses import document_uri
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.reading import Reading
from claim_manual.model.registers import Contact, Entry
from claim_manual.model.schema import Change
from claim_manual.model.translations import State, translations
from claim_manual.view.markdown import code, line, words

MOST = 50
"""How many changes a feed holds."""


@dataclass(frozen=True)
class Changed:
    """One line of a document's history."""

    document: AnyDocument
    change: Change


def changes(manual: Manual) -> list[Changed]:
    """Every change, the newest first; those of one day in the order of the manual."""
    found = [Changed(one, change) for one in manual.documents() for change in one.model.history]
    return sorted(found, key=lambda one: one.change.date, reverse=True)


def by_day(manual: Manual) -> dict[dt.date, list[Changed]]:
    """The changes of each day on which there were some, the newest day first."""
    days: dict[dt.date, list[Changed]] = {}
    for one in changes(manual):
        days.setdefault(one.change.date, []).append(one)
    return days


def feed(reading: Reading, path: Callable[[str], str], site_url: str) -> bytes:
    """The changes as an Atom feed (RFC 4287); addresses are whole where the site's is known."""
    manual, say = reading.manual, reading.say
    settings = manual.settings.model
    found = changes(manual)[:MOST]
    title = reading.plain(settings.title)
    root = f"{site_url.rstrip('/')}/" if site_url else ""
    newest = found[0].change.date if found else dt.date(1970, 1, 1)
    author = reading.plain(settings.publisher) if settings.publisher else title
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(settings.languages[reading.lang].tag)}">',
        f"<title>{escape(title)}: {escape(say('What changed'))}</title>",
        f"<id>{escape(root or 'urn:claim-manual:')}{reading.lang}/changes</id>",
        f"<updated>{newest.isoformat()}T00:00:00Z</updated>",
        f"<author><name>{escape(author)}</name></author>",
    ]
    for one in found:
        address = f"{root}{path(document_uri(one.document))}"
        version = say("Version {version}.", version=one.change.version)
        lines.append(
            f"<entry><title>{escape(reading.title(one.document))}</title>"
            f"<id>{escape(root or 'urn:claim-manual:')}{one.document.id}@{escape(one.change.version)}</id>"
            f'<link href="{escape(address)}"/>'
            f"<updated>{one.change.date.isoformat()}T00:00:00Z</updated>"
            f"<summary>{escape(version)} {escape(reading.plain(one.change.change))}</summary></entry>"
        )
    return "\n".join([*lines, "</feed>", ""]).encode()


def release_notes(reading: Reading, since: dt.date | None) -> str:
    """What changed after a day, each day under a heading, as Markdown ending in a line break."""
    say = reading.say
    lines = [f"# {say('What changed')}"]
    for day, found in by_day(reading.manual).items():
        if since is None or day > since:
            lines += ["", f"## {say.date(day)}", ""]
            lines += [
                f"- {line(reading.title(one.document))}, "
                f"{words(say('version {version}', version=one.change.version))}: "
                f"{words(reading.plain(one.change.change))}"
                for one in found
            ]
    if len(lines) == 1:
        lines += ["", say("Nothing has changed yet.")]
    return "\n".join(lines) + "\n"


def due_list(reading: Reading, today: dt.date) -> str:
    """What is due: pages to review by today, contacts to confirm, texts to translate; Markdown."""
    manual, say = reading.manual, reading.say
    late = [
        one
        for one in manual.documents()
        if one.model.review_by and one.model.review_by < today and one.model.status != "retired"
    ]
    asked = [one for one in manual.register("contacts") if getattr(one, "status", "") == "recheck"]
    old = [one for one in translations(manual) if one.state is State.STALE] if manual.lock else []
    parts = (
        (
            say("Pages to be reviewed"),
            [
                f"{line(reading.title(one))}: {say.date(one.model.review_by)}"
                for one in late
                if one.model.review_by
            ],
        ),
        (
            say("Contacts to be confirmed"),
            [f"{line(_contact(reading, one))} ({words(one.id)})" for one in asked],
        ),
        (
            say("Translations to be confirmed"),
            [f"{line(one.lang)}: {code(one.name)}" for one in old],
        ),
    )
    lines = [f"# {say('What is due in the manual')}", ""]
    for head, rows in parts:
        if rows:
            lines += [f"## {head}", "", *(f"- {row}" for row in rows), ""]
    if len(lines) == 2:
        lines.append(say("Nothing is due."))
    return "\n".join(lines).rstrip("\n") + "\n"


def _contact(reading: Reading, one: Entry) -> str:
    return reading.plain(one.name) if isinstance(one, Contact) else one.id
