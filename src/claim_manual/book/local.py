"""Books of one centre: chapters with slots are the same for all centres, some are its own."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace

from claim_manual.book.chapter_maker import anchor_of
from claim_manual.book.edition import Wanted, book, leaflet, setter_of
from claim_manual.book.paper import paper
from claim_manual.book.reference import ReferenceSetter
from claim_manual.book.setter import Setter
from claim_manual.book.slots import has_open_place, stamps, with_slots
from claim_manual.book.values import Book, Chapter
from claim_manual.derived.addresses import register_uri
from claim_manual.derived.fingerprint import fingerprint
from claim_manual.derived.reading import Reading
from claim_manual.model.derived import derived_by
from claim_manual.model.manual import AnyDocument, Manual

Keep = Callable[[tuple[object, ...], Callable[[], Book]], Book]
"""Takes what a book is made of and what makes it; gives the book that was made of it before."""


def local_book(request: Wanted, document: AnyDocument | None, keep: Keep) -> Book:
    """The book of a local edition, or the leaflet of a document in it.

    Its chapters are those of every centre, with slots that binding writes out, but for what says more
    of a contact than fits a slot. What all have in common is kept.
    """
    centre = request.manual.at
    assert centre is not None
    room = paper(request.edition.options).slot_room
    slotted = with_slots(request.manual.for_no_place, room)
    whole = replace(request, manual=slotted)
    made_of = (fingerprint(request.manual.for_no_place), *_made_key(whole, document))
    common = keep(made_of, lambda: _made(slotted, whole, document))
    written = _stamps(request, room)
    own = _OwnChapters(request, document)
    name = Reading(request.manual, request.languages[0]).plain(centre.model.name)
    return replace(
        common,
        name=f"{common.name}-{centre.id}",
        title=f"{common.title}. {name}",
        chapters=tuple(
            own(number, chapter) if _is_own(chapter, written) else chapter
            for number, chapter in enumerate(common.chapters)
        ),
        stamps=written,
    )


def _made_key(request: Wanted, document: AnyDocument | None) -> tuple[Hashable, ...]:
    edition = (request.edition_id, request.edition.model_dump_json(), request.is_archive)
    return (*edition, request.languages, request.day, request.site_url, document and document.id)


@derived_by(_made_key)
def _made(_manual: Manual, request: Wanted, document: AnyDocument | None) -> Book:
    """What all centres have in common, made once for all of them."""
    return leaflet(request, document) if document else book(request)


def _stamps(request: Wanted, room: float) -> dict[str, str]:
    """What is written into the slots, by language and name."""
    return {
        f"{lang}/{name}/{part}": words
        for lang in request.languages
        for name, line in stamps(request.manual, lang, room).items()
        for part, words in (("bold", line.bold), ("after", line.after))
    }


def _is_own(chapter: Chapter, written: Mapping[str, str]) -> bool:
    """Whether a chapter says something of the place that is in no slot, or does not fit one."""
    if chapter.id in _MAKERS or has_open_place(chapter.html):
        return True
    return any(f"{chapter.lang}/{slot}" not in written for slot in chapter.slots)


class _OwnChapters:
    """The chapters of a centre alone; all of its book are made only where one cannot be told before."""

    def __init__(self, request: Wanted, document: AnyDocument | None) -> None:
        self._request = request
        self._document = document

    def __call__(self, number: int, chapter: Chapter) -> Chapter:
        """A chapter of the book, by its position in it."""
        if make := _MAKERS.get(chapter.id):
            return make(setter_of(self._request, chapter.lang))
        return _made(self._request.manual, self._request, self._document).chapters[number]


_MAKERS: Mapping[str, Callable[[Setter], Chapter]] = {
    "p-index": lambda setter: setter.front(),
    anchor_of(register_uri("contacts")): lambda setter: ReferenceSetter(setter.make).register(
        "contacts"
    ),
}
"""Chapters that every centre has for itself, by their anchors."""
