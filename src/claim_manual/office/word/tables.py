"""Tables of a Word file: a head that is repeated, columns as wide as their words need."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from claim_manual.charts.font import width
from claim_manual.office.word.xml import w

SIZE, DENSE_SIZE = 10, 8.5
"""Points of what stands in cells, and in those of tables with many columns."""
_SIDES = 190
"""Twentieths of a point that a cell takes beside its words."""
_WIDEST_WORD, _LONGEST = 2_600, 7_000
"""The widths of a word, and of a cell, above which a column gets no wider."""
_UNBROKEN = 14
"""Lines of a row above which it may go on over the page."""


def widths(room: int, columns: Sequence[Sequence[str]], size: float) -> list[int]:
    """The widths of columns, by the words in them, that fill a room (twentieths of a point).

    None is narrower than its longest word, as far as there is room; the rest is shared by how much
    there is to say, in type of `size` points.
    """
    least = [_least(cells, size) + _SIDES for cells in columns]
    wanted = [
        max(_wanted(cells, size) + _SIDES, low) for cells, low in zip(columns, least, strict=True)
    ]
    if sum(least) >= room:
        return _filled([room * low // sum(least) for low in least], room)
    spare = room - sum(least)
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    if sum(more) <= spare:
        return _filled([room * want // sum(wanted) for want in wanted], room)
    return _filled(
        [low + spare * extra // sum(more) for low, extra in zip(least, more, strict=True)], room
    )  # fmt: skip


def _filled(given: list[int], room: int) -> list[int]:
    given[-1] += room - sum(given)
    return given


def narrowest(words: str, size: float) -> int:
    """How wide a column is at least whose longest word is among these."""
    return _least([words], size) + _SIDES


def _least(cells: Sequence[str], size: float) -> int:
    words = {word for cell in cells for word in cell.split()}
    return min(max(map(partial(_width, size=size), words), default=0), _WIDEST_WORD)


def _wanted(cells: Sequence[str], size: float) -> int:
    """Between what the fullest cell says and what all say on average."""
    lengths = [min(_width(cell, size), _LONGEST) for cell in cells]
    return (max(lengths, default=0) + sum(lengths) // max(len(lengths), 1)) // 2


def _width(words: str, size: float) -> int:
    """Of words in bold type, in twentieths of a point; a fifth more, for typefaces that are wider."""
    return round(width(words, size, "Bold") * 24)


def table(style: str, label: str, given: Sequence[int], *, is_rtl: bool) -> Any:
    """A table without rows; `label` is what is read out of it."""
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style),
            w("bidiVisual") if is_rtl else None,
            w("tblW", w=sum(given), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
            w("tblCaption", val=label) if label else None,
        ),
        w("tblGrid", *(w("gridCol", w=wide) for wide in given)),
    )  # fmt: skip


def row(cells: Sequence[Any], lines: float, *, is_head: bool = False) -> Any:
    """A row; one with little to say stays on one page, a head stands on every page."""
    properties = w("trPr")
    if is_head or lines < _UNBROKEN:
        properties.append(w("cantSplit"))
    if is_head:
        properties.append(w("tblHeader"))
    return w("tr", properties if len(properties) else None, *cells)


def cell(wide: int) -> Any:
    """A cell without words."""
    return w("tc", w("tcPr", w("tcW", w=wide, type="dxa")))
