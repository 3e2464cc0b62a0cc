"""claim-manual report, release-notes and due."""

from __future__ import annotations

from pathlib import Path

import click

from claim_manual import clock
from claim_manual.book.output import room_for_book, write_book
from claim_manual.cli.call import Call, command
from claim_manual.derived.reading import Reading
from claim_manual.derived.review import report
from claim_manual.model.finding import say
from claim_manual.model.manual import Document, Manual
from claim_manual.model.review import Round
from claim_manual.reports.notes import due_list, release_notes
from claim_manual.reports.review_text import report_text
from claim_manual.work import printing

FORMATS = ("markdown", "docx", "pdf")


@command(
    "report",
    click.argument("round_id", metavar="ROUND"),
    click.option(
        "--format", "kind", type=click.Choice(FORMATS), default="markdown", help="As what."
    ),
    click.option("--lang", metavar="TAG", help="The language; the default one if left out."),
    click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="The file; Markdown is shown else."
    ),
)
def report_(call: Call, *, round_id: str, kind: str, lang: str | None, output: Path | None) -> None:
    """Makes the report of corrections and recommendations considered, of reviews/ROUND.yml."""
    manual = call.manual()
    reading = Reading(manual, call.language(manual, lang))
    review = _round(call, manual, round_id)
    contents = report(reading, review)
    if kind == "markdown" and output is None:
        call.give(report_text(contents))
        return
    ending = {"markdown": "md"}.get(kind, kind)
    file = output or call.root / f"{round_id}-{reading.lang}.{ending}"
    if kind == "pdf":
        room_for_book(file)
        root = call.root.resolve()
        order = printing.Order(root, call.day, printing.site_address(root, manual))
        write_book(file, printing.printed_review(manual, order, review, reading.lang))
        call.tell(say("Written: {file}", file=file))
    elif kind == "docx":
        from claim_manual.office.word import report_document  # much to load, and seldom used

        day = review.model.closed_on or review.model.opened_on
        tag = manual.settings.model.languages[reading.lang].tag
        call.write(file, report_document(contents, tag, day))
    else:
        call.write(file, report_text(contents).encode())


def _round(call: Call, manual: Manual, round_id: str) -> Document[Round]:
    review = next((review for review in manual.reviews if review.id == round_id), None)
    if review is None:
        names = ", ".join(review.id for review in manual.reviews) or "–"
        call.fail(
            say(
                "There is no review “{id}” in this manual; it has {names}.",
                id=round_id,
                names=names,
            )
        )
    return review


@command(
    "release-notes",
    click.option("--since", metavar="DATE", help="Changes after this day; all if left out."),
    click.option("--lang", metavar="TAG", help="The language; the default one if left out."),
)
def notes(call: Call, *, since: str | None, lang: str | None) -> None:
    """Lists what changed, from the history of every page, as Markdown."""
    manual = call.manual()
    try:
        day = clock.day(since) if since else None
    except clock.DayError as failure:
        call.fail(failure.args[0])
    reading = Reading(manual, call.language(manual, lang))
    call.give(release_notes(reading, day))


@command(
    "due",
    click.option("--lang", metavar="TAG", help="The language; the default one if left out."),
)
def due(call: Call, *, lang: str | None) -> None:
    """Lists what is due: pages to review, contacts and translations to confirm, as Markdown."""
    manual = call.manual()
    reading = Reading(manual, call.language(manual, lang))
    call.give(due_list(reading, call.day))


COMMANDS = {"report": report_, "release-notes": notes, "due": due}
