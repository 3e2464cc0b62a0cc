"""The papers of a workshop as books, one file each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claim_manual.book.chapter_maker import ChapterMaker, Print
from claim_manual.book.edition import Wanted, empty_book
from claim_manual.book.front import filler
from claim_manual.book.kit.agenda import agenda
from claim_manual.book.kit.cards import cards
from claim_manual.book.kit.guide import guide
from claim_manual.book.kit.kit_maker import KitMaker
from claim_manual.book.kit.papers import attendance, certificate
from claim_manual.book.kit.questionnaire import questionnaire
from claim_manual.book.kit.workbook import workbook
from claim_manual.book.values import Book, Chapter
from claim_manual.derived import kit_files as files
from claim_manual.derived.kit_files import KitFile
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Document
from claim_manual.model.workshop import Workshop


@dataclass(frozen=True)
class Paper:
    """A paper of a kit; `beside` is the file whose pages its numbers name, where it has no such pages."""

    file: KitFile
    book: Book
    beside: KitFile | None = None


def papers(request: Wanted, workshop: Document[Workshop]) -> tuple[Paper, ...]:
    """The papers of a workshop in the first of the languages that are wanted."""
    reading = Reading(request.manual, request.languages[0])
    printing = Print(request.edition, request.day, request.site_url, {}, frozenset())
    kit = KitMaker(ChapterMaker(reading, printing), workshop)
    return tuple(
        Paper(
            file,
            _book(request, kit, file, chapters),
            files.WORKBOOK if file is files.GUIDE else None,
        )
        for file, chapters in _chapters(kit)
    )


def _chapters(kit: KitMaker) -> Iterator[tuple[KitFile, tuple[Chapter, ...]]]:
    yield files.AGENDA, (agenda(kit),)
    yield files.WORKBOOK, workbook(kit)
    yield files.GUIDE, guide(kit)
    if kit.practice.cases:
        yield files.CARDS, (cards(kit),)
    yield files.ATTENDANCE, attendance(kit)
    yield files.CERTIFICATE, (certificate(kit),)
    if assessment := kit.make.manual.assessment(kit.workshop.model.assessment or ""):
        yield files.PAPER, questionnaire(kit, assessment)


def _book(request: Wanted, kit: KitMaker, file: KitFile, chapters: tuple[Chapter, ...]) -> Book:
    title = kit.say(file.title)
    return replace(
        empty_book(request, kit.make),
        name=f"{kit.workshop.id}-{file.name.removesuffix('.pdf')}-{kit.make.reading.lang}",
        title=f"{kit.title}: {title}",
        description=kit.make.reading.plain(kit.workshop.model.summary) or kit.title,
        chapters=chapters,
        filler=filler(kit.make) if any(chapter.turn for chapter in chapters) else None,
        elsewhere="",
        outside=kit.make.outside(),
    )
