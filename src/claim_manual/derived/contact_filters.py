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
        one
        for one in reading.manual.register("contacts")
        if isinstance(one, Contact) and one.status != "weak"
    ]
    return [
        ("kind", say("Kind"), _of(say(CONTACT_KINDS[one.kind]) for one in shown if one.kind)),
        ("area", say("Area"), _of(reading.plain(one.area) for one in shown if one.area)),
        (
            "languages",
            say("Language"),
            _of(
                part.strip()
                for one in shown
                if one.languages
                for part in reading.plain(one.languages).replace(";", ",").split(",")
            ),
        ),
    ]


def _of(values: Iterable[str]) -> list[str]:
    return sorted({one for one in values if one}, key=str.casefold)
