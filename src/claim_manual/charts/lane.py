"""A chart in one lane, for telephones: each way out of a row hangs below it, words above its box.

It is never wider than it may be; what would stand beside a box stands below it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from claim_manual.charts.chart import Arrow, Box, Chart
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


def lane(chart: Chart, width: float, connector: Connector) -> Drawing:
    """The chart drawn no wider than `width`, in CSS pixels, for screens."""
    placing = _Placing(width)
    made = rows(chart, connector)
    if made:
        placing.enter(made[0])
    for row, below in zip(made, [*made[1:], None], strict=True):
        placing.put(row, below)
    boxes = tuple(box for row in made for box in row.boxes)
    drawn = replace(chart, boxes=boxes, ways=tuple(way.arrow for way in placing.ways))
    layout = Layout(
        placing.centres,
        tuple(way.line for way in placing.ways),
        tuple(way.place for way in placing.ways),
    )
    return drawing(drawn, placing.sets, [way.lines for way in placing.ways], layout)


@dataclass(frozen=True)
class _Way:
    """A way with its line, and what stands on it with its place."""

    arrow: Arrow
    line: tuple[Point, ...]
    lines: tuple[str, ...] = ()
    place: Point | None = None


class _Placing:
    """Puts rows below each other from `top` on, and collects what is drawn."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.top = 0.0
        self.sets: dict[str, Set] = {}
        self.centres: dict[str, Point] = {}
        self.ways: list[_Way] = []

    def put(self, row: Row, below: Row | None) -> None:
        """Puts a row, what hangs below it, and the way down to the row below."""
        start = (_RAIL, self._put_box(row.box, 0.0)[1] + self.sets[row.box.id].size[1] / 2)
        for way_out in row.exits:
            self._hang(row, way_out, start)
        self.top += _GAP
        lines, place = self._words(row.down or "")
        self.top += _GAP
        if below is None:
            return
        self.enter(below)
        if row.down is not None:
            arrow = Arrow(row.box.id, below.box.id, row.down)
            self.ways.append(_Way(arrow, (start, (_RAIL, self.top)), lines, place))

    def _put_box(self, box: Box, left: float) -> Point:
        """Puts a box at the left; its middle."""
        box_set = self.sets[box.id] = set_flat(box, self.width - _AROUND - left)
        wide, high = box_set.size
        middle = self.centres[box.id] = (left + wide / 2, self.top + high / 2)
        self.top += high
        return middle

    def _hang(self, row: Row, way_out: Exit, start: Point) -> None:
        """Puts a box below a row, after the words of the way to it."""
        self.top += _GAP
        lines, place = self._words(way_out.label)
        level = self._put_box(way_out.box, _INDENT)[1]
        arrow = Arrow(row.box.id, way_out.box.id, way_out.label)
        line = (start, (_RAIL, level), (_INDENT, level))
        self.ways.append(_Way(arrow, line, lines, place))

    def enter(self, row: Row) -> None:
        """Puts the connectors that lead to a row above it, beside the lane."""
        levels = []
        for box in row.entries:
            levels.append((box, self._put_box(box, _INDENT)[1]))
            self.top += _GAP
        for box, level in levels:
            line = ((_INDENT, level), (_RAIL, level), (_RAIL, self.top))
            self.ways.append(_Way(Arrow(box.id, row.box.id, ""), line))

    def _words(self, words: str) -> tuple[tuple[str, ...], Point | None]:
        """Puts the words of a way beside the lane, in lines; their place."""
        lines = wrap(words, self.width - _RAIL - 24)
        if not lines:
            return lines, None
        wide, high = label_size(lines)
        place = (_RAIL + 6 + wide / 2, self.top + high / 2)
        self.top += high + 2
        return lines, place
