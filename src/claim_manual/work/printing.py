"""Prints: the chapters of editions are made, set and bound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from claim_manual.book.edition import (
    Wanted,
    book,
    book_name,
    brief_book,
    languages_of,
    leaflet,
    results_book,
    review_book,
)
from claim_manual.book.local import local_book
from claim_manual.book.press import Progress, key, press
from claim_manual.book.values import Book
from claim_manual.charts.font import PRINTED, face_file, glyphs
from claim_manual.model.brief import Brief
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.review import Round
from claim_manual.model.schema import Text
from claim_manual.model.workshop import Workshop
from claim_manual.publish.folder import write_file
from claim_manual.publish.memory import Memory
from claim_manual.publish.site_config import configured_address
from claim_manual.work import remembered

Languages = tuple[str, ...]
_KEPT = dt.timedelta(days=30)
"""How long a chapter is remembered that no book has needed."""


@dataclass(frozen=True)
class Order:
    """What books are printed with: the manual's folder, the day, where it is online, who is told."""

    root: Path
    day: dt.date
    site_url: str = ""
    is_archive: bool = False
    progress: Progress = lambda _done, _all: None


def site_address(root: Path, manual: Manual) -> str:
    """Where the manual is online: what manual.yml says, or else mkdocs.yml; empty if neither."""
    return (manual.settings.model.site_url or configured_address(root)).rstrip("/")


def full_edition(manual: Manual) -> Edition:
    """The edition that every manual has."""
    edition = manual.edition(FULL)
    assert edition is not None
    return edition


def book_names(manual: Manual) -> dict[Languages, str]:
    """The languages of each book of the full edition, to its name."""
    full = full_edition(manual)
    place = f"-{manual.at.id}" if manual.at else ""
    return {
        languages_of_book: f"{book_name(FULL, languages_of_book)}{place}"
        for languages_of_book in languages_of(manual, full)
    }


def books(
    manual: Manual,
    order: Order,
    edition_id: str,
    languages: Sequence[Languages],
    documents: Sequence[AnyDocument] = (),
) -> list[Book]:
    """The books of an edition in these languages; of documents, a leaflet each in each language.

    Raises KeyError where the manual has no such edition.
    """
    edition = manual.edition(edition_id)
    if edition is None:
        raise KeyError(edition_id)
    wanted = partial(
        Wanted,
        manual,
        edition_id,
        edition,
        day=order.day,
        site_url=order.site_url,
        is_archive=order.is_archive,
    )
    with remembered.layouts(Memory(order.root)):
        if not documents:
            return [_book(order, wanted(spoken)) for spoken in languages]
        each = dict.fromkeys(lang for spoken in languages for lang in spoken)
        return [_book(order, wanted((lang,)), document) for lang in each for document in documents]


def _book(order: Order, request: Wanted, document: AnyDocument | None = None) -> Book:
    """A book, or the leaflet of a document; of a local edition where the manual is one."""
    if request.manual.at:
        return local_book(request, document, partial(remembered.book, Memory(order.root)))
    return leaflet(request, document) if document else book(request)


def printed(books_made: Sequence[Book], order: Order) -> Iterator[tuple[str, bytes]]:
    """Books as PDF: name and content. Raises PrintUnavailableError without Pango."""
    for name, content, _ in printed_with_pages(
        ((book_made, "") for book_made in books_made), order
    ):
        yield name, content


def printed_with_pages(
    books_made: Iterable[tuple[Book, str]], order: Order
) -> Iterator[tuple[str, bytes, dict[str, int]]]:
    """The same, each book with the name of one before it whose pages its numbers name, or nothing.

    Name, content, and the page of each anchor.
    """
    from claim_manual.book.bind import Face, bound_with_pages  # much to load, and seldom needed

    memory = Memory(order.root)
    listed = [*books_made]
    chapters = press(
        [book_made for book_made, _ in listed], order.root, face_file, memory, order.progress
    )
    memory.forget_old("chapters", _KEPT)
    memory.forget_old("faces", _KEPT)
    memory.forget_old("books", _KEPT)
    faces = {
        name: Face(**vars(glyphs(face)), cut=partial(remembered.face, memory, face))
        for name, face in PRINTED.items()
    }
    family = next(iter(PRINTED))
    pages_of: dict[str, dict[str, int]] = {}
    for book_made, beside in listed:
        pdfs = [chapters[key(chapter, order.root)] for chapter in book_made.chapters]
        filler = chapters[key(book_made.filler, order.root)] if book_made.filler else b""
        whole = replace(book_made, beside=pages_of.get(beside, {}))
        content, pages = bound_with_pages(whole, pdfs, filler, family, faces)
        pages_of[book_made.name] = pages
        yield book_made.name, content, pages


def printed_review(manual: Manual, order: Order, review: Document[Round], lang: str) -> bytes:
    """The report of a round of review as PDF. Raises PrintUnavailableError without Pango."""
    wanted = Wanted(
        manual, FULL, full_edition(manual), (lang,), order.day, order.site_url, order.is_archive
    )
    return next(content for _, content in printed([review_book(wanted, review)], order))


def printed_results(manual: Manual, order: Order, workshop: Document[Workshop], lang: str) -> bytes:
    """What the assessments of a workshop came to as PDF. Raises PrintUnavailableError without Pango."""
    wanted = Wanted(manual, FULL, full_edition(manual), (lang,), order.day, order.site_url)
    return next(content for _, content in printed([results_book(wanted, workshop)], order))


def brief_books(
    manual: Manual, order: Order, brief: Document[Brief], languages: Sequence[str]
) -> list[Book]:
    """A brief on A4 in each of these languages."""
    on_a4 = Edition(title=Text({}))
    wanted = (
        Wanted(manual, FULL, on_a4, (lang,), order.day, order.site_url, order.is_archive)
        for lang in languages
    )
    return [brief_book(each, brief) for each in wanted]


def write_books(manual: Manual, order: Order, folder: Path) -> None:
    """The books of the site: the full edition, and each procedure and flow by itself."""
    languages = list(book_names(manual))
    books_made = books(manual, order, FULL, languages)
    books_made += books(manual, order, FULL, [manual.languages], [*manual.documents()])
    whole = {*book_names(manual).values()}
    place = f"-{manual.at.id}" if manual.at else ""
    for name, content in printed(books_made, order):
        # A site of one centre has its documents under the names by which any site knows them.
        stem = name if name in whole else name.removesuffix(place)
        write_file(folder / f"{stem}.pdf", content, is_lasting=False)
