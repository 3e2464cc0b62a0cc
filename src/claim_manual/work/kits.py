"""The kit of a workshop in one language: papers, slides, and what other programs open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from claim_manual.book.edition import Wanted
from claim_manual.book.kit.books import papers
from claim_manual.derived import kit_files as files
from claim_manual.derived.addresses import kit_file, language_prefixes, page_path, workshop_uri
from claim_manual.derived.kit_files import KitFile
from claim_manual.derived.reading import Reading
from claim_manual.exchange.dates import dates_calendar
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.manual import Document, Manual
from claim_manual.model.schema import Text
from claim_manual.model.workshop import Workshop
from claim_manual.publish.folder import write_file
from claim_manual.work.printing import Order, printed_with_pages


def kit(manual: Manual, workshop: Document[Workshop], lang: str, order: Order) -> dict[str, bytes]:
    """Every file of a kit, by its name, in the order in which people need them.

    Raises PrintUnavailableError without Pango.
    """
    made = {file.name: content for file, content in printed_papers(manual, workshop, lang, order)}
    made |= {file.name: content for file, content in _others(manual, workshop, lang, order)}
    return {file.name: made[file.name] for file in files.kit_files(manual, workshop)}


def write_kits(manual: Manual, order: Order, site: Path) -> None:
    """The kits of all workshops in all languages, where pages of the site lead to them."""
    for workshop in manual.workshops:
        for lang in manual.languages:
            for name, content in kit(manual, workshop, lang, order).items():
                file = site / kit_file(workshop.id, lang, name)
                write_file(file, content, is_lasting=False)


def printed_papers(
    manual: Manual, workshop: Document[Workshop], lang: str, order: Order
) -> Iterator[tuple[KitFile, bytes]]:
    """The papers as PDF, in the order in which they are set. Raises PrintUnavailableError."""
    wanted = Wanted(manual, FULL, Edition(title=Text({})), (lang,), order.day, order.site_url)
    made = papers(wanted, workshop)
    names: Mapping[str, str] = {paper.file.name: paper.book.name for paper in made}
    books = [(paper.book, names[paper.beside.name] if paper.beside else "") for paper in made]
    by_name = {paper.book.name: paper.file for paper in made}
    for name, content, _ in printed_with_pages(books, order):
        yield by_name[name], content


def _others(
    manual: Manual, workshop: Document[Workshop], lang: str, order: Order
) -> Iterator[tuple[KitFile, bytes]]:
    """What is no paper."""
    reading = Reading(manual, lang)
    if workshop.model.dates:
        address = _address(manual, lang, order.site_url, workshop_uri(workshop.id))
        yield files.DATES, dates_calendar(reading, workshop, address)


def _address(manual: Manual, lang: str, site_url: str, uri: str) -> str:
    """Where a page of the site is; nothing where the manual is not online."""
    if not site_url:
        return ""
    return f"{site_url}/{page_path(language_prefixes(manual)[lang], uri, '')}"
