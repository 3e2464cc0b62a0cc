"""Print editions: their chapters as HTML documents for paged media, with templates of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from claim_manual.book.chapter_maker import BookPart, ChapterMaker, Print
from claim_manual.book.front import Contents, ContentsLine
from claim_manual.book.reference import ReferenceSetter
from claim_manual.book.setter import Setter
from claim_manual.book.values import Book, Chapter, Tab
from claim_manual.derived.reading import Reading
from claim_manual.derived.selection import Selection, has_model, phases_of, selection
from claim_manual.model.brief import Brief
from claim_manual.model.derived import derived_by
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.review import Round
from claim_manual.model.workshop import Workshop


@dataclass(frozen=True)
class Wanted:
    """What makes a book: an edition of the manual, its languages, the day that it is printed.

    `site_url` is where the manual is online, or empty.
    """

    manual: Manual
    edition_id: str
    edition: Edition
    languages: tuple[str, ...]
    day: dt.date
    site_url: str = ""
    is_archive: bool = False


def book(request: Wanted) -> Book:
    """The whole edition."""
    chosen = selection(request.manual, request.edition)
    setters = [_setter(request.manual, request, lang, chosen) for lang in request.languages]
    chapters, pairs = _together([_parts(setter, chosen) for setter in setters], request.edition)
    first = setters[0]
    return replace(
        empty_book(request, first.make),
        name=book_name(request.edition_id, request.languages),
        chapters=tuple(chapters),
        filler=first.filler(),
        pairs=tuple(pairs),
    )


def leaflet(request: Wanted, document: AnyDocument) -> Book:
    """One procedure or flow by itself, in one language, as it is in the edition."""
    chosen = selection(request.manual, request.edition)
    setter = _setter(request.manual, request, request.languages[0], chosen)
    pages = [replace(chapter, level=0, turn="") for chapter in setter.pages(document)]
    return replace(
        empty_book(request, setter.make),
        name=f"{document.id}-{setter.make.reading.lang}",
        title=setter.make.reading.title(document),
        description=setter.make.reading.plain(document.model.summary),
        chapters=tuple(pages),
        outside=setter.make.outside(),
    )


def review_book(request: Wanted, review: Document[Round]) -> Book:
    """The report of a round of review, in one language."""
    chosen = selection(request.manual, request.edition)
    setter = _setter(request.manual, request, request.languages[0], chosen)
    chapter = setter.review(review)
    return replace(
        empty_book(request, setter.make),
        name=f"{review.id}-{setter.make.reading.lang}",
        title=chapter.title,
        description=setter.make.reading.plain(review.model.summary),
        chapters=(chapter,),
        outside=setter.make.outside(),
    )


def results_book(request: Wanted, workshop: Document[Workshop]) -> Book:
    """What the assessments of a workshop came to, in one language. Raises LookupError without any."""
    chosen = selection(request.manual, request.edition)
    setter = _setter(request.manual, request, request.languages[0], chosen)
    chapter = setter.results(workshop)
    return replace(
        empty_book(request, setter.make),
        name=f"{workshop.id}-results-{setter.make.reading.lang}",
        title=chapter.title,
        description=setter.make.reading.plain(workshop.model.summary),
        chapters=(chapter,),
        outside=setter.make.outside(),
    )


def brief_book(request: Wanted, brief: Document[Brief]) -> Book:
    """A brief, in one language."""
    chosen = selection(request.manual, request.edition)
    setter = _setter(request.manual, request, request.languages[0], chosen)
    chapter = setter.brief(brief)
    return replace(
        empty_book(request, setter.make),
        name=f"{brief.id}-{setter.make.reading.lang}",
        title=chapter.title,
        description=chapter.title,
        chapters=(chapter,),
        outside=setter.make.outside(),
    )


def book_name(edition_id: str, languages: Sequence[str]) -> str:
    """The name of a book's file, without its ending."""
    name = "manual" if edition_id == FULL else edition_id
    return "-".join((name, *languages))


def languages_of(manual: Manual, edition: Edition) -> list[tuple[str, ...]]:
    """The books of an edition, each by its languages: one book for each, or one for two."""
    languages = edition.languages or manual.languages
    if edition.options.bilingual:
        return [tuple(languages)]
    return [(lang,) for lang in languages]


def empty_book(request: Wanted, make: ChapterMaker) -> Book:
    """A book without chapters, with what its file says of itself."""
    settings = request.manual.settings.model
    plain = make.reading.plain
    edition_title = plain(request.edition.title)
    title = plain(settings.title)
    return Book(
        name="",
        tag=make.tag,
        title=f"{title}. {edition_title}" if edition_title else title,
        author=plain(settings.publisher),
        description=plain(settings.description),
        day=request.day,
        chapters=(),
        elsewhere=f"\u00a0{make.reading.say('(manual)')}",
        is_booklet=request.edition.options.paper == "booklet",
        is_archive=request.is_archive,
    )


