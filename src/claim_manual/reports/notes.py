"""What changed and what is due, as Markdown."""

from __future__ import annotations

import datetime as dt

from claim_manual.derived.changes import by_day
from claim_manual.derived.reading import Reading
from claim_manual.derived.translations import State, translations
from claim_manual.model.registers import Contact, Entry
from claim_manual.reports.markdown import code, line, words


def release_notes(reading: Reading, since: dt.date | None) -> str:
    """What changed after a day, each day under a heading, as Markdown ending in a line break."""
    say = reading.say
    lines = [f"# {say('What changed')}"]
    for day, changes in by_day(reading.manual).items():
        if since is None or day > since:
            lines += ["", f"## {say.date(day)}", ""]
            lines += [
                f"- {line(reading.title(dated.document))}, "
                f"{words(say('version {version}', version=dated.change.version))}: "
                f"{words(reading.plain(dated.change.change))}"
                for dated in changes
            ]
    if len(lines) == 1:
        lines += ["", say("Nothing has changed yet.")]
    return "\n".join(lines) + "\n"


def due_list(reading: Reading, today: dt.date) -> str:
    """What is due: pages to review by today, contacts to confirm, texts to translate; Markdown."""
    manual, say = reading.manual, reading.say
    late = [
        document
        for document in manual.documents()
        if document.model.review_by
        and document.model.review_by < today
        and document.model.status != "retired"
    ]
    unconfirmed = [
        contact
        for contact in manual.register("contacts")
        if getattr(contact, "status", "") == "recheck"
    ]
    stale = (
        [text for text in translations(manual) if text.state is State.STALE] if manual.lock else []
    )
    parts = (
        (
            say("Pages to be reviewed"),
            [
                f"{line(reading.title(document))}: {say.date(document.model.review_by)}"
                for document in late
                if document.model.review_by
            ],
        ),
        (
            say("Contacts to be confirmed"),
            [f"{line(_contact(reading, entry))} ({words(entry.id)})" for entry in unconfirmed],
        ),
        (
            say("Translations to be confirmed"),
            [f"{line(text.lang)}: {code(text.name)}" for text in stale],
        ),
    )
    lines = [f"# {say('What is due in the manual')}", ""]
    for head, rows in parts:
        if rows:
            lines += [f"## {head}", "", *(f"- {row}" for row in rows), ""]
    if len(lines) == 2:
        lines.append(say("Nothing is due."))
    return "\n".join(lines).rstrip("\n") + "\n"


def _contact(reading: Reading, entry: Entry) -> str:
    return reading.plain(entry.name) if isinstance(entry, Contact) else entry.id
