"""A table on slides: how wide its columns are, and which rows stand on which slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claim_manual.office.slides.fit import LEADING, LEAST, Area, lines, measured

BESIDE, ABOVE = 7.0, 4.0
"""Room within a cell around its words."""
_WIDEST_WORD = 190.0
_FIRST = 0.35
"""How much of a table the first column gets before others, where it needs it."""


@dataclass(frozen=True)
class Part:
    """A part of a table that fits on a slide: heads, rows, and widths of columns in points."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]

    @property
    def heights(self) -> tuple[float, ...]:
        """The heights of all rows, the heads first."""
        return tuple(_height(row, self.widths) for row in (self.heads, *self.rows))


def parts(heads: Sequence[str], rows: Sequence[Sequence[str]], area: Area) -> list[Part]:
    """A table in parts of an area's size; the heads and the first column stand in each."""
    return [
        part
        for columns in _column_groups(heads, rows, area.width)
        for part in _row_groups(
            [heads[n] for n in columns], [[row[n] for n in columns] for row in rows], area
        )
    ]


def _column_groups(
    heads: Sequence[str], rows: Sequence[Sequence[str]], limit: float
) -> list[list[int]]:
    """The numbers of the columns that fit beside each other, the first column in each group."""
    least = [_least([head, *(row[n] for row in rows)]) for n, head in enumerate(heads)]
    groups = [[0]]
    for n in range(1, len(heads)):
        if len(groups[-1]) > 1 and sum(least[m] for m in groups[-1]) + least[n] > limit:
            groups.append([0])
        groups[-1].append(n)
    return groups


def _row_groups(heads: list[str], rows: list[list[str]], area: Area) -> list[Part]:
    widths = _widths(heads, rows, area.width)
    groups: list[list[tuple[str, ...]]] = [[]]
    top = first = _height(heads, widths)
    for row in rows:
        for piece in _pieces(row, widths, area.height - first):
            high = _height(piece, widths)
            if groups[-1] and top + high > area.height:
                groups.append([])
                top = first
            groups[-1].append(piece)
            top += high
    return [Part(tuple(heads), tuple(group), widths) for group in groups]


def _pieces(row: Sequence[str], widths: Sequence[float], limit: float) -> list[tuple[str, ...]]:
    """A row; one that is higher than a slide in rows one below the other."""
    most = max(1, int((limit - 2 * ABOVE) // (LEAST * LEADING)))
    cells = [_set(words, wide) for words, wide in zip(row, widths, strict=True)]
    number = max(-(-len(cell) // most) for cell in cells) or 1
    if number == 1:
        return [tuple(row)]
    return [
        tuple(" ".join(cell[n * most : (n + 1) * most]) for cell in cells) for n in range(number)
    ]


def _least(words: Sequence[str]) -> float:
    """The width below which words would be cut."""
    widest = max(
        (measured(word, LEAST, is_bold=True) for text in words for word in text.split()), default=0
    )
    return min(widest, _WIDEST_WORD) + 2 * BESIDE + 2


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], limit: float) -> tuple[float, ...]:
    """Each column as wide as its words, the wide ones less where the area is too narrow."""
    columns = [[head, *(row[n] for row in rows)] for n, head in enumerate(heads)]
    least = [_least(column) for column in columns]
    first = max(measured(text, LEAST, is_bold=True) for text in columns[0]) + 2 * BESIDE + 2
    least[0] = max(least[0], min(first, limit * _FIRST))
    wished = [
        max(measured(text, LEAST, is_bold=True) for text in column) + 2 * BESIDE + 2
        for column in columns
    ]
    wished = [max(pair) for pair in zip(wished, least, strict=True)]
    if sum(wished) <= limit:
        return tuple(wished)
    spare, missing = max(limit - sum(least), 0.0), sum(wished) - sum(least)
    widths = [
        low + spare * (wish - low) / (missing or 1) for low, wish in zip(least, wished, strict=True)
    ]
    over = min(1.0, limit / sum(widths))
    return tuple(wide * over for wide in widths)


def _set(words: str, wide: float) -> tuple[str, ...]:
    return lines(words, LEAST, max(wide - 2 * BESIDE, LEAST), is_bold=True)


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    rows = max(len(_set(words, wide)) for words, wide in zip(row, widths, strict=True))
    return max(rows, 1) * LEAST * LEADING + 2 * ABOVE
