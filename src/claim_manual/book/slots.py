"""Slots: room in a chapter for a contact that differs by place, which binding writes for each place.

So a chapter that names such contacts is set once for all centres. A slot has as many lines as nearly
all of the centres' contacts need; on each, words in bold and others after them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from claim_manual.charts.font import glyphs, width
from claim_manual.derived.centres import lacking, local_contacts, shown_centres
from claim_manual.derived.local_edition import local_contacts_at
from claim_manual.derived.reading import Reading
from claim_manual.model.centre import Centre
from claim_manual.model.derived import derived, derived_by
from claim_manual.model.manual import Document, Manual, Register
from claim_manual.model.registers import Contact
from claim_manual.model.schema import Text
from claim_manual.pages import inline as i
from claim_manual.pages.goals import host
from claim_manual.pages.plain import plain
from claim_manual.pages.texts import Texts

_CONTACTS = "contacts"
_MOST = 4
"""The most lines of a slot: who needs more has chapters of its own."""
_USUAL = 0.8
"""The part of the centres for which a slot has at most one line too many."""
_BLANK = "_" * 24
"""A line to write on, as it is written into a slot."""
_FIRST, _LAST = "\ue000", "\ue001"
_SLOT = re.compile(f"{_FIRST}([1-9])([a-z0-9-]+){_LAST}")


@dataclass(frozen=True)
class SlotLine:
    """A line of a slot: words in bold, and words after them."""

    bold: str = ""
    after: str = ""


@dataclass(frozen=True)
class Slot:
    """The contact that a slot is for, and how many lines it has."""

    contact_id: str
    lines: int


def slot_of(contact: i.Contact) -> Slot | None:
    """The slot of which a contact keeps the place; None of one that is said as it is."""
    match = _SLOT.fullmatch(plain(contact.name))
    return Slot(match[2], int(match[1])) if match else None


def has_open_place(html: str) -> bool:
    """Whether a chapter says something of a contact that only its place knows, outside of a slot."""
    return _FIRST in html


def stamp_name(contact_id: str, line: int) -> str:
    """What a line of a slot is called."""
    return f"{contact_id}/{line}"


@derived
def with_slots(manual: Manual, room: float) -> Manual:
    """The manual with a slot in place of each contact that differs by place.

    `room` is how wide lines may be, in ems.
    """
    register = manual.register(_CONTACTS)
    kept = {contact.id: _placeholder(manual, contact, room) for contact in local_contacts(manual)}
    entries = tuple(kept.get(entry.id, entry) for entry in register)
    slotted = Register(register.name, entries, register.source)
    return replace(manual, registers={**manual.registers, _CONTACTS: slotted}, national=manual)


def _placeholder(manual: Manual, contact: Contact, room: float) -> Contact:
    names = {
        lang: f"{_FIRST}{_lines_wanted(manual, lang, room)[contact.id]}{contact.id}{_LAST}"
        for lang in manual.languages
    }
    none = dict.fromkeys(("phone", "url", "email", "address", "hours", "note"))
    more = {"phones": (), "opening": (), "languages": None, "verified_on": None, "local": False}
    return contact.model_copy(update={**none, **more, "name": Text(names), "status": "ok"})


@derived
def _lines_wanted(manual: Manual, lang: str, room: float) -> Mapping[str, int]:
    """How many lines the slot of each contact has.

    As many as the longest of the centres' contacts needs, but at most one more than most of them do.
    """
    counts: dict[str, list[int]] = {contact.id: [] for contact in local_contacts(manual)}
    for centre in shown_centres(manual):
        for contact_id, lines in _lines_at(manual, centre, lang, room).items():
            if lines is not None:
                counts[contact_id].append(len(lines))
    return {contact_id: _wanted(sorted(needed)) for contact_id, needed in counts.items()}


def _wanted(needed: Sequence[int]) -> int:
    """The lines of a slot, of those that centres need, in order."""
    if not needed:
        return 1
    usual = needed[ceil(len(needed) * _USUAL) - 1]
    return min(needed[-1], usual + 1, _MOST)


def _lines_key(centre: Document[Centre], lang: str, room: float) -> tuple[str, str, float]:
    return centre.id, lang, room


@derived_by(_lines_key)
def _lines_at(
    manual: Manual, centre: Document[Centre], lang: str, room: float
) -> Mapping[str, tuple[SlotLine, ...] | None]:
    """The lines of each contact at a centre; None where the typeface lacks something of them."""
    texts = Texts(Reading(manual, lang), manual.register(_CONTACTS).source.path)
    if texts.say.is_rtl:
        return dict.fromkeys(contact.id for contact in local_contacts(manual))
    open_ids = {contact.id for contact in lacking(manual, centre)}
    return {
        name: _lines(texts.contact(contact), room, is_open=name in open_ids)
        for name, contact in local_contacts_at(manual, centre).items()
    }


def stamps(manual: Manual, lang: str, room: float) -> dict[str, SlotLine]:
    """What binding writes into the slots of a local edition in one language, by `stamp_name`.

    Contacts that fit no slot are not among them.
    """
    national, centre = manual.for_no_place, manual.at
    assert centre is not None
    wanted = _lines_wanted(national, lang, room)
    return {
        stamp_name(name, number): line
        for name, lines in _lines_at(national, centre, lang, room).items()
        if lines is not None and len(lines) <= wanted[name]
        for number, line in enumerate(_filled(lines, wanted[name]))
    }


def _filled(lines: tuple[SlotLine, ...], count: int) -> Iterator[SlotLine]:
    yield from lines
    yield from (SlotLine() for _ in range(count - len(lines)))


def _lines(contact: i.Contact, room: float, *, is_open: bool) -> tuple[SlotLine, ...] | None:
    """A contact in lines: its name and numbers in bold, then the rest."""
    bold, after = _words(contact, is_open=is_open)
    if not all(_is_in_typeface(words) for words in (*bold, *after)):
        return None
    return tuple(_broken(bold, after, room))


def _words(contact: i.Contact, *, is_open: bool) -> tuple[list[str], list[str]]:
    """The words of a contact that stay together, those in bold first."""
    phones = [
        word
        for phone in contact.phones
        for word in (phone.number.replace(" ", "\u00a0"), *plain(phone.more).split())
    ]
    hours = tuple(i.Words("; ") if part == i.Break() else part for part in contact.hours)
    rest = [
        host(contact.url) if contact.url else "",
        contact.email,
        plain(contact.address),
        plain(hours),
        f"({contact.flag})" if contact.flag else "",
    ]
    after = [word for words in rest for word in words.split(" ") if word]
    return [*plain(contact.name).split(), *phones], [*after, *([_BLANK] if is_open else [])]


def _is_in_typeface(words: str) -> bool:
    """Whether both faces of a slot have a glyph for each character, which stands for itself."""
    faces = (glyphs("Regular").glyphs, glyphs("Bold").glyphs)
    return all(
        char in face and not unicodedata.combining(char) for char in _shown(words) for face in faces
    )


def _shown(words: str) -> str:
    """Spaces that no face has as those that each has."""
    return words.replace("\u202f", " ").replace("\u00a0", " ")


def _broken(bold: Iterable[str], after: Iterable[str], room: float) -> Iterator[SlotLine]:
    """Words in lines no wider than there is room."""
    line, used = SlotLine(), 0.0
    for is_bold, word in (*((True, word) for word in bold), *((False, word) for word in after)):
        for piece in _pieces(_shown(word), room):
            wide = width(f"{piece} ", 1.0, "Bold" if is_bold else "Regular")
            if used and used + wide > room:
                yield line
                line, used = SlotLine(), 0.0
            line = _longer(line, piece, is_bold=is_bold)
            used += wide
    yield line


def _longer(line: SlotLine, piece: str, *, is_bold: bool) -> SlotLine:
    if is_bold:
        return replace(line, bold=f"{line.bold} {piece}".strip())
    return replace(line, after=f"{line.after} {piece}".strip())


def _pieces(word: str, room: float) -> Iterator[str]:
    """A word, or pieces of one that is wider than a line, as addresses of the web can be."""
    piece = ""
    for char in word:
        if piece and width(piece + char, 1.0, "Bold") > room:
            yield piece
            piece = ""
        piece += char
    yield piece
