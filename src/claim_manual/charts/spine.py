"""A chart in columns: steps and questions one below the other, outcomes beside them.

It is never wider than it may be, whatever the chart, and can be cut between rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claim_manual.charts.chart import Arrow, Box, Chart
from claim_manual.charts.layout import Layout, Point
from claim_manual.charts.rows import Connector, Row, rows
from claim_manual.charts.svg import Drawing, drawing, label_size
from claim_manual.charts.typeset import Set, set_flat, wrap

_BETWEEN = 30.0
"""From one row to the next, in CSS pixels."""
_STACKED = 16.0
"""Between boxes that stand beside the same question."""
_WORDY = 60
"""Letters of a way's words from which they get more room."""
_TURN = 12.0
"""From a box to where its ways turn, and from there to what stands on them."""
NARROWEST = 440.0
"""How wide a drawing must be, in CSS pixels, so that words still fit its columns."""
_EDGES = 28.0
"""What a box is wider than its text, and 12 more where it has double sides or tips."""


@dataclass(frozen=True)
class _Columns:
    """The widths of the three columns: boxes' text, what stands on ways, outcomes' text."""

    left: float
    middle: float
    right: float


@dataclass(frozen=True)
class _Exit:
    """A way out of a row to the right: what stands on it, in lines, and the box that it leads to."""

    label: tuple[str, ...]
    box: Box


@dataclass(frozen=True)
class _Row:
    """A row whose words are set in lines."""

    box: Box
    exits: tuple[_Exit, ...]
    down: tuple[str, ...] | None
    entries: tuple[Box, ...]


def spine(chart: Chart, width: float, connector: Connector, *, is_paper: bool) -> Drawing:
    """The chart drawn no wider than `width`, in CSS pixels."""
    longest = max((len(way.label) for way in chart.ways), default=0)
    columns = _columns(width, is_wordy=longest > _WORDY)
    set_rows = [_set(row, columns) for row in rows(chart, connector)]
    return _placed(chart, set_rows, columns, is_paper=is_paper)


def _columns(width: float, *, is_wordy: bool) -> _Columns:
    right, middle = (190.0, 140.0) if width > 560 else (132.0, 92.0)
    if is_wordy and width > 560:
        right, middle = 160.0, 200.0
    left = width - 8 - 2 * (_EDGES + 12) - 3 * _TURN - right - middle
    return _Columns(min(left, 260.0), middle, right)


def _set(row: Row, columns: _Columns) -> _Row:
    room = columns.middle - 2 * _TURN
    exits = tuple(_Exit(wrap(way_out.label, room), way_out.box) for way_out in row.exits)
    down = None if row.down is None else wrap(row.down, columns.left)
    return _Row(row.box, exits, down, row.entries)


def _placed(
    chart: Chart, set_rows: Sequence[_Row], columns: _Columns, *, is_paper: bool
) -> Drawing:
    placing = _Placing(columns)
    top = placing.room_above(set_rows[0]) if set_rows else 0.0
    for row, below in zip(set_rows, [*set_rows[1:], None], strict=True):
        top = placing.put(row, below, top)
    boxes = [row.box for row in set_rows]
    boxes += [way_out.box for row in set_rows for way_out in row.exits]
    boxes += [box for row in set_rows for box in row.entries]
    drawn = replace(chart, boxes=tuple(boxes), ways=tuple(placing.ways))
    layout = Layout(placing.centres, tuple(placing.lines), tuple(placing.places))
    return drawing(drawn, placing.sets, placing.labels, layout, is_paper=is_paper)


class _Placing:
    """Puts rows below each other, and collects what is drawn; lengths are in CSS pixels.

    Of each way there is a line, a label and the place of the label, at the same position.
    """

    def __init__(self, columns: _Columns) -> None:
        self.columns = columns
        self.sets: dict[str, Set] = {}
        self.centres: dict[str, Point] = {}
        self.ways: list[Arrow] = []
        self.lines: list[tuple[Point, ...]] = []
        self.labels: list[tuple[str, ...]] = []
        self.places: list[Point | None] = []
        self.middle = (columns.left + _EDGES + 12) / 2
        self.turn = 2 * self.middle + _TURN
        self.right = self.turn + columns.middle + 2 * _TURN

    def room_above(self, row: _Row | None) -> float:
        """The height of the connectors that lead to a row, which stand above it."""
        entries = row.entries if row else ()
        return sum(set_flat(box, self.columns.right).size[1] + _STACKED for box in entries)

    def put(self, row: _Row, below: _Row | None, top: float) -> float:
        """Puts a row at `top`, with the way down to the row below; the top of that."""
        box_set = self.sets[row.box.id] = set_flat(row.box, self.columns.left)
        self._put_entries(row, top)
        for way_out in row.exits:
            self.sets[way_out.box.id] = set_flat(way_out.box, self.columns.right)
        heights = [
            max(self.sets[way_out.box.id].size[1], label_size(way_out.label)[1])
            for way_out in row.exits
        ]
        stacked = sum(heights) + _STACKED * max(0, len(heights) - 1)
        # A single box beside a question stands at its height; more begin where it begins.
        y = top + box_set.size[1] / 2
        self.centres[row.box.id] = (self.middle, y)
        self._put_exits(row, heights, y, top + max(0.0, (box_set.size[1] - stacked) / 2))
        above = self.room_above(below)
        bottom = top + max(box_set.size[1], stacked) + _BETWEEN + above
        if row.down is not None and below is not None:
            bottom += label_size(row.down)[1] if row.down else 0.0
            self.ways.append(Arrow(row.box.id, below.box.id, " ".join(row.down)))
            self.lines.append(((self.middle, y + box_set.size[1] / 2), (self.middle, bottom)))
            self.labels.append(row.down)
            box_bottom = top + box_set.size[1]
            level = box_bottom + (bottom - above - box_bottom - 8) / 2
            self.places.append((self.middle, level) if row.down else None)
        return bottom

    def _put_entries(self, row: _Row, top: float) -> None:
        """Puts the connectors that lead to a row above it, beside the way down to it."""
        level = top - self.room_above(row)
        for box in row.entries:
            entry_set = self.sets[box.id] = set_flat(box, self.columns.right)
            wide, high = entry_set.size
            middle = level + high / 2
            self.centres[box.id] = (self.turn + wide / 2, middle)
            self.ways.append(Arrow(box.id, row.box.id, ""))
            self.lines.append(((self.turn, middle), (self.middle, middle), (self.middle, top)))
            self.labels.append(())
            self.places.append(None)
            level += high + _STACKED

    def _put_exits(self, row: _Row, heights: Sequence[float], y: float, top: float) -> None:
        """Puts the boxes beside a row from `top` on; ways to them begin at its height `y`."""
        start = (self.middle + self.sets[row.box.id].size[0] / 2, y)
        for way_out, height in zip(row.exits, heights, strict=True):
            level = top + height / 2
            width = self.sets[way_out.box.id].size[0]
            self.centres[way_out.box.id] = (self.right + width / 2, level)
            self.ways.append(Arrow(row.box.id, way_out.box.id, " ".join(way_out.label)))
            self.lines.append(_bent(start, (self.turn, level), self.right))
            self.labels.append(way_out.label)
            place = ((self.turn + self.right) / 2, level) if way_out.label else None
            self.places.append(place)
            top += height + _STACKED


def _bent(start: Point, turn: Point, end: float) -> tuple[Point, ...]:
    """A way to the right that goes up or down once."""
    if abs(start[1] - turn[1]) < 1:
        return start, (end, turn[1])
    return start, (turn[0], start[1]), turn, (end, turn[1])
