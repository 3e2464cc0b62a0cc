"""A chart in lanes: a column for each actor, rows in the order in which one comes to them.

Each way has a line of its own: down the lane of its goal where nothing stands between, else in the
gap beside a lane. So a line never runs through a box.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from claim_manual.charts.chart import Arrow, Chart
from claim_manual.charts.font import width
from claim_manual.charts.layout import Frame, Layout, Point
from claim_manual.charts.svg import Drawing, drawing, label_size
from claim_manual.charts.typeset import LINE, SIZE, Set, set_flat, wrap

_TRACK = 9.0
"""From one line to the next beside it, in CSS pixels."""
_BESIDE = 7.0
"""From the edge of a lane to its boxes."""
_ABOVE = 12.0
"""From ways to the box to which they lead, for their arrows."""
_EDGES = 40.0
"""What a box is wider than its text."""
_NARROWEST, _WIDEST = 84.0, 170.0
"""Of the text in boxes."""
_LONGEST = 120.0
"""Of words, in CSS pixels, before they are cut: a chart of many lanes is rather moved by itself."""
_SPREAD = 22.0
"""Between the ways that leave one box."""


def swimlanes(chart: Chart, room: float, *, is_paper: bool = False) -> Drawing:
    """The chart drawn in its groups as lanes, as wide as that where the words allow it."""
    plan = _Plan(chart)
    sets = _sets(plan, room)
    placed = _Placed(plan, sets)
    ways = [placed.way(number) for number in range(len(chart.ways))]
    frames = {group.id: placed.frame(n) for n, group in enumerate(chart.groups)}
    layout = Layout(
        placed.centres, tuple(way.line for way in ways), tuple(way.place for way in ways), frames
    )
    return drawing(chart, sets, placed.labels, layout, is_paper=is_paper)


def without_names_of_lanes(chart: Chart) -> Chart:
    """A chart whose boxes do not say who acts where their lane says the same."""
    titles = {name: group.title for group in chart.groups for name in group.boxes}
    boxes = (
        replace(box, role="") if box.role == titles.get(box.id) else box for box in chart.boxes
    )
    return replace(chart, boxes=tuple(boxes))


def with_names_of_lanes(chart: Chart) -> Chart:
    """A chart without lanes, each of whose boxes says in which one it stood."""
    titles = {name: group.title for group in chart.groups for name in group.boxes}
    boxes = (replace(box, role=box.role or titles.get(box.id, "")) for box in chart.boxes)
    return replace(chart, boxes=tuple(boxes), groups=())


def _sets(plan: _Plan, most: float) -> dict[str, Set]:
    """The boxes set in lines, as wide as their lanes may be."""
    beside = sum(plan.gutter(lane) + 2 * _BESIDE for lane in range(plan.lanes))
    room = (most - 8 - beside) / plan.lanes - _EDGES
    words = (word for box in plan.chart.boxes for word in f"{box.said} {box.role}".split())
    longest = max((width(word, SIZE) for word in words), default=0.0)
    limit = min(max(room, min(longest, _LONGEST), _NARROWEST), _WIDEST)
    return {box.id: set_flat(box, limit) for box in plan.chart.boxes}


@dataclass(frozen=True)
class _Route:
    """A way: the row gaps in which it leaves and arrives, and the track beside a lane, if it takes one.

    Gap n is above row n. `side` is where it turns: left (-1), right (1), or straight down (0). One that
    `is_joining` comes to another that goes straight to the same box.
    """

    leaves: int
    arrives: int
    side: int
    gutter: int = -1
    track: int = 0
    is_joining: bool = False


class _Plan:
    """In which lane and row each box stands, and which way each way takes, before any length."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.lanes = len(chart.groups)
        self.lane = {name: n for n, group in enumerate(chart.groups) for name in group.boxes}
        told = [box.id for box in chart.boxes if box.kind == "told"]
        self.names = [*told, *(box.id for box in chart.boxes if box.kind != "told")]
        self.row = self._rows()
        self.rows = max(self.row.values(), default=-1) + 1
        self.taken = {(self.lane[name], row) for name, row in self.row.items()}
        self._spans: dict[int, list[list[tuple[int, int]]]] = {}
        self.routes: list[_Route] = []
        for way in chart.ways:
            self.routes.append(self._route(way))

    def gutter(self, lane: int) -> float:
        """How much room the ways beside a lane take."""
        return _TRACK * len(self._spans.get(lane, ()))

    def _rows(self) -> dict[str, int]:
        """Below all that lead to it from above; each in a row of its own in its lane."""
        rank = {name: n for n, name in enumerate(self.names)}
        rows: dict[str, int] = {}
        taken: set[tuple[int, int]] = set()
        for name in self.names:
            above = (
                rows[way.source]
                for way in self.chart.ways
                if way.target == name and rank[way.source] < rank[name]
            )
            row = max(above, default=-1) + 1
            while (self.lane[name], row) in taken:
                row += 1
            taken.add((self.lane[name], row))
            rows[name] = row
        return rows

    def _route(self, way: Arrow) -> _Route:
        source, target = self.lane[way.source], self.lane[way.target]
        leaves, arrives = self.row[way.source] + 1, self.row[way.target]
        between = range(leaves, arrives)
        side = (target > source) - (target < source)
        if leaves <= arrives and not any((target, row) in self.taken for row in between):
            is_joining = not side and self._is_straight(way.source)
            return _Route(leaves, arrives, 1 if is_joining else side, is_joining=is_joining)
        gutter = min(source, target)
        span = (min(leaves, arrives), max(leaves, arrives))
        return _Route(leaves, arrives, side or 1, gutter, self._track(gutter, span))

    def _is_straight(self, source: str) -> bool:
        """Whether a way goes straight down from a box already."""
        drawn = zip(self.chart.ways, self.routes, strict=False)
        return any(way.source == source and not route.side for way, route in drawn)

    def _track(self, gutter: int, span: tuple[int, int]) -> int:
        """The first track beside a lane that is free over these gaps."""
        tracks = self._spans.setdefault(gutter, [])
        for number, spans in enumerate(tracks):
            if all(span[1] < start or end < span[0] for start, end in spans):
                spans.append(span)
                return number
        tracks.append([span])
        return len(tracks) - 1

    def leaving(self, name: str) -> Iterator[tuple[int, _Route]]:
        """The ways from a box with their numbers: those that turn far out first, straight ones last."""
        routes = [
            (number, route)
            for number, (way, route) in enumerate(zip(self.chart.ways, self.routes, strict=True))
            if way.source == name
        ]
        yield from sorted(
            routes, key=lambda pair: (not pair[1].side, pair[1].side, pair[1].is_joining)
        )


