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
