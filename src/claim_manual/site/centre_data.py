"""Centres as data for the browser: what pages show in place of national contacts, in one language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claim_manual.derived.centres import (
    areas_of,
    as_contact,
    contacts_at,
    local_contacts,
    shown_centres,
)
from claim_manual.derived.contact_words import extension_in_words
from claim_manual.derived.hand_out import sheet_hours, sheet_languages
from claim_manual.derived.opening import as_data
from claim_manual.derived.reading import Reading
from claim_manual.model.centre import Centre
from claim_manual.model.manual import Document
from claim_manual.model.markup import plain as plain_text
from claim_manual.model.registers import Contact, Telephone
from claim_manual.model.schema import Text
from claim_manual.model.telephone import dialled
from claim_manual.pages import inline as i
from claim_manual.pages.entries import checked_line
from claim_manual.pages.plain import plain
from claim_manual.pages.texts import Texts
from claim_manual.site.frame_words import place_data_words

PLACE = "\x7f"
"""What stands before the number of an area of the centre, in place of that area's name: so the same
service has the same name everywhere, and the data is small.
"""
_AREAS, _LETTERS = 10, 3
"""So many areas of a centre are written so, and only names of some length."""
Column = list[Any]
"""A value for each centre, in their order; 0 where one has none."""


def centre_data(reading: Reading) -> bytes:
    """Every centre that readers may see, as JSON.

    `ids`, `covers` (areas, as keys of `areas`) and the columns of `here` (how the centre itself is
    reached) and of `contacts` (how a contact is reached there, by the id of the national one) have
    a value for each centre. The columns: `name`, `phones` (a number; or lists of number, what is
    dialled, extension, note), `url`, `email`, `address`, `languages`, `note`, `flag` (1 where it is
    to be confirmed), `discreet` (1 where it is not named to the person), and by their number in the lists of the same names `hours` (a week as pages
    have it, its words, those of other languages by tag) and `checked` (day, words). `other` has
    names in further languages. In words, PLACE and a digit are the centre's area of that number.
    `local` has what stays of the national contact; `say`, what pages say.
    """
    return _json(_Data(reading).content())


def centre_script(reading: Reading) -> bytes:
    """The same as a script that fills its own element, for pages that are opened where they lie."""
    text = json.dumps(centre_data(reading).decode(), ensure_ascii=False)
    return f"document.currentScript.fill({text});\n".encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True)
class _Place:
    """A centre with the words of its file and the names of its areas."""

    centre: Document[Centre]
    texts: Texts
    areas: tuple[str, ...]

    def words(self, words: str) -> str:
        """Words without the names of its areas."""
        for n, name in enumerate(self.areas):
            if len(name) >= _LETTERS:
                words = words.replace(name, f"{PLACE}{n}")
        return words


@dataclass(frozen=True)
class _Data:
    """Gathers data; hours and days that several have in common are written once."""

    reading: Reading
    hours: dict[tuple[str, str], tuple[int, Any]] = field(default_factory=dict)
    checked: dict[tuple[str, str], int] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """All of it."""
        manual, reading = self.reading.manual, self.reading
        places = [self._place(centre) for centre in shown_centres(manual)]
        here = self._columns(places, lambda place: as_contact(place.centre))
        contacts = {
            contact.id: self._columns(
                places,
                lambda place, name=contact.id: contacts_at(manual, place.centre).get(name),  # type: ignore[misc]
            )
            for contact in local_contacts(manual)
        }
        areas = {area.id: area for place in places for area in areas_of(manual, place.centre)}
        return {
            "say": place_data_words(reading.say),
            "emergency": [*manual.settings.model.emergency],
            "local": {contact.id: self._national(contact) for contact in local_contacts(manual)},
            "areas": {name: reading.plain(area.name) for name, area in areas.items()},
            "ids": [place.centre.id for place in places],
            "covers": [" ".join(dict.fromkeys(place.centre.model.covers)) for place in places],
            "here": here,
            "contacts": contacts,
            "hours": [row for _, row in self.hours.values()],
            "checked": [*self.checked],
        }

    def _place(self, centre: Document[Centre]) -> _Place:
        areas = areas_of(self.reading.manual, centre)[:_AREAS]
        names = tuple(self.reading.plain(area.name) for area in areas)
        return _Place(centre, Texts(self.reading, centre.path, here=False), names)

    def _national(self, contact: Contact) -> dict[str, Any]:
        return {"area": self.reading.plain(contact.area)} if contact.area else {}

    def _columns(
        self, places: Sequence[_Place], of: Callable[[_Place], Contact | None]
    ) -> dict[str, Column]:
        """The columns of a contact in which any centre has something."""
        rows = [self._reached(place, contact) if (contact := of(place)) else {} for place in places]
        names = dict.fromkeys(name for row in rows for name, value in row.items() if value)
        return {name: [row.get(name) or 0 for row in rows] for name in names}

    def _reached(self, place: _Place, contact: Contact) -> Mapping[str, Any]:
        shown, words = place.texts.contact(contact), place.words
        languages = plain(place.texts.languages(contact.languages))
        return {
            "name": words(plain(shown.name)),
            "phones": _phones(place.texts, contact.telephones),
            "url": shown.url,
            "email": shown.email,
            "address": words(plain(shown.address)),
            "hours": self._hours(place.texts, contact),
            "languages": languages,
            "note": words(self.reading.plain(contact.note)) if contact.note else "",
            "flag": int(bool(shown.flag)),
            "checked": self._checked(place.texts, contact),
            "discreet": int(contact.discreet),
            "other": self._others(contact.name),
        }

    def _hours(self, texts: Texts, contact: Contact) -> int:
        """Which of the hours they are, from 1; 0 where there are none."""
        words = "\n".join(_lines(texts.hours(contact)))
        if not words:
            return 0
        key = (as_data(contact.opening), words)
        if key not in self.hours:
            row = (*key, self._hours_elsewhere(contact))
            self.hours[key] = (len(self.hours) + 1, row)
        return self.hours[key][0]

    def _hours_elsewhere(self, contact: Contact) -> dict[str, list[str]]:
        """The hours in each language in which a sheet for the person can be."""
        languages = sheet_languages(self.reading.manual)
        hours = {one.tag: sheet_hours(contact, one.tag, one.lang) for one in languages}
        return {tag: lines for tag, lines in hours.items() if lines}

    def _checked(self, texts: Texts, contact: Contact) -> int:
        """Which of the days and words on when it was confirmed, from 1; 0 where there are none."""
        words = plain(checked_line(texts, contact))
        day = contact.verified_on.isoformat() if contact.verified_on else ""
        return self.checked.setdefault((day, words), len(self.checked) + 1) if words else 0

    def _others(self, name: Text) -> dict[str, str]:
        """The name in the languages in which it is another one than here."""
        here = self.reading.plain(name)
        languages = sheet_languages(self.reading.manual)
        names = {one.tag: plain_text(name.get(one.lang) or "") for one in languages}
        return {tag: words for tag, words in names.items() if words != here}


def _phones(texts: Texts, telephones: Iterable[Telephone]) -> str | list[list[str]]:
    """The number alone where there is one, and one dials what stands there; else lists."""
    rows = [_phone(texts, telephone) for telephone in telephones]
    return rows[0][0] if [*map(len, rows)] == [1] else rows


def _phone(texts: Texts, telephone: Telephone) -> list[str]:
    number, extension = telephone.number, telephone.extension or ""
    address, words = dialled(number, extension), extension_in_words(texts.say, telephone)
    note = plain(texts.line(telephone.note))
    is_plain = not words and not note and address == dialled_as_it_stands(number)
    return [number] if is_plain else [number, address, words, note]


def dialled_as_it_stands(number: str) -> str:
    """The address that the page's script makes of a number alone."""
    return "tel:" + "".join(sign for sign in number if sign in "+0123456789")


def _lines(parts: i.Parts) -> list[str]:
    """The lines of what has breaks in it."""
    lines: list[list[i.Inline]] = [[]]
    for part in parts:
        if isinstance(part, i.Break):
            lines.append([])
        else:
            lines[-1].append(part)
    return [words for line in lines if (words := plain(tuple(line)))]
