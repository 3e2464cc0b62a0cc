"""By what the contacts of a manual can be narrowed down: kind, area, language."""

from __future__ import annotations

from collections.abc import Iterable

from claim_manual.derived.reading import Reading
from claim_manual.model.registers import Contact
from claim_manual.model.values import CONTACT_KINDS

__all__ = ["CONTACT_KINDS", "contact_filters"]


def contact_filters(reading: Reading) -> list[tuple[str, str, list[str]]]:
    """For each filter its key, its label, and the values that some contact has."""
    say = reading.say
    shown = [
        contact
        for contact in reading.manual.register("contacts")
        if isinstance(contact, Contact) and contact.status != "weak"
    ]
    return [
        (
            "kind",
            say("Kind"),
            _distinct(say(CONTACT_KINDS[contact.kind]) for contact in shown if contact.kind),
        ),
        (
            "area",
            say("Area"),
            _distinct(reading.plain(contact.area) for contact in shown if contact.area),
        ),
        (
            "languages",
            say("Language"),
            _distinct(language for contact in shown for language in languages_of(reading, contact)),
        ),
    ]


def languages_of(reading: Reading, contact: Contact) -> list[str]:
    """The languages of a contact by name, as far as they can be told apart."""
    if isinstance(contact.languages, tuple):
        return [reading.say.language(tag) for tag in contact.languages]
    words = reading.plain(contact.languages).replace(";", ",")
    return [part.strip() for part in words.split(",") if part.strip()]


def _distinct(values: Iterable[str]) -> list[str]:
    return sorted({value for value in values if value}, key=str.casefold)
