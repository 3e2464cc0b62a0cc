"""A document as a line map, and the lines beside it that run to where a way jumps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from claim_manual.derived.handovers import Handover, handovers, who_acts
from claim_manual.derived.outline import Item, Onward, Told, outline, told_at_any_time
from claim_manual.model.manual import AnyDocument
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages.texts import Texts

LANES = 5
"""How many lines stand side by side at most; a longer one is told in words alone."""


def line_map(texts: Texts, document: AnyDocument) -> d.LineMap:
    """The line map of a document, from the outline that every other view is made from."""
    crossed = handovers(texts.manual, document)
    items = outline(texts.reading, document)
    stops = [_stop(texts, item, crossed.get(item.node.id)) for item in items]
    drawn = with_lines(stops)
    rails = [rail for stop in drawn for rail in _rails(stop)]
    return d.LineMap(
        texts.say("The chart as a line map"),
        drawn,
        max((rail.lane + 1 for rail in rails), default=0),
        texts.say("Then"),
        tuple(_told(texts, told) for told in told_at_any_time(texts.reading, document)),
    )


def _told(texts: Texts, told: Told) -> d.MapStop:
    name = texts.say("At any time: {words}", words=told.text)
    return d.MapStop(told.id, 0, "told", name, ways=(_way(texts, told.way, is_next=False),))


def _rails(stop: d.MapStop) -> Iterator[d.Rail]:
    yield from stop.rails
    for way in stop.ways:
        yield from way.rails


def _stop(texts: Texts, item: Item, handover: Handover | None) -> d.MapStop:
    node = item.node
    role = who_acts(texts.reading, node, handover)
    notes = (role, " · ".join(item.options), item.policy)
    name = f"{texts.say('Follow')} {item.text}" if item.kind == "use" else item.text
    return d.MapStop(
        node.id,
        item.number,
        item.kind,
        name,
        texts.badge(getattr(node, "level", None)),
        tuple(note for note in notes if note),
        tuple(_way(texts, way, is_next=item.continues) for way in item.ways),
    )


def _way(texts: Texts, way: Onward, *, is_next: bool) -> d.MapWay:
    badge = texts.badge(way.level or None)
    return d.MapWay(way.label, way.id, way.number, way.text, badge, is_next)


# -- lines beside the rows


@dataclass(frozen=True)
class _Line:
    """A line to a stop from every row that jumps to it; rows are counted from the top."""

    target: int
    sources: tuple[int, ...]

    @property
    def top(self) -> int:
        return min(self.target, *self.sources)

    @property
    def bottom(self) -> int:
        return max(self.target, *self.sources)


def with_lines(stops: list[d.MapStop]) -> tuple[d.MapStop, ...]:
    """The stops with the lines that pass them and their ways."""
    lines = _lines(stops)
    lane_of = _lanes(lines)
    drawn = [(lane_of[line], line) for line in lines if lane_of[line] < LANES]
    made = []
    row = 0
    for stop in stops:
        rails = _passing(drawn, row)
        ways = tuple(
            replace(way, rails=_passing(drawn, row + position))
            for position, way in enumerate(stop.ways, 1)
        )
        made.append(replace(stop, rails=rails, ways=ways))
        row += 1 + len(ways)
    return tuple(made)


def _lines(stops: list[d.MapStop]) -> list[_Line]:
    """A line for each stop that is no outcome and that a row elsewhere than above it leads to."""
    row_of: dict[str, int] = {}
    row = 0
    for stop in stops:
        row_of[stop.id] = row
        row += 1 + len(stop.ways)
    ends = {stop.id for stop in stops if stop.kind == "outcome"}
    sources: dict[str, list[int]] = {}
    for stop in stops:
        for position, way in enumerate(stop.ways, 1):
            source = row_of[stop.id] + position
            if way.goal in row_of and way.goal not in ends and not way.is_next:
                sources.setdefault(way.goal, []).append(source)
    return [_Line(row_of[goal], tuple(rows)) for goal, rows in sources.items()]


def _lanes(lines: list[_Line]) -> Mapping[_Line, int]:
    """A lane for each line, the shortest nearest to the words; no two of a lane meet."""
    lanes: dict[_Line, int] = {}
    for line in sorted(lines, key=lambda line: (line.bottom - line.top, line.top)):
        taken = {
            lane
            for other, lane in lanes.items()
            if other.top <= line.bottom and line.top <= other.bottom
        }
        lanes[line] = min(set(range(len(taken) + 1)) - taken)
    return lanes


def _passing(drawn: list[tuple[int, _Line]], row: int) -> tuple[d.Rail, ...]:
    rails = [_rail(lane, line, row) for lane, line in drawn if line.top <= row <= line.bottom]
    return tuple(sorted(rails, key=lambda rail: rail.lane))


def _rail(lane: int, line: _Line, row: int) -> d.Rail:
    end: Literal["", "leaves", "comes"] = ""
    if row == line.target:
        end = "comes"
    elif row in line.sources:
        end = "leaves"
    return d.Rail(lane, row > line.top, row < line.bottom, end)
