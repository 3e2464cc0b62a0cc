"""The kit of a workshop in one language: papers, slides, and what other programs open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from claim_manual.book.edition import Wanted
from claim_manual.book.kit.books import papers
from claim_manual.derived import kit_files as files
from claim_manual.derived.addresses import (
    document_uri,
    kit_file,
    language_prefixes,
    page_path,
    workshop_uri,
)
from claim_manual.derived.fingerprint import fingerprint
from claim_manual.derived.kit_files import KitFile
from claim_manual.derived.practice import told_cases
from claim_manual.derived.question_bank import question_bank
from claim_manual.derived.reading import Reading
from claim_manual.exchange.dates import dates_calendar
from claim_manual.exchange.gift import gift
from claim_manual.exchange.moodle import moodle_xml
from claim_manual.exchange.olx import olx
from claim_manual.exchange.xlsform import xlsform
from claim_manual.model.assessment import Assessment
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.schema import Text
from claim_manual.model.sources import SLIDES
from claim_manual.model.workshop import Workshop
from claim_manual.pages.results_slides import results_deck
from claim_manual.pages.slides import Deck
from claim_manual.pages.workshop_slides import workshop_deck
from claim_manual.publish.folder import write_file
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.work import remembered
from claim_manual.work.local_sheets import printed_sheet
from claim_manual.work.printing import Order, printed_with_pages

"""Where a manual has a template of its own for slides."""
_KEPT = dt.timedelta(days=30)
"""How long a kit is remembered that nobody has needed."""


def kit(manual: Manual, workshop: Document[Workshop], lang: str, order: Order) -> dict[str, bytes]:
    """Every file of a kit, by its name, in the order in which people need them.

    Raises PrintUnavailableError without Pango, TemplateError where the template of the slides is none.
    """
    memory = Memory(order.root)
    made_of = (fingerprint(manual), workshop.id, lang, order.day, order.site_url)
    key = digest(program(), *made_of, slides_template(order.root))
    return remembered.kit(memory, key, partial(_kit, manual, workshop, lang, order))


def write_kits(manual: Manual, order: Order, site: Path) -> None:
    """The kits of all workshops in all languages, where pages of the site lead to them."""
    for workshop in manual.workshops:
        for lang in manual.languages:
            for name, content in kit(manual, workshop, lang, order).items():
                file = site / kit_file(workshop.id, lang, name)
                write_file(file, content, is_lasting=False)
    Memory(order.root).forget_old("kits", _KEPT)


def _kit(manual: Manual, workshop: Document[Workshop], lang: str, order: Order) -> dict[str, bytes]:
    with remembered.layouts(Memory(order.root)):
        made = {
            file.name: content for file, content in printed_papers(manual, workshop, lang, order)
        }
        if manual.at:
            made[files.WHOM.name] = printed_sheet(manual, order, lang)[1]
        made |= {file.name: content for file, content in _others(manual, workshop, lang, order)}
    return {file.name: made[file.name] for file in files.kit_files(manual, workshop)}


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
    deck = workshop_deck(reading, workshop, order.site_url)
    yield files.SLIDES, deck_file(deck, order.root, order.day)
    yield from _banks(reading, workshop, order.site_url)
    if workshop.model.dates:
        address = _address(reading, order.site_url, workshop_uri(workshop.id))
        yield files.DATES, dates_calendar(reading, workshop, address)
    if assessment := manual.assessment(workshop.model.assessment or ""):
        yield files.XLSFORM, _questionnaire(reading, assessment, order.day)


def _banks(
    reading: Reading, workshop: Document[Workshop], site_url: str
) -> Iterator[tuple[KitFile, bytes]]:
    """The questions from all cases of a workshop's pages, as each program of courses reads them."""
    manual = reading.manual
    assessment = manual.assessment(workshop.model.assessment or "")
    bank = assessment.model.bank if assessment else None
    cases = [
        case
        for page_id in files.bank_documents(manual, workshop)
        if (document := manual.document(page_id))
        for case in told_cases(document)
    ]
    questions = question_bank(reading, cases, bank.seed if bank else 1)
    if not questions:
        return
    title = reading.plain(workshop.model.title)

    def link(document: AnyDocument) -> str:
        return _address(reading, site_url, document_uri(document))

    yield files.MOODLE, moodle_xml(reading, title, questions, link)
    yield files.GIFT, gift(reading, title, questions, link)
    yield files.OLX, olx(reading, title, questions, link)


def _questionnaire(reading: Reading, assessment: Document[Assessment], day: dt.date) -> bytes:
    """An assessment as an XLSForm in all languages, the one that is asked for first."""
    from claim_manual.office.spreadsheet import spreadsheet  # much to load, seldom needed

    manual = reading.manual
    languages = sorted(manual.languages, key=lambda lang: lang != reading.lang)
    readings = {lang: Reading(manual, lang) for lang in languages}
    return spreadsheet(xlsform(readings, assessment, f"{day:%Y%m%d}"))


def results_slides(
    reading: Reading, workshop: Document[Workshop], root: Path, day: dt.date
) -> bytes:
    """What the assessments of a workshop came to as slides. Raises LookupError where there is nothing."""
    return deck_file(results_deck(reading, workshop), root, day)


def deck_file(deck: Deck, root: Path, day: dt.date) -> bytes:
    """A deck in the manual's own template, where it has one. Raises TemplateError where that is none."""
    from claim_manual.office.slides import presentation  # much to load, and seldom needed

    return presentation(deck, day, slides_template(root))


def slides_template(root: Path) -> bytes | None:
    """The manual's own template of slides; None where it has none."""
    file = root / SLIDES
    return file.read_bytes() if file.is_file() else None


def _address(reading: Reading, site_url: str, uri: str) -> str:
    """Where a page of the site is; nothing where the manual is not online."""
    if not site_url:
        return ""
    prefix = language_prefixes(reading.manual)[reading.lang]
    return f"{site_url}/{page_path(prefix, uri, '')}"
