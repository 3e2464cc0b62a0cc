"""Print editions: their chapters as HTML documents for paged media, with templates of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claim_manual.model.edition import Edition
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.page import Book, Chapter, Tab
from claim_manual.model.reading import Reading
from claim_manual.view.book_reference import ReferenceSetter
from claim_manual.view.book_setter import Contents, Setter
from claim_manual.view.chapter_maker import ChapterMaker, Print
from claim_manual.view.selection import Selection, selection


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
        name=book_name(wanted.edition_id, wanted.edition, wanted.languages),
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


def book_name(edition_id: str, edition: Edition, languages: Sequence[str]) -> str:
    """The name of a book's file, without its ending."""
    name = "manual" if edition_id == "full" else edition_id
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
    reading = Reading(wanted.manual, lang)
    printing = Print(
        wanted.edition,
        wanted.day,
        wanted.site_url,
        _tabs(reading, chosen),
        frozenset(one.id for one in chosen.documents),
    )
    return Setter(ChapterMaker(reading, printing))


def _tabs(reading: Reading, chosen: Selection) -> Mapping[str, Tab]:
    """For each part its tab: what the codes in it begin with."""
    parts = {key: _letters(own) for key, own in chosen.categories.items() if own}
    if chosen.flows:
        parts["flows"] = _letters(chosen.flows)
    if chosen.registers:
        parts["reference"] = reading.say("Reference")[:3].upper()
    return {key: Tab(text, n, len(parts)) for n, (key, text) in enumerate(parts.items())}


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
    reading = setter.make.reading
    contents: list[Contents] = []
    documents: list[tuple[Chapter, ...]] = []
    groups = [
        (reading.plain(setter.make.manual.settings.model.categories[key]), f"p-part-{key}", own)
        for key, own in chosen.categories.items()
    ]
    groups.append((reading.say("Decision trees"), "p-part-flows", chosen.flows))
    for name, anchor, own in groups:
        if not own:
            continue
        lines = setter.lines(own)
        contents.append(Contents(name, anchor, lines))
        divider = setter.divider(contents[-1], setter.tab(own[0]))
        documents.append((divider,))
        documents += [(chapter,) for one in own for chapter in setter.pages(one)]
        if name == groups[-1][0] and setter.make.options.cases:
            cases = [*setter.cases(own)]
            documents += [(one,) for one in cases]
            contents += [Contents(one.title, one.id, ()) for one in cases]
    after = [*_reference(setter, chosen, contents)]
    prose = [*setter.prose()]
    written = [Contents(one.title, one.id, ()) for one in prose]
    before = [setter.front(), setter.contents([*written, *contents]), *prose]
    return _Parts(tuple(before), tuple(documents), tuple(after))


def _reference(setter: Setter, chosen: Selection, contents: list[Contents]) -> Iterator[Chapter]:
    if not chosen.registers:
        return
    reference = ReferenceSetter(setter.make)
    made = [reference.register(name) for name in chosen.registers]
    if "forms" in chosen.registers:
        made += reference.sheets()
    if "glossary" in chosen.registers:
        made.append(reference.terms(chosen))
    lines = tuple(("", one.title, one.id, "") for one in made)
    part = Contents(setter.make.reading.say("Reference"), anchor="p-part-reference", lines=lines)
    contents.append(part)
    yield setter.divider(part, "reference")
    yield from made


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
