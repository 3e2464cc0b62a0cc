"""claim-manual report, release-notes and due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from claim_manual import clock
from claim_manual.book.output import room_for_book, write_book
from claim_manual.cli.call import Call, command
from claim_manual.derived.reading import Reading
from claim_manual.derived.results_report import has_results, results_of
from claim_manual.derived.review import report
from claim_manual.model.finding import say
from claim_manual.model.manual import Document, Manual
from claim_manual.model.review import Round
from claim_manual.pages.markdown import markdown_page
from claim_manual.pages.page import Online, anchored
from claim_manual.pages.results import results_page
from claim_manual.pages.reviews import review_page
from claim_manual.reports.notes import due_list, release_notes
from claim_manual.reports.review_text import report_text
from claim_manual.work import kits, printing

FORMATS = ("markdown", "docx", "pdf", "pptx")


@command(
    "report",
    click.argument("round_id", metavar="ROUND", required=False),
    click.option(
        "--workshop", "workshop_id", metavar="ID", help="Of the results of a workshop instead."
    ),
    click.option(
        "--format",
        "kind",
        type=click.Choice(FORMATS),
        help="As what; as the file's name ends if left out, or Markdown.",
    ),
    click.option("--lang", metavar="TAG", help="The language; the default one if left out."),
    click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="The file; Markdown is shown else."
    ),
)
def report_(
    call: Call,
    *,
    round_id: str | None,
    workshop_id: str | None,
    kind: str | None,
    lang: str | None,
    output: Path | None,
) -> None:
    """Makes the report of corrections and recommendations considered, of reviews/ROUND.yml.

    With --workshop, what the assessments of a workshop came to.
    """
    if (round_id is None) == (workshop_id is None):
        call.fail(say("Name a round of review, or a workshop with --workshop."))
    ending = output.suffix.lower().removeprefix(".") if output else ""
    kind = kind or (ending if ending in FORMATS else "markdown")
    manual = call.manual()
    reading = Reading(manual, call.language(manual, lang))
    chosen = _of_workshop(call, reading, workshop_id) if workshop_id else None
    chosen = chosen or _ofround_of(call, reading, round_id or "")
    if kind == "markdown" and output is None:
        call.give(chosen.markdown())
        return
    ending = {"markdown": "md"}.get(kind, kind)
    file = output or call.root / f"{chosen.name}-{reading.lang}.{ending}"
    if kind == "pdf":
        room_for_book(file)
        root = call.root.resolve()
        order = printing.Order(root, call.day, printing.site_address(root, manual))
        write_book(file, chosen.pdf(order))
        call.tell(say("Written: {file}", file=file))
    elif kind == "pptx" and chosen.slides is None:
        call.fail(say("A round of review has no slides."))
    else:
        made = {"docx": chosen.word, "pptx": chosen.slides}.get(kind)
        call.write(file, made() if made else chosen.markdown().encode())


@dataclass(frozen=True)
class _Report:
    """A report in one language, each of its forms made when it is asked for."""

    name: str
    markdown: Callable[[], str]
    word: Callable[[], bytes]
    pdf: Callable[[printing.Order], bytes]
    slides: Callable[[], bytes] | None = None


def _ofround_of(call: Call, reading: Reading, round_id: str) -> _Report:
    review = round_of(call, reading.manual, round_id)
    contents = report(reading, review)

    def word() -> bytes:
        from claim_manual.office.word import page_document  # much to load, and seldom used

        day = review.model.closed_on or review.model.opened_on
        return page_document(review_page(reading, review), reading.say.tag, day)

    def pdf(order: printing.Order) -> bytes:
        return printing.printed_review(reading.manual, order, review, reading.lang)

    return _Report(round_id, lambda: report_text(contents), word, pdf)


def _of_workshop(call: Call, reading: Reading, workshop_id: str) -> _Report:
    manual = reading.manual
    workshop = call.workshop(manual, workshop_id)
    if not has_results(manual, workshop):
        call.fail(say("There are no results of “{id}” in results/.", id=workshop_id))
    page = anchored(results_page(reading, workshop, Online()))
    day = max(results.model.on for results in results_of(manual, workshop.id))

    def word() -> bytes:
        from claim_manual.office.word import page_document

        return page_document(page, reading.say.tag, day)

    def pdf(order: printing.Order) -> bytes:
        return printing.printed_results(manual, order, workshop, reading.lang)

    def slides() -> bytes:
        return kits.results_slides(reading, workshop, call.root, day)

    return _Report(f"{workshop_id}-results", lambda: markdown_page(page, ""), word, pdf, slides)


def round_of(call: Call, manual: Manual, round_id: str) -> Document[Round]:
    """The round of review asked for, which the manual must have."""
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
