"""Print editions: their chapters as HTML documents for paged media, with templates of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claim_manual.book.chapter_maker import ChapterMaker, Part, Print
from claim_manual.book.front import Contents, Line
from claim_manual.book.reference import ReferenceSetter
from claim_manual.book.selection import Selection, selection
from claim_manual.book.setter import Setter
from claim_manual.book.values import Book, Chapter, Tab
from claim_manual.derived.reading import Reading
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.review import Round


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


def book(wanted: Wanted) -> Book:
    """The whole edition."""
    chosen = selection(wanted.manual, wanted.edition)
    setters = [_setter(wanted, lang, chosen) for lang in wanted.languages]
    chapters, pairs = _together([_parts(one, chosen) for one in setters], wanted.edition)
    first = setters[0]
    return replace(
        _empty(wanted, first),
        name=book_name(wanted.edition_id, wanted.languages),
        chapters=tuple(chapters),
        filler=first.filler(),
        pairs=tuple(pairs),
    )


def leaflet(wanted: Wanted, document: AnyDocument) -> Book:
    """One procedure or flow by itself, in one language, as it is in the edition."""
    chosen = selection(wanted.manual, wanted.edition)
    setter = _setter(wanted, wanted.languages[0], chosen)
    pages = [replace(one, level=0, turn="") for one in setter.pages(document)]
    return replace(
        _empty(wanted, setter),
        name=f"{document.id}-{setter.make.reading.lang}",
        title=setter.make.reading.title(document),
        description=setter.make.reading.plain(document.model.summary),
        chapters=tuple(pages),
        outside=setter.make.outside(),
    )


def review_book(wanted: Wanted, one: Document[Round]) -> Book:
    """The report of a round of review, in one language."""
    chosen = selection(wanted.manual, wanted.edition)
    setter = _setter(wanted, wanted.languages[0], chosen)
    chapter = setter.review(one)
    return replace(
        _empty(wanted, setter),
        name=f"{one.id}-{setter.make.reading.lang}",
        title=chapter.title,
        description=setter.make.reading.plain(one.model.summary),
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
    return [(one,) for one in languages]


def _empty(wanted: Wanted, setter: Setter) -> Book:
    settings = wanted.manual.settings.model
    plain = setter.make.reading.plain
    own = plain(wanted.edition.title)
    title = plain(settings.title)
    return Book(
        name="",
        tag=setter.make.tag,
        title=f"{title}. {own}" if own else title,
        author=plain(settings.publisher),
        description=plain(settings.description),
        day=wanted.day,
        chapters=(),
        elsewhere=f"\u00a0{setter.make.reading.say('(manual)')}",
        is_booklet=wanted.edition.options.paper == "booklet",
        is_archive=wanted.is_archive,
    )


def _setter(wanted: Wanted, lang: str, chosen: Selection) -> Setter:
    """What sets an edition in one language; a leaflet finds there what the book has set."""
    key = ("setter", wanted.edition.model_dump_json(), lang, wanted.day, wanted.site_url)
    if key not in wanted.manual.memo:
        reading = Reading(wanted.manual, lang)
        documents = frozenset(one.id for one in chosen.documents)
        parts = _book_parts(reading, chosen)
        printing = Print(wanted.edition, wanted.day, wanted.site_url, parts, documents)
        wanted.manual.memo[key] = Setter(ChapterMaker(reading, printing))
    found: Setter = wanted.manual.memo[key]
    return found


def _book_parts(reading: Reading, chosen: Selection) -> Mapping[str, Part]:
    """The parts of a book by key, in order, each with its name and what the codes in it begin with."""
    names = reading.manual.settings.model.categories
    found = {
        key: (reading.plain(names[key]), _letters(own))
        for key, own in chosen.categories.items()
        if own
    }
    if chosen.flows:
        found["flows"] = (reading.say("Decision trees"), _letters(chosen.flows))
    if chosen.registers:
        name = reading.say("Reference")
        found["reference"] = (name, name[:3].upper())
    return {
        key: Part(name, Tab(letters, n, len(found)))
        for n, (key, (name, letters)) in enumerate(found.items())
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
    own: dict[str, Sequence[AnyDocument]] = {**chosen.categories, "flows": chosen.flows}
    for key, part in setter.make.print.parts.items():
        anchor = f"p-part-{key}"
        if key == "reference":
            made = _reference(setter, chosen)
            lines = tuple(Line("", one.title, one.id) for one in made)
            contents.append(Contents(part.name, anchor, lines))
            after = [setter.divider(contents[-1], key), *made]
            continue
        contents.append(Contents(part.name, anchor, setter.lines(own[key])))
        documents.append((setter.divider(contents[-1], key),))
        documents += [(chapter,) for one in own[key] for chapter in setter.pages(one)]
        if key == "flows" and setter.make.options.cases:
            cases = [*setter.cases(own[key])]
            documents += [(one,) for one in cases]
            contents += [Contents(one.title, one.id, ()) for one in cases]
    prose = [*setter.prose()]
    written = [Contents(one.title, one.id, ()) for one in prose]
    before = [setter.front(), setter.contents([*written, *contents]), *prose]
    return _Parts(tuple(before), tuple(documents), tuple(after))


def _reference(setter: Setter, chosen: Selection) -> list[Chapter]:
    reference = ReferenceSetter(setter.make)
    made = [reference.register(name) for name in chosen.registers]
    if "forms" in chosen.registers:
        made += reference.sheets()
    if "glossary" in chosen.registers:
        made.append(reference.terms(chosen))
    return made


def _together(
    languages: Sequence[_Parts], edition: Edition
) -> tuple[list[Chapter], list[tuple[int, int]]]:
    """The chapters of all languages in order; of two, which of them face each other."""
    chapters = [one for parts in languages for one in parts.before]
    pairs = []
    for same in zip(*(parts.documents for parts in languages), strict=True):
        first = len(chapters)
        chapters += [one for own in same for one in own]
        if edition.options.bilingual == "facing":
            pairs.append((first, first + 1))
    chapters += [one for parts in languages for one in parts.after]
    return chapters, pairs
