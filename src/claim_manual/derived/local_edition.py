"""A manual as one centre has it: who is called there stands in place of who is called elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claim_manual.derived.centres import contacts_at, lacking
from claim_manual.model.centre import Centre
from claim_manual.model.language import words
from claim_manual.model.manual import Document, Manual, Register
from claim_manual.model.registers import Contact, Entry
from claim_manual.model.schema import Text

_CONTACTS = "contacts"


def at_centre(manual: Manual, centre: Document[Centre]) -> Manual:
    """The manual of one centre: its contacts under the ids of those that differ by place.

    Nothing else is otherwise, so pages, papers and data need no rule of their own. A contact that
    the centre lacks keeps its name, and says where to ask: what the manual says of it for no place
    would be read as an answer.
    """
    there = local_contacts_at(manual, centre)
    register = manual.register(_CONTACTS)
    entries: tuple[Entry, ...] = tuple(there.get(entry.id, entry) for entry in register)
    local = Register(register.name, entries, register.source)
    return replace(
        manual,
        registers={**manual.registers, _CONTACTS: local},
        lock=_lock(manual, centre, local.source.path, there),
        national=manual.for_no_place,
        at=centre,
    )


def local_contacts_at(manual: Manual, centre: Document[Centre]) -> Mapping[str, Contact]:
    """What is shown at a centre under the id of every contact that differs by place."""
    missing = {one.id: _to_be_asked(manual, centre, one) for one in lacking(manual, centre)}
    return {**contacts_at(manual, centre), **missing}


def _to_be_asked(manual: Manual, centre: Document[Centre], contact: Contact) -> Contact:
    """A contact that a centre lacks: its name, and where to ask."""
    unknown = dict.fromkeys(("phone", "url", "email", "languages", "hours", "note"))
    unknown |= {"verified_on": None, "source": None}
    where = where_to_ask(manual, centre)
    none: dict[str, object] = {"phones": (), "opening": (), "local": False, "status": "ok"}
    return contact.model_copy(update={**unknown, **none, "address": where})


def where_to_ask(manual: Manual, centre: Document[Centre]) -> Text:
    """In every language of the manual: that a number is missing, and who may have it."""
    name = centre.model.name
    default = name.get(manual.default_language) or next(iter(name.root.values()), centre.id)
    return Text(
        {
            lang: words(language.tag)(
                "not given yet: ask at {name}", name=name.get(lang) or default
            )
            for lang, language in manual.settings.model.languages.items()
        }
    )


def is_open(manual: Manual, contact_id: str) -> bool:
    """Whether a contact is one that the centre of a local edition lacks."""
    return manual.at is not None and any(
        contact.id == contact_id for contact in lacking(manual, manual.at)
    )


def _lock(
    manual: Manual, centre: Document[Centre], path: str, there: Mapping[str, Contact]
) -> Mapping[str, Mapping[str, Mapping[str, str]]] | None:
    """What translations were made from, those of the place's contacts where these stand now."""
    if manual.lock is None:
        return None
    held = {
        way: made_from
        for way, made_from in manual.lock.get(path, {}).items()
        if way.partition(".")[0] not in there
    }
    of_place = manual.lock.get(centre.path, {}).items()
    held |= {
        way.removeprefix(f"{_CONTACTS}."): made_from
        for way, made_from in of_place
        if way.startswith(f"{_CONTACTS}.")
    }
    return {**manual.lock, path: held}
