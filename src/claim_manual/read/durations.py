"""Durations as people write them, 10 minutos or 2 days, as ISO 8601 has them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from claim_manual.model.language import UNITS, catalogues, words
from claim_manual.model.schema import DURATION
from claim_manual.read.plain_words import plain


class Written(NamedTuple):
    """A duration in ISO 8601, and whether its days are working days."""

    iso: str
    is_working: bool = False


_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M"}
_SHORT = {
    "min": "minute", "mins": "minute", "m": "minute", "h": "hour", "hr": "hour", "hrs": "hour",
    "d": "day", "sem": "week", "w": "week", "a": "year", "y": "year",
}  # fmt: skip
_NUMBERS = {
    "um": 1, "uma": 1, "one": 1, "an": 1, "un": 1, "una": 1, "uno": 1, "dois": 2, "duas": 2,
    "two": 2, "dos": 2, "tres": 3, "three": 3, "quatro": 4, "four": 4, "cuatro": 4, "cinco": 5,
    "five": 5, "seis": 6, "six": 6, "sete": 7, "seven": 7, "siete": 7, "oito": 8, "eight": 8,
    "ocho": 8, "nove": 9, "nine": 9, "nueve": 9, "dez": 10, "ten": 10, "diez": 10, "quinze": 15,
    "fifteen": 15, "quince": 15, "vinte": 20, "twenty": 20, "veinte": 20, "trinta": 30,
    "thirty": 30, "treinta": 30, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "vingt": 20, "trente": 30,
}  # fmt: skip
_HALVES = {
    "meia hora": "PT30M",
    "half an hour": "PT30M",
    "media hora": "PT30M",
    "une demi heure": "PT30M",
    "demi heure": "PT30M",
}
_WORKING = re.compile(
    r"\b(uteis|util|working|business|habil|habiles|laborables?|ouvrables?|ouvres?)\b"
)
_FILLERS = re.compile(
    r"\b(calendar|corridos?|seguidos?|de calendario|calendario|naturais|naturales|calendaires?|e|and|y|et)\b"
)
_LONG_NUMBER = 6


def iso_duration(written: str) -> Written | None:
    """The duration that is meant; None where nobody can tell."""
    if DURATION.fullmatch(written.strip().upper()):
        return Written(written.strip().upper())
    said = plain(re.sub(r"(?<=\d)(?=[^\W\d])", " ", written))
    said = re.sub(r"(?<=[a-z])(?=\d)", " ", said)
    if said in _HALVES:
        return Written(_HALVES[said])
    is_working = bool(_WORKING.search(said))
    counts = _counted(_FILLERS.sub(" ", _WORKING.sub(" ", said)).split())
    if not counts:
        return None
    iso = _iso(counts)
    return Written(iso, is_working and "day" in counts) if DURATION.fullmatch(iso) else None


def _counted(said: list[str]) -> dict[str, int]:
    """How many of each unit: number, unit, number, unit; a last number after hours is minutes."""
    counts: dict[str, int] = {}
    if len(said) % 2 and "hour" in {_units().get(one, "") for one in said} and said[-1].isdigit():
        said = [*said, "min"]
    if not said or len(said) % 2:
        return {}
    for number, name in zip(said[::2], said[1::2], strict=True):
        amount = _NUMBERS.get(number, int(number) if _is_short(number) else None)
        unit = _units().get(name)
        if amount is None or unit is None or unit in counts:
            return {}
        counts[unit] = amount
    return counts


def _is_short(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) <= _LONG_NUMBER


def _iso(counts: dict[str, int]) -> str:
    days, times = "", ""
    for unit in UNITS:
        part = f"{counts[unit]}{_LETTERS[unit]}" if unit in counts else ""
        if unit in {"hour", "minute"}:
            times += part
        else:
            days += part
    return f"P{days}" + (f"T{times}" if times else "")


@cache
def _units() -> dict[str, str]:
    """The words for units of time in the languages of the program, to the units."""
    names: dict[str, str] = {**_SHORT}
    for tag in catalogues():
        for unit, letter in _LETTERS.items():
            time = "T" if unit in {"hour", "minute"} else ""
            for number in (1, 2):
                said = plain(words(tag).duration(f"P{time}{number}{letter}"))
                names[said.split()[-1]] = unit
    return names
