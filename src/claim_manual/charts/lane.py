"""A chart in one lane, for telephones: each way out of a row hangs below it, words above its box.

It is never wider than it may be; what would stand beside a box stands below it.
"""

from __future__ import annotations

from dataclasses import replace

from claim_manual.charts.chart import Arrow, Chart
from claim_manual.charts.layout import Layout, Point
from claim_manual.charts.rows import Connector, Exit, Row, rows
from claim_manual.charts.svg import Drawing, drawing, label_size
from claim_manual.charts.typeset import Set, set_flat, wrap

_RAIL = 20.0
"""How far from the left the ways run down, in CSS pixels."""
_INDENT = 40.0
"""Where boxes begin that hang below a row."""
_AROUND = 48.0
"""What a box and the edges of the drawing need beside the box's text."""
_GAP = 12.0
_BETWEEN = 26.0
"""From one row to the next."""


def lane(chart: Chart, width: float, connector: Connector) -> Drawing:
    """The chart drawn no wider than `width`, in CSS pixels, for screens."""
    placing = _Placing(width)
    made = rows(chart, connector)
    for row, below in zip(made, [*made[1:], None], strict=True):
        placing.put(row, below)
    boxes = [row.box for row in made] + [way_out.box for row in made for way_out in row.exits]
    drawn = replace(chart, boxes=tuple(boxes), ways=tuple(placing.ways))
    layout = Layout(placing.centres, tuple(placing.lines), tuple(placing.places))
    return drawing(drawn, placing.sets, placing.labels, layout)


class _Placing:
    """Puts rows below each other from `top` on, and collects what is drawn, as in a spine."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.top = 0.0
        self.sets: dict[str, Set] = {}
        self.centres: dict[str, Point] = {}
        self.ways: list[Arrow] = []
        self.lines: list[tuple[Point, ...]] = []
        self.labels: list[tuple[str, ...]] = []
        self.places: list[Point | None] = []

    def put(self, row: Row, below: Row | None) -> None:
        """Puts a row, what hangs below it, and the way down to the row below."""
        box_set = self.sets[row.box.id] = set_flat(row.box, self.width - _AROUND)
        wide, high = box_set.size
        self.centres[row.box.id] = (wide / 2, self.top + high / 2)
        start = (_RAIL, self.top + high)
        self.top += high
        for way_out in row.exits:
            self._hang(row, way_out, start)
        if row.down is not None and below is not None:
            self._go_down(row, below, start)
        self.top += _BETWEEN if row.down is None else 0.0

    def _hang(self, row: Row, way_out: Exit, start: Point) -> None:
        """Puts a box below a row, after the words of the way to it."""
        self.top += _GAP
        self._say(way_out.label)
        box_set = self.sets[way_out.box.id] = set_flat(way_out.box, self.width - _AROUND - _INDENT)
        wide, high = box_set.size
        level = self.top + high / 2
        self.centres[way_out.box.id] = (_INDENT + wide / 2, level)
        self.ways.append(Arrow(row.box.id, way_out.box.id, way_out.label))
        self.lines.append((start, (_RAIL, level), (_INDENT, level)))
        self.top += high

    def _go_down(self, row: Row, below: Row, start: Point) -> None:
        self.top += _GAP
        self._say(row.down or "")
        self.top += _GAP
        self.ways.append(Arrow(row.box.id, below.box.id, row.down or ""))
        self.lines.append((start, (_RAIL, self.top)))

    def _say(self, words: str) -> None:
        """Puts the words of the way whose line comes next beside the lane."""
        lines = wrap(words, self.width - _RAIL - 24)
        wide, high = label_size(lines)
        self.labels.append(lines)
        place = (_RAIL + 6 + wide / 2, self.top + high / 2)
        self.places.append(place if lines else None)
        self.top += high + 2 if lines else 0.0
