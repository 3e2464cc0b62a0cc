"""Boxes of answers on a slide: their size and place, and how many fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claim_manual.office.slides.fit import LEADING, LEAST, Area, cut, lines, measured

_GAP = 12.0
_BESIDE, _ABOVE = 16.0, 11.0
"""Room within a box around its words."""
_LOWEST = 46.0
"""The lowest box: a finger has to find it."""
_ROOMY = 1.1
"""How much wider than its words a box is."""
_NARROWEST = 0.45
"""The narrowest box, as a part of the area."""


@dataclass(frozen=True)
class Placed:
    """A box: which one, its words as they stand in it, where, and the size of the words."""

    number: int
    words: str
    area: Area
    size: int


@dataclass(frozen=True)
class _Form:
    size: int
    columns: int


def grid(words: Sequence[str], area: Area) -> list[Placed]:
    """As many boxes as fit, in the largest size in which all do with all their words; else the first,
    at LEAST.

    At least one is placed, with its words cut where that has to be.
    """
    for form in _forms(len(words)):
        placed = _placed(words, area, form)
        if _whole(words, placed) == len(words):
            return placed
    least = [_placed(words, area, _Form(LEAST, n)) for n in (1, 2)]
    return max(least, key=lambda placed: (_whole(words, placed), len(placed)))


def _whole(words: Sequence[str], placed: Sequence[Placed]) -> int:
    """How many boxes have all their words."""
    return sum(place.words == words[place.number] for place in placed)


def _forms(number: int) -> list[_Form]:
    columns = (1, 2) if number > 1 else (1,)
    few = 4
    sizes = (28, 24, 22, 20, LEAST)
    forms = [_Form(size, n) for size in sizes for n in columns]
    return [form for form in forms if form.size < 28 or number <= few]


def _placed(words: Sequence[str], area: Area, form: _Form) -> list[Placed]:
    wide = (area.width - _GAP * (form.columns - 1)) / form.columns
    if form.columns == 1:
        needed = max(measured(text, form.size, is_bold=True) for text in words) * _ROOMY
        needed += 2 * _BESIDE
        wide = min(wide, max(needed, _NARROWEST * area.width))
    room = wide - 2 * _BESIDE
    most = max(1, int((area.height - 2 * _ABOVE) // (form.size * LEADING)))
    placed: list[Placed] = []
    top = area.top
    for start in range(0, len(words), form.columns):
        row = [cut(text, form.size, room, most) for text in words[start : start + form.columns]]
        rows = max(len(lines(text, form.size, room, is_bold=True)) for text in row)
        high = max(_LOWEST, rows * form.size * LEADING + 2 * _ABOVE)
        if top + high > area.bottom + 0.5 and placed:
            break
        for column, text in enumerate(row):
            place = Area(area.left + column * (wide + _GAP), top, wide, high)
            placed.append(Placed(start + column, text, place, form.size))
        top += high + _GAP
    return placed
