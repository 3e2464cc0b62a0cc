"""claim-manual pdf and docx."""

from __future__ import annotations

import json
from pathlib import Path

import click

from claim_manual.book.edition import book_name, languages_of
from claim_manual.book.output import room_for_book, write_book
from claim_manual.cli.call import Call, command
from claim_manual.cli.reporting import round_of
from claim_manual.derived.reading import Reading
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.finding import say
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.work import printing, word_editions
from claim_manual.work.soundness import sound_once


@command(
    "pdf",
    click.option(
        "--edition", "edition_id", metavar="ID", default=FULL, help="An edition of editions/."
    ),
    click.option("--procedure", metavar="ID", help="One procedure or flow alone, by id or code."),
    click.option("--lang", metavar="TAG", help="One language; all if left out, without -o."),
    click.option("--list", "only_list", is_flag=True, help="Only say which books there are."),
    click.option(
        "--format", "kind", type=click.Choice(("text", "json")), default="text", help="Of the list."
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
    only_list: bool,
    kind: str,
    archive: bool,
    output: Path | None,
) -> None:
    """Makes print editions."""
    manual = sound_once(call.root, call.day, strict=False)
    if only_list:
        call.give(_list_of_books(manual, kind), is_for_people=kind == "text")
        return
    root = call.root.resolve()
    edition = _edition(call, manual, edition_id)
    if archive and edition.options.fillable:
        call.fail(say("Forms that are filled on the screen cannot be archived as PDF/A."))
    address = printing.site_address(root, manual)
    order = printing.Order(root, call.day, address, archive, call.counted)
    languages = _languages(call, manual, edition, lang)
    if procedure:
        single = [(lang,)] if lang else languages
        document = _document(call, manual, procedure)
        books = printing.books(manual, order, edition_id, single, [document])
    else:
        books = printing.books(manual, order, edition_id, languages)
    books = books[:1] if output else books
    ending = "-archive.pdf" if archive else ".pdf"
    files = {book.name: output or call.root / f"{book.name}{ending}" for book in books}
    for file in files.values():
        room_for_book(file)
    for name, content in printing.printed(books, order):
        write_book(files[name], content)
        call.tell(say("Book: {file}", file=files[name]))


def _list_of_books(manual: Manual, kind: str) -> str:
    """Every book of every edition; as JSON a list of jobs for a matrix, each with its command's values."""
    names = dict.fromkeys((FULL, *(edition.id for edition in manual.editions)))
    books = [
        {
            "edition": name,
            "lang": languages[0],
            "languages": list(languages),
            "file": f"{book_name(name, languages)}.pdf",
        }
        for name in names
        if (edition := manual.edition(name))
        for languages in languages_of(manual, edition)
    ]
    if kind == "json":
        return json.dumps({"books": books}, ensure_ascii=False) + "\n"
    return "".join(
        f"{book['file']}: --edition {book['edition']} --lang {book['lang']}\n" for book in books
    )


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
    round_id: str | None,
    allow: str | None,
    output: Path | None,
) -> None:
    """Makes Word files: an edition, or one procedure or flow.

    Comments and tracked changes come back with review import.
    """
    if sum(name is not None for name in (edition_id, procedure, flow)) > 1:
        call.fail(say("Name one of --edition, --procedure and --flow."))
    manual = sound_once(call.root, call.day, strict=False)
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
        call.write(output or call.root / f"{stem}{word_editions.ENDING}", content)


COMMANDS = {"pdf": pdf, "docx": docx}