def setter_of(request: Wanted, lang: str) -> Setter:
    """What sets the edition in one language."""
    chosen = selection(request.manual, request.edition)
    return _setter(request.manual, request, lang, chosen)


def _setter_key(request: Wanted, lang: str, _chosen: Selection) -> Hashable:
    return request.edition.model_dump_json(), lang, request.day, request.site_url


@derived_by(_setter_key)
def _setter(manual: Manual, request: Wanted, lang: str, chosen: Selection) -> Setter:
    """What sets an edition in one language; a leaflet finds there what the book has set."""
    reading = Reading(manual, lang)
    documents = frozenset(document.id for document in chosen.documents)
    parts = _book_parts(reading, chosen)
    printing = Print(request.edition, request.day, request.site_url, parts, documents)
    return Setter(ChapterMaker(reading, printing))


def _book_parts(reading: Reading, chosen: Selection) -> Mapping[str, BookPart]:
    """The parts of a book by key, in order, each with its name and what the codes in it begin with."""
    names = reading.manual.settings.model.category_names
    parts = {
        key: (reading.plain(names[key]), _letters(documents))
        for key, documents in chosen.categories.items()
        if documents
    }
    if chosen.flows:
        parts["flows"] = (reading.say("Decision trees"), _letters(chosen.flows))
    if chosen.registers:
        name = reading.say("Reference")
        parts["reference"] = (name, name[:3].upper())
    return {
        key: BookPart(name, Tab(letters, n, len(parts)))
        for n, (key, (name, letters)) in enumerate(parts.items())
    }


def _letters(documents: Sequence[AnyDocument]) -> str:
    return documents[0].model.code.partition("-")[0][:4]


@dataclass(frozen=True)
class _Parts:
    """The chapters of one language: before, each document, after."""

    before: tuple[Chapter, ...]
    documents: tuple[tuple[Chapter, ...], ...]
    after: tuple[Chapter, ...]


def _parts(setter: Setter, chosen: Selection) -> _Parts:
    """The book in one language."""
    contents: list[Contents] = []
    documents: list[tuple[Chapter, ...]] = []
    after: list[Chapter] = []
    by_part: dict[str, Sequence[AnyDocument]] = {**chosen.categories, "flows": chosen.flows}
    last = [key for key in setter.make.print.parts if key != "reference"][-1:]
    chosen_of = (setter.make.manual, setter.make.print.edition, chosen)
    told = phases_of(*chosen_of)
    for key, part in setter.make.print.parts.items():
        anchor = f"p-part-{key}"
        if key == "reference":
            chapters = _reference(setter, chosen)
            lines = tuple(ContentsLine("", chapter.title, chapter.id) for chapter in chapters)
            contents.append(Contents(part.name, anchor, lines))
            after = [setter.divider(contents[-1], key), *chapters]
            continue
        is_phase = key in told
        about = (setter.phase_line(key),) if is_phase else ()
        contents.append(Contents(part.name, anchor, (*about, *setter.lines(by_part[key]))))
        documents.append((setter.divider(contents[-1], key),))
        documents += [(setter.phase(key),)] if is_phase else []
        documents += [(chapter,) for document in by_part[key] for chapter in setter.pages(document)]
        if key in last and setter.make.options.cases:
            cases = [*setter.cases([*chain.from_iterable(by_part.values())], key)]
            documents += [(case,) for case in cases]
            contents += [Contents(case.title, case.id, ()) for case in cases]
    prose = [*setter.prose(), *([setter.model()] if has_model(*chosen_of) else ())]
    written = [Contents(chapter.title, chapter.id, ()) for chapter in prose]
    before = [setter.front(), setter.contents([*written, *contents]), *prose]
    return _Parts(tuple(before), tuple(documents), tuple(after))


def _reference(setter: Setter, chosen: Selection) -> list[Chapter]:
    reference = ReferenceSetter(setter.make)
    chapters = [reference.register(name) for name in chosen.registers]
    if "forms" in chosen.registers:
        chapters += reference.sheets()
    if "glossary" in chosen.registers:
        chapters.append(reference.terms(chosen))
    return chapters


def _together(
    languages: Sequence[_Parts], edition: Edition
) -> tuple[list[Chapter], list[tuple[int, int]]]:
    """The chapters of all languages in order; of two, which of them face each other."""
    chapters = [chapter for parts in languages for chapter in parts.before]
    pairs = []
    for counterparts in zip(*(parts.documents for parts in languages), strict=True):
        first = len(chapters)
        chapters += [chapter for document_chapters in counterparts for chapter in document_chapters]
        if edition.options.bilingual == "facing":
            pairs.append((first, first + 1))
    chapters += [chapter for parts in languages for chapter in parts.after]
    return chapters, pairs
