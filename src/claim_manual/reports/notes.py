"""What changed and what is due, as Markdown."""

from __future__ import annotations

import datetime as dt

from claim_manual.derived.changes import SharedChange, shared_by_day
from claim_manual.derived.reading import Reading
from claim_manual.derived.translations import TranslationState, translations
from claim_manual.model.registers import Contact, Entry
from claim_manual.reports.markdown import code, line, words


def release_notes(reading: Reading, since: dt.date | None) -> str:
    """What changed after a day, each day under a heading, as Markdown ending in a line break."""
    say = reading.say
    lines = [f"# {say('What changed')}"]
    for day, changes in shared_by_day(reading.manual).items():
        if since is None or day > since:
            lines += ["", f"## {say.date(day)}", ""]
            lines += [f"- {_changed(reading, change)}" for change in changes]
    if len(lines) == 1:
        lines += ["", say("Nothing has changed yet.")]
    return "\n".join(lines) + "\n"


def _changed(reading: Reading, change: SharedChange) -> str:
    """A change, with its pages and their versions."""
    pages = "; ".join(
        f"{line(reading.title(dated.document))}, "
        f"{words(reading.say('version {version}', version=dated.change.version))}"
        for dated in change.changes
    )
    return f"{pages}: {words(reading.plain(change.text))}"


def due_list(reading: Reading, today: dt.date) -> str:
    """What is due: pages to review by today, contacts to confirm, texts to translate; Markdown."""
    say = reading.say
    parts = (
        (say("Pages to be reviewed"), _late(reading, today)),
        (say("Contacts to be confirmed"), _unconfirmed(reading)),
        (say("Translations to be confirmed"), _stale(reading)),
    )
    lines = [f"# {say('What is due in the manual')}", ""]
    for heading, rows in parts:
        if rows:
            lines += [f"## {heading}", "", *(f"- {row}" for row in rows), ""]
    if len(lines) == 2:
        lines.append(say("Nothing is due."))
    return "\n".join(lines).rstrip("\n") + "\n"


def _late(reading: Reading, today: dt.date) -> list[str]:
    days = [
        (document, document.model.review_by)
        for document in reading.manual.documents()
        if document.model.status != "retired"
    ]
    return [
        f"{line(reading.title(document))}: {reading.say.date(day)}"
        for document, day in days
        if day and day < today
    ]


def _unconfirmed(reading: Reading) -> list[str]:
    return [
        f"{line(_contact(reading, contact))} ({words(contact.id)})"
        for contact in reading.manual.register("contacts")
        if getattr(contact, "status", "") == "recheck"
    ]


def _stale(reading: Reading) -> list[str]:
    if not reading.manual.lock:
        return []
    return [
        f"{line(text.lang)}: {code(text.name)}"
        for text in translations(reading.manual)
        if text.state is TranslationState.STALE
    ]


def _contact(reading: Reading, entry: Entry) -> str:
    return reading.plain(entry.name) if isinstance(entry, Contact) else entry.id
