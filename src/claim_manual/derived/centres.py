"""What follows from centres: whom one calls there in place of whom, and which areas have which."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claim_manual.derived.reading import Reading
from claim_manual.derived.state import CONTACT_AGE
from claim_manual.model.anchors import slug
from claim_manual.model.centre import Centre
from claim_manual.model.derived import derived, derived_by
from claim_manual.model.language import Words
from claim_manual.model.manual import Document, Manual, Origin
from claim_manual.model.place import Loc
from claim_manual.model.registers import Area, Contact
from claim_manual.model.registers.reached import Reached
from claim_manual.model.schema import Text

_NAMED = re.compile(r"contact:([a-z0-9-]+)")
_OF_A_PLACE = ("area", "source", "kind", "discreet")
"""What a contact of a place has from the national one: it says which service it is, and to whom."""
_IN_PLACE = tuple(Reached.model_fields)
"""What a contact of a place has of its own, or not at all: never a number of elsewhere."""


@derived
def shown_centres(manual: Manual) -> tuple[Document[Centre], ...]:
    """The centres that readers may see, by name."""
    shown = [centre for centre in manual.centres if centre.model.status != "weak"]
    lang = manual.default_language
    return tuple(sorted(shown, key=lambda centre: (centre.model.name.get(lang) or "").casefold()))


@derived
def local_contacts(manual: Manual) -> tuple[Contact, ...]:
    """The contacts that differ by place, as the manual has them for no place."""
    return tuple(
        contact
        for contact in manual.for_no_place.register("contacts")
        if isinstance(contact, Contact) and contact.local and contact.status != "weak"
    )


@derived
def contacts_for_all(manual: Manual) -> tuple[Contact, ...]:
    """The contacts that may be told to anybody, search engines and other programs too.

    Nothing of what is discreet or weak, and not what differs by place and is reached nowhere.
    """
    return tuple(
        contact
        for contact in manual.register("contacts")
        if isinstance(contact, Contact)
        and not contact.discreet
        and contact.status != "weak"
        and (not contact.local or _is_reached(contact))
    )


def words_for_all(reading: Reading, text: Text | None) -> str:
    """The words of a text that may be told to anybody: none where it names what is discreet or weak."""
    named = _NAMED.findall(reading.words(text))
    contacts = (reading.manual.contact(name) for name in named)
    is_told = all(one is None or not (one.discreet or one.status == "weak") for one in contacts)
    return reading.plain(text) if is_told else ""


def _is_reached(contact: Contact) -> bool:
    return bool(contact.telephones or contact.url or contact.email or contact.address)


def _centre_key(centre: Document[Centre]) -> str:
    return centre.id


@derived_by(_centre_key)
def contacts_at(manual: Manual, centre: Document[Centre]) -> Mapping[str, Contact]:
    """For every id of a contact that is another one at a centre: that one, under the same id.

    What is reached under a national id at a place stands here alone: pages, papers and the data for
    the browser ask for it. An id that is not here is what it is everywhere.
    """
    return dict(_contacts_at(manual, centre))


def _contacts_at(manual: Manual, centre: Document[Centre]) -> Iterator[tuple[str, Contact]]:
    for contact in local_contacts(manual):
        local = centre.model.contacts.get(contact.id)
        if isinstance(local, str):
            other = manual.for_no_place.contact(local)
            if other and not other.local and other.status != "weak":
                yield contact.id, _in_its_place(contact, other)
        elif local is not None:
            yield contact.id, _in_place(contact, local)


def _in_its_place(contact: Contact, other: Contact) -> Contact:
    """Another contact under an id: discreet where either is, as both names say what it is for."""
    is_discreet = contact.discreet or other.discreet
    return other.model_copy(update={"id": contact.id, "discreet": is_discreet})


def _contact(**fields: Any) -> Contact:
    """A contact of values that are checked already."""
    of_none = {"kind": None, "area": None, "source": None, "discreet": False, "local": False}
    return Contact.model_construct(**{**of_none, **fields})


def _in_place(contact: Contact, local: Reached) -> Contact:
    """A contact of a place under the id of the national one; to be confirmed where nobody did."""
    own = {name: getattr(local, name) for name in _IN_PLACE}
    kept = {name: getattr(contact, name) for name in _OF_A_PLACE}
    status = "ok" if local.verified_on else "recheck"
    return _contact(id=contact.id, status=status, **kept, **own)


def has_editions(manual: Manual) -> bool:
    """Whether there is a centre whose contacts readers can have in place of national ones."""
    return bool(not manual.at and shown_centres(manual) and local_contacts(manual))


def place_word(say: Words) -> str:
    """What the centre is called in the addresses of pages in a language: ?centre=, ?centro=."""
    return slug(say("centre"))


def is_placed(manual: Manual, contact: Contact) -> bool:
    """Whether a contact is shown as it is for no place, and is another one at a centre."""
    return contact.local and has_editions(manual)


def contact_at(manual: Manual, centre: Document[Centre] | None, contact_id: str) -> Contact | None:
    """The contact that an id names at a centre; without a centre, or where it has none, the national one."""
    there = contacts_at(manual, centre) if centre else {}
    return there.get(contact_id) or manual.for_no_place.contact(contact_id)


def lacking(manual: Manual, centre: Document[Centre]) -> tuple[Contact, ...]:
    """The contacts that differ by place, and of which a centre does not say what they are there."""
    there = contacts_at(manual, centre)
    return tuple(contact for contact in local_contacts(manual) if contact.id not in there)


def as_contact(centre: Document[Centre]) -> Contact:
    """A centre as a contact: its numbers, its address and its hours."""
    model = centre.model
    own = {name: getattr(model, name) for name in _IN_PLACE}
    return _contact(id="", status=model.status, kind="office", **own)


@dataclass(frozen=True)
class CoveredArea:
    """An area with the centres that are there for it."""

    area: Area
    centres: tuple[Document[Centre], ...]


@derived
def coverage(manual: Manual) -> tuple[CoveredArea, ...]:
    """Every area of the register in its order, with its centres by name."""
    by_area = _centres_by_area(manual)
    return tuple(CoveredArea(area, by_area.get(area.id, ())) for area in areas(manual))


@derived
def _centres_by_area(manual: Manual) -> Mapping[str, tuple[Document[Centre], ...]]:
    by_area: dict[str, list[Document[Centre]]] = {}
    for centre in shown_centres(manual):
        for code in dict.fromkeys(centre.model.covers):
            by_area.setdefault(code, []).append(centre)
    return {code: tuple(centres) for code, centres in by_area.items()}


def centres_of(manual: Manual, area: Area) -> tuple[Document[Centre], ...]:
    """The centres that are there for an area, by name."""
    return _centres_by_area(manual).get(area.id, ())


@derived
def areas(manual: Manual) -> tuple[Area, ...]:
    """The areas of the register, each once."""
    entries = [entry for entry in manual.register("areas") if isinstance(entry, Area)]
    return tuple({entry.id: entry for entry in reversed(entries)}.values())[::-1]


def areas_of(manual: Manual, centre: Document[Centre]) -> tuple[Area, ...]:
    """The areas of a centre, in the order in which it names them."""
    by_id = _areas_by_id(manual)
    return tuple(by_id[code] for code in dict.fromkeys(centre.model.covers) if code in by_id)


@derived
def _areas_by_id(manual: Manual) -> Mapping[str, Area]:
    return {area.id: area for area in areas(manual)}


def by_region(
    reading: Reading, covered: Sequence[CoveredArea]
) -> Mapping[str, tuple[CoveredArea, ...]]:
    """Areas by the name of their region, in the order in which regions are first named."""
    regions: dict[str, list[CoveredArea]] = {}
    for one_area in covered:
        regions.setdefault(reading.plain(one_area.area.region), []).append(one_area)
    return {key: tuple(areas_) for key, areas_ in regions.items()}


def is_stale(reached: Reached, today: dt.date) -> bool:
    """Whether it was confirmed longer ago than a contact may be."""
    return bool(reached.verified_on and reached.verified_on < today - CONTACT_AGE)


def of_places(centre: Document[Centre]) -> Iterator[tuple[str, Reached]]:
    """The contacts of a place that a centre has of its own, by the ids that they stand for."""
    for contact_id, local in centre.model.contacts.items():
        if not isinstance(local, str):
            yield contact_id, local


def reached(manual: Manual) -> Iterator[tuple[Origin, Loc, str, Reached]]:
    """Contacts, centres, and the contacts of their places, each with where it stands and its id."""
    register = manual.register("contacts")
    for n, contact in enumerate(register):
        if isinstance(contact, Contact):
            yield register.source, (n,), contact.id, contact
    for centre in manual.centres:
        yield centre.source, (), centre.id, centre.model
        for name, local in of_places(centre):
            yield centre.source, ("contacts", name), name, local