@dataclass(frozen=True)
class _Way:
    """A way as a line, and the middle of what stands on it."""

    line: tuple[Point, ...]
    place: Point | None


@dataclass
class _Gap:
    """What lies between two rows: the height of each way that leaves there, then those that arrive."""

    leaving: dict[int, float] = field(default_factory=dict)
    arriving: dict[str, float] = field(default_factory=dict)

    @property
    def height(self) -> float:
        """From one row to the next."""
        return sum(self.leaving.values()) + sum(self.arriving.values()) + 2 * _ABOVE

    def level(self, key: int | str) -> float:
        """The middle of a way in it, from its top."""
        top = _ABOVE / 2
        for name, high in [*self.leaving.items(), *self.arriving.items()]:
            if name == key:
                return top + high / 2
            top += high
        raise KeyError(key)


class _Placed:
    """A plan with its lengths."""

    def __init__(self, plan: _Plan, sets: Mapping[str, Set]) -> None:
        self.plan, self.sets = plan, sets
        self.widths = [self._width(lane) for lane in range(plan.lanes)]
        self.lefts = [0.0, *accumulate(self.widths)]
        self.exits = {n: x for name in plan.names for n, x in self._exits(name)}
        self.labels = [self._words(number) for number in range(len(plan.chart.ways))]
        self.gaps = [_Gap() for _ in range(plan.rows + 1)]
        self._fill_gaps()
        heads = [
            len(wrap(group.title, wide - 2 * _BESIDE))
            for group, wide in zip(plan.chart.groups, self.widths, strict=False)
        ]
        self.head = max(heads, default=1) * LINE + 8
        self.tops = self._tops()
        self.centres = {name: self._centre(name) for name in plan.names}

    def _fill_gaps(self) -> None:
        plan = self.plan
        in_order = sorted(plan.names, key=lambda name: (plan.row[name], plan.lane[name]))
        for name in in_order:
            for number, route in plan.leaving(name):
                lines = self.labels[number]
                high = label_size(lines)[1] + 4 if lines else _TRACK
                self.gaps[route.leaves].leaving[number] = high
                if route.gutter >= 0:
                    target = plan.chart.ways[number].target
                    self.gaps[route.arrives].arriving[target] = _TRACK

    def _width(self, lane: int) -> float:
        plan = self.plan
        boxes = [self.sets[name].size[0] for name in plan.names if plan.lane[name] == lane]
        return max(boxes, default=_NARROWEST) + 2 * _BESIDE + plan.gutter(lane)

    def _tops(self) -> list[float]:
        """The top of each gap; a row begins below its gap."""
        plan = self.plan
        tops = [self.head]
        for row in range(plan.rows):
            highest = max(self.sets[name].size[1] for name in plan.names if plan.row[name] == row)
            tops.append(tops[-1] + self.gaps[row].height + highest)
        return tops

    def _centre(self, name: str) -> Point:
        row = self.plan.row[name]
        top = self.tops[row] + self.gaps[row].height
        return self._middle(self.plan.lane[name]), top + self.sets[name].size[1] / 2

    def _middle(self, lane: int) -> float:
        """Where the boxes of a lane have their middle; the ways beside them are on the right."""
        return self.lefts[lane] + (self.widths[lane] - self.plan.gutter(lane)) / 2

    def _words(self, number: int) -> tuple[str, ...]:
        """What stands on a way in lines that reach no track of others where their words allow it."""
        way, route = self.plan.chart.ways[number], self.plan.routes[number]
        lane = self.plan.lane[way.source]
        left, right = self.lefts[lane], self.lefts[lane + 1] - self.plan.gutter(lane)
        x = self.exits[number]
        room = {-1: x - left - 12, 0: right - left - 2 * _BESIDE, 1: right - x - 8}[route.side]
        longest = max((width(word, SIZE) for word in way.label.split()), default=0.0)
        return wrap(way.label, max(room - 8, min(longest, _LONGEST)))

    def _exits(self, name: str) -> Iterator[tuple[int, float]]:
        """Where each way leaves a box: straight ones in its middle, others beside it."""
        middle = self._middle(self.plan.lane[name])
        half = self.sets[name].size[0] / 2 - 14
        leaving = [*self.plan.leaving(name)]
        for side in (-1, 0, 1):
            numbers = [number for number, route in leaving if route.side == side]
            step = min(_SPREAD, half / max(len(numbers), 1))
            for n, number in enumerate(numbers):
                # The first of a side runs above the others, so it leaves farthest out.
                out = len(numbers) - n if side else n
                yield number, middle + (side or 1) * step * out

    def way(self, number: int) -> _Way:
        """The line of a way, with the place of what stands on it."""
        way, route = self.plan.chart.ways[number], self.plan.routes[number]
        (x, y), (goal_x, goal_y) = self.centres[way.source], self.centres[way.target]
        x = self.exits[number]
        bottom, top = (
            y + self.sets[way.source].size[1] / 2,
            goal_y - self.sets[way.target].size[1] / 2,
        )
        level = self.tops[route.leaves] + self.gaps[route.leaves].level(number)
        line: list[Point] = [(x, bottom), (x, level)]
        if route.gutter >= 0:
            beside = self._beside(route)
            lower = self.tops[route.arrives] + self.gaps[route.arrives].level(way.target)
            line += [(beside, level), (beside, lower), (goal_x, lower)]
        else:
            line.append((goal_x, level))
        line.append((goal_x, top))
        return _Way(_without_repeated(line), self._label(number, route, (x, level)))

    def _beside(self, route: _Route) -> float:
        """Where the track of a way runs beside a lane."""
        right = self.lefts[route.gutter + 1]
        return right - _BESIDE / 2 - _TRACK * (route.track + 0.5)

    def _label(self, number: int, route: _Route, turn: Point) -> Point | None:
        lines = self.labels[number]
        if not lines:
            return None
        wide = label_size(lines)[0]
        return turn[0] + route.side * (wide / 2 + 4), turn[1]

    def frame(self, lane: int) -> Frame:
        """What stands around a lane, with its title at the top."""
        left, right, bottom = self.lefts[lane], self.lefts[lane + 1], self.bottom
        middle = ((left + right) / 2, bottom / 2)
        wide = right - left
        title = (middle[0], LINE / 2 + 2)
        return Frame(middle, (wide - 2, bottom), title, wide - 2 * _BESIDE)

    @property
    def bottom(self) -> float:
        """Below the last row and the ways that turn there."""
        last = self.gaps[self.plan.rows]
        return self.tops[self.plan.rows] + (last.height if last.leaving else _ABOVE)


def _without_repeated(line: Sequence[Point]) -> tuple[Point, ...]:
    """A line without corners that are none."""
    points: list[Point] = [line[0]]
    for n, point in enumerate(line[1:-1], 1):
        before, after = points[-1], line[n + 1]
        is_straight = before[0] == point[0] == after[0] or before[1] == point[1] == after[1]
        if not is_straight and point != before:
            points.append(point)
    return (*points, line[-1])
