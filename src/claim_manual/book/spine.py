"""A chart for paper: steps and questions one below the other, outcomes beside them.

It is never wider than the page, whatever the chart, and is cut between rows. A way to anything but
the next box, or to an outcome that stands beside another question, ends in a connector with its
number (BPMN 2.0, link events; off-page connectors of ISO 5807).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claim_manual.charts.chart import Box, Chart, Way
from claim_manual.charts.layout import Layout, Point
from claim_manual.charts.svg import Drawing, drawing, label_size
from claim_manual.charts.typeset import Set, set_flat, wrap
from claim_manual.model.language import Words

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
    """A way out of a row to the right: what stands on it and the box that it leads to."""

    label: tuple[str, ...]
    box: Box


@dataclass(frozen=True)
class _Row:
    """A box, its ways to the right, and what stands on the way down if there is one."""

    box: Box
    exits: tuple[_Exit, ...]
    down: tuple[str, ...] | None


def spine(say: Words, chart: Chart, width: float) -> Drawing:
    """The chart drawn no wider than `width`, in CSS pixels."""
    longest = max((len(way.label) for way in chart.ways), default=0)
    columns = _columns(width, is_wordy=longest > _WORDY)
    return _placed(chart, _rows(say, chart, columns), columns)


def _columns(width: float, *, is_wordy: bool) -> _Columns:
    right, middle = (190.0, 140.0) if width > 560 else (132.0, 92.0)
    if is_wordy and width > 560:
        right, middle = 160.0, 200.0
    left = width - 8 - 2 * (_EDGES + 12) - 3 * _TURN - right - middle
    return _Columns(min(left, 260.0), middle, right)


def _rows(say: Words, chart: Chart, columns: _Columns) -> list[_Row]:
    boxes = {box.id: box for box in chart.boxes}
    spine_ = [box for box in chart.boxes if box.kind != "outcome"]
    rows: list[_Row] = []
    shown: set[str] = set()
    for box, below in zip(spine_, [*spine_[1:], None], strict=True):
        labels: dict[str, list[str]] = {}
        for way in chart.ways:
            if way.source == box.id:
                labels.setdefault(way.target, []).append(way.label)
        down: tuple[str, ...] | None = None
        exits = []
        for target, way_labels in labels.items():
            words = " / ".join(label for label in way_labels if label)
            if below and target == below.id:
                down = wrap(words, columns.left)
                continue
            is_new = boxes[target].kind == "outcome" and target not in shown
            shown.add(target)
            end = boxes[target] if is_new else _connector(say, box, boxes[target])
            exits.append(_Exit(wrap(words, columns.middle - 2 * _TURN), end))
        rows.append(_Row(box, tuple(exits), down))
    return rows


def _connector(say: Words, source: Box, target: Box) -> Box:
    return Box(
        id=f"_{source.id}_{target.id}",
        number=0,
        kind="link",
        text=say("go to {number}", number=target.number),
        href=f"#{target.id}",
    )


def _placed(chart: Chart, rows: Sequence[_Row], columns: _Columns) -> Drawing:
    sets: dict[str, Set] = {}
    centres: dict[str, Point] = {}
    ways: list[Way] = []
    lines: list[tuple[Point, ...]] = []
    labels: list[tuple[str, ...]] = []
    places: list[Point | None] = []
    middle = (columns.left + _EDGES + 12) / 2
    turn = 2 * middle + _TURN
    right = turn + columns.middle + 2 * _TURN
    top = 0.0
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        box_set = sets[row.box.id] = set_flat(row.box, columns.left)
        for way_out in row.exits:
            sets[way_out.box.id] = set_flat(way_out.box, columns.right)
        heights = [
            max(sets[way_out.box.id].size[1], label_size(way_out.label)[1]) for way_out in row.exits
        ]
        beside = sum(heights) + _STACKED * max(0, len(heights) - 1)
        height = max(box_set.size[1], beside)
        # A single box beside a question stands at its height; more begin where it begins.
        y = top + box_set.size[1] / 2
        centres[row.box.id] = (middle, y)
        at = top + max(0.0, (box_set.size[1] - beside) / 2)
        for way_out, tall in zip(row.exits, heights, strict=True):
            wide = sets[way_out.box.id].size[0]
            level = at + tall / 2
            centres[way_out.box.id] = (right + wide / 2, level)
            ways.append(Way(row.box.id, way_out.box.id, " ".join(way_out.label)))
            lines.append(_bent((middle + box_set.size[0] / 2, y), (turn, level), right))
            labels.append(way_out.label)
            places.append(((turn + right) / 2, level) if way_out.label else None)
            at += tall + _STACKED
        bottom = top + height + _BETWEEN
        if row.down is not None and below is not None:
            tall = label_size(row.down)[1] if row.down else 0.0
            bottom += tall
            ways.append(Way(row.box.id, below.box.id, " ".join(row.down)))
            lines.append(((middle, y + box_set.size[1] / 2), (middle, bottom)))
            labels.append(row.down)
            space = bottom - (top + box_set.size[1])
            places.append((middle, top + box_set.size[1] + (space - 8) / 2) if row.down else None)
        top = bottom
    shown = [row.box for row in rows] + [way_out.box for row in rows for way_out in row.exits]
    drawn = replace(chart, boxes=tuple(shown), ways=tuple(ways))
    return drawing(drawn, sets, labels, Layout(centres, tuple(lines), tuple(places)), is_paper=True)


def _bent(start: Point, turn: Point, end: float) -> tuple[Point, ...]:
    """A way to the right that goes up or down once."""
    if abs(start[1] - turn[1]) < 1:
        return start, (end, turn[1])
    return start, (turn[0], start[1]), turn, (end, turn[1])
