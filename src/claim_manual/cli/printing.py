"""claim-manual pdf and docx."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from claim_manual.book.edition import book_name, languages_of
from claim_manual.book.output import room_for_book, write_book
from claim_manual.cli.book_list import MOST_JOBS, list_of_books
from claim_manual.cli.call import Call, command, told
from claim_manual.cli.places import centre_option, in_place, placed, tell_lacking, wanted_centres
from claim_manual.cli.reporting import round_of
from claim_manual.derived.reading import Reading
from claim_manual.model.centre import Centre
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.finding import say
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.work import printing, word_editions
from claim_manual.work.local_editions import LocalFiles, LocalOrder, local_files
from claim_manual.work.soundness import sound_once


@command(
    "pdf",
    click.option(
        "--edition", "edition_id", metavar="ID", default=FULL, help="An edition of editions/."
    ),
    click.option("--procedure", metavar="ID", help="One procedure or flow alone, by id or code."),
    click.option("--lang", metavar="TAG", help="One language; all if left out, without -o."),
    click.option(
        "--centre",
        "centre_ids",
        metavar="ID[,ID]",
        help="For a centre: its name, and whom to call there; with a sheet for its desk.",
    ),
    click.option("--centres", "for_all", is_flag=True, help="The same for every centre."),
    click.option("--list", "only_list", is_flag=True, help="Only say which books there are."),
    click.option(
        "--format", "kind", type=click.Choice(("text", "json")), default="text", help="Of the list."
    ),
    click.option(
        "--jobs",
        type=click.IntRange(1, MOST_JOBS),
        default=MOST_JOBS,
        help="So many jobs at most in the list of centres.",
    ),
    click.option("--archive", is_flag=True, help="PDF/A-2a, for archives, with PDF/UA-1."),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="The file, for one book: of the default language if --lang is left out.",
    ),
)
def pdf(
    call: Call,
    *,
    edition_id: str,
    procedure: str | None,
    lang: str | None,
    centre_ids: str | None,
    for_all: bool,
    only_list: bool,
    kind: str,
    jobs: int,
    archive: bool,
    output: Path | None,
) -> None:
    """Makes print editions."""
    manual = sound_once(call.root, call.day, strict=False)
    centres = wanted_centres(call, manual, centre_ids, for_all=for_all)
    if only_list:
        listed = list_of_books(manual, kind, centres, jobs)
        call.give(listed, is_for_people=kind == "text")
        return
    root = call.root.resolve()
    edition = _edition(call, manual, edition_id)
    if archive and edition.options.fillable:
        call.fail(say("Forms that are filled on the screen cannot be archived as PDF/A."))
    languages = _languages(call, manual, edition, lang)
    if procedure and lang:
        languages = [(lang,)]
    document = _document(call, manual, procedure) if procedure else None
    if output:
        languages = languages[:1]
    address = printing.site_address(root, manual)
    order = printing.Order(root, call.day, address, archive, call.counted)
    if centres is not None:
        has_sheets = edition_id == FULL and not document and not output
        named = document.id if document else ""
        wanted = LocalOrder(edition_id, tuple(languages), call.root, named, output, has_sheets)
        _print_for(call, manual, order, wanted, centres)
        return
    documents = [document] if document else []
    books = printing.books(manual, order, edition_id, languages, documents)
    books = books[:1] if output else books
    ending = "-archive.pdf" if archive else ".pdf"
    files = {book.name: output or call.root / f"{book.name}{ending}" for book in books}
    for file in files.values():
        room_for_book(file)
    for name, content in printing.printed(books, order):
        write_book(files[name], content)
        call.tell(say("Book: {file}", file=files[name]))


def _print_for(
    call: Call,
    manual: Manual,
    order: printing.Order,
    wanted: LocalOrder,
    centres: Sequence[Document[Centre]],
) -> None:
    """The books of centres; where one fails the others are made, and the command fails at its end."""
    if wanted.file and len(centres) > 1:
        call.fail(say("-o names one file, and this makes books of {n} centres.", n=len(centres)))
    for centre in centres:
        tell_lacking(call, manual, centre)
    failures: dict[str, Exception] = {}
    for done in local_files(manual, order, wanted, [centre.id for centre in centres]):
        if done.failure:
            failures[done.centre_id] = done.failure
        _tell_files(call, done)
    if len(centres) == 1:
        for failure in failures.values():
            raise failure
    for centre_id, failure in sorted(failures.items()):
        reason = " ".join(message.text(call.speak) for message in told(call, failure))
        call.tell(say("Not made for the centre “{id}”: {reason}", id=centre_id, reason=reason))
    if failures:
        sys.exit(1)


def _tell_files(call: Call, done: LocalFiles) -> None:
    for file in done.files:
        call.tell(say("Book: {file}", file=file))
    for file in done.long_sheets:
        call.tell(say("This sheet needs more than one side, even in small type: {file}", file=file))


def _edition(call: Call, manual: Manual, edition_id: str) -> Edition:
    edition = manual.edition(edition_id)
    if edition is None:
        names = sorted({FULL, *(edition.id for edition in manual.editions)})
        call.fail(
            say(
                "There is no edition “{id}” in this manual; it has {names}.",
                id=edition_id,
                names=", ".join(names),
            )
        )
    return edition


def _document(call: Call, manual: Manual, name: str) -> AnyDocument:
    by_code = {document.model.code.casefold(): document for document in manual.documents()}
    document = manual.document(name) or by_code.get(name.casefold())
    if document is None:
        call.fail(say("There is no procedure or flow “{id}” in this manual.", id=name))
    return document


def _languages(
    call: Call, manual: Manual, edition: Edition, lang: str | None
) -> list[tuple[str, ...]]:
    """The books that are wanted, each by its languages."""
    books = languages_of(manual, edition)
    if lang is not None:
        call.language(manual, lang)
        books = [languages for languages in books if lang in languages]
        if not books:
            call.fail(say("This edition is not made in “{lang}”.", lang=lang))
    return books


@command(
    "docx",
    click.option("--edition", "edition_id", metavar="ID", help="An edition of editions/."),
    click.option("--procedure", metavar="ID", help="One procedure alone, by id or code."),
    click.option("--flow", metavar="ID", help="One flow alone, by id or code."),
    click.option("--lang", metavar="TAG", help="One language; all if left out, without -o."),
    centre_option,
    click.option(
        "--review", "round_id", metavar="ID", help="For a round of reviews/: says what readers do."
    ),
    click.option(
        "--allow",
        type=click.Choice(("comments", "changes")),
        help="All that readers can do: write comments, or also changes that are tracked.",
    ),
    click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        help="The file, for one language: the default one if --lang is left out.",
    ),
)
def docx(
    call: Call,
    *,
    edition_id: str | None,
    procedure: str | None,
    flow: str | None,
    lang: str | None,
    centre_id: str | None,
    round_id: str | None,
    allow: str | None,
    output: Path | None,
) -> None:
    """Makes Word files: an edition, or one procedure or flow.

    Comments and tracked changes come back with review import.
    """
    if sum(name is not None for name in (edition_id, procedure, flow)) > 1:
        call.fail(say("Name one of --edition, --procedure and --flow."))
    manual = placed(call, sound_once(call.root, call.day, strict=False), centre_id)
    root = call.root.resolve()
    order = printing.Order(root, call.day, printing.site_address(root, manual))
    edition = _edition(call, manual, edition_id or FULL)
    name = procedure or flow
    document = _document(call, manual, name) if name else None
    languages = (
        (call.language(manual, lang),)
        if lang
        else manual.languages
        if document
        else word_editions.languages_of(manual, edition)
    )
    if lang and not document and lang not in word_editions.languages_of(manual, edition):
        call.fail(say("This edition is not made in “{lang}”.", lang=lang))
    review_round = round_of(call, manual, round_id) if round_id else None
    for spoken in languages[:1] if output else languages:
        review = word_editions.review_of(Reading(manual, spoken), review_round, allow)
        if document:
            stem = f"{document.id}-{spoken}"
            content = word_editions.document_file(manual, order, document, spoken, review)
        else:
            stem = book_name(edition_id or FULL, (spoken,))
            content = word_editions.edition_file(manual, order, edition, spoken, review)
        name_of_file = f"{in_place(stem, centre_id)}{word_editions.ENDING}"
        call.write(output or call.root / name_of_file, content)


COMMANDS = {"pdf": pdf, "docx": docx}
