"""Who gives to whom, drawn as arcs beside a column of names: down on its right, up on its left.

Two arcs never have their numbers at one place: how far out a number stands is how far apart the names
are, and how low it is, where their middle lies. A line is the wider the more it stands for, and its
number says so too: nobody needs colours or widths to read it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claim_manual.charts.font import FAMILY, width
from claim_manual.charts.shapes import pixels
from claim_manual.charts.typeset import LINE, SIZE, wrap
from claim_manual.html import Html, text

OUT = 19.0
"""How much farther out an arc goes for each name between."""
_NAME = 176.0
"""How wide a name may be before it is set in two lines."""
_ROW, _BETWEEN, _APART = 36.0, 10.0, 5.0
"""From one name to the next at least, what is free between two, and from one end of an arc to the next at most."""
_PAD, _HEAD, _MARK = 8.0, 8.0, 8.0
_INK, _PETROL, _PAPER = "#1a2b33", "#0b4f5c", "#ffffff"


@dataclass(frozen=True)
class Arc:
    """What goes from one name to another, by their places in the list, and how often."""

    source: int
    target: int
    count: int


@dataclass(frozen=True)
class ArcMap:
    """Names one below the other, and arcs between them."""

    id: str
    title: str
    description: str
    names: tuple[str, ...]
    arcs: tuple[Arc, ...]


def near(count: int, ways: Sequence[tuple[int, int]]) -> list[int]:
    """An order of things in which those between which there are ways stand near each other.

    Neighbours change places as long as ways get shorter; it ends, as their length falls each time.
    """
    order = list(range(count))

    def length() -> int:
        place = {one: n for n, one in enumerate(order)}
        return sum(abs(place[source] - place[target]) for source, target in ways)

    best, is_shorter = length(), True
    while is_shorter:
        is_shorter = False
        for one, other in pairwise(range(count)):
            order[one], order[other] = order[other], order[one]
            if (now := length()) < best:
                best, is_shorter = now, True
            else:
                order[one], order[other] = order[other], order[one]
    return order


def arcs_svg(arcs: ArcMap) -> Html:
    """The picture as an `<svg>` element on one line; ids begin with `cm-` and its id."""
    room = _Room.of(arcs)
    ways = sorted(arcs.arcs, key=lambda arc: -abs(arc.source - arc.target))
    shapes = [
        *(shape for arc in ways for shape in _line(arc, room)),
        *(_name(name, row, room) for row, name in enumerate(arcs.names)),
        *(_number(arc, room) for arc in ways),
    ]
    name = f"cm-{text(arcs.id)}"
    wide, high = room.size
    return Html(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cm-arcs" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {pixels(wide)} {pixels(high)}" '
        f'width="{pixels(wide)}" height="{pixels(high)}" '
        f'font-family="\'{FAMILY}\', sans-serif" font-size="{pixels(SIZE)}">'
        f'<title id="{name}-title">{text(arcs.title)}</title>'
        f'<desc id="{name}-desc">{text(arcs.description)}</desc>{"".join(shapes)}</svg>'
    )


@dataclass(frozen=True)
class _Room:
    """Where the column of names begins and ends, how wide all is, how many rows of names there are and
    how high one is; and how far from the middle of its name an arc leaves it or comes to it.
    """

    left: float
    right: float
    wide: float
    row: float
    rows: int
    ends: Mapping[tuple[Arc, int], float]

    @classmethod
    def of(cls, arcs: ArcMap) -> _Room:
        """The room that names and arcs take."""
        up, down = (
            max((arc.source - arc.target) * side for arc in (*arcs.arcs, Arc(0, 0, 0)))
            for side in (1, -1)
        )
        names = [wrap(name, _NAME) for name in arcs.names]
        column = max(width(line, SIZE) for lines in names for line in lines) * 1.04 + 2 * _PAD
        row = max(_ROW, max(map(len, names)) * LINE + _BETWEEN)
        left = up * OUT + 2 * _HEAD
        wide = left + column + down * OUT + 2 * _HEAD
        return cls(left, left + column, wide, row, len(names), _ends(arcs, row - _BETWEEN))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in CSS pixels."""
        return self.wide, self.rows * self.row

    def middle(self, name: int) -> float:
        """The middle of a name."""
        return (name + 0.5) * self.row

    def curve(self, arc: Arc) -> tuple[float, float, float, float]:
        """Where an arc touches the column, how far out it goes, and where it leaves and comes."""
        side = 1 if arc.target > arc.source else -1
        edge = self.right if side > 0 else self.left
        leaves, comes = (
            self.middle(name) + self.ends[arc, name] for name in (arc.source, arc.target)
        )
        return edge, (arc.target - arc.source) * OUT, leaves, comes


def _ends(arcs: ArcMap, high: float) -> dict[tuple[Arc, int], float]:
    """How far from the middle of its name each arc ends: one below the other, so that arcs of one name
    lie within each other. First what comes from above or goes there, from nearby before from afar.
    """
    ends: dict[tuple[Arc, int], float] = {}
    for name in range(len(arcs.names)):
        for is_down in (True, False):
            here = [
                arc
                for arc in arcs.arcs
                if name in (arc.source, arc.target) and (arc.target > arc.source) is is_down
            ]
            away = {arc: arc.source + arc.target - 2 * name for arc in here}
            in_order = sorted(here, key=lambda arc: (away[arc] > 0, abs(away[arc])))
            above = sum(value < 0 for value in away.values())
            in_order[above:] = in_order[above:][::-1]
            apart = min(_APART, high / max(len(here) - 1, 1))
            for n, arc in enumerate(in_order):
                ends[arc, name] = (n - (len(here) - 1) / 2) * apart
    return ends


def _name(name: str, row: int, room: _Room) -> str:
    middle = (room.left + room.right) / 2
    lines = wrap(name, _NAME)
    top = room.middle(row) - LINE * len(lines) / 2
    words = "".join(
        f'<text x="{pixels(middle - width(line, SIZE) / 2)}" '
        f'y="{pixels(top + LINE * (n + 0.76))}" fill="{_INK}">{text(line)}</text>'
        for n, line in enumerate(lines)
    )
    return f'<g class="cm-arc-name">{words}</g>'


def _line(arc: Arc, room: _Room) -> Iterator[str]:
    """An arc with its head, which points into the column."""
    edge, out, start, end = room.curve(arc)
    side = math.copysign(1, out)
    tip = edge + side * _HEAD
    wide = min(1 + math.log2(arc.count) * 0.6, 5)
    curve = f"M{pixels(edge)} {pixels(start)}h{pixels(side * _HEAD)}"
    curve += f"C{pixels(tip + out * 4 / 3)} {pixels(start)} {pixels(tip + out * 4 / 3)} {pixels(end)} {pixels(tip)} {pixels(end)}"
    yield (
        f'<path class="cm-arc" d="{curve}" fill="none" stroke="{_PETROL}" stroke-width="{wide:.1f}"/>'
        f'<path class="cm-arc-head" d="M{pixels(edge)} {pixels(end)}l{pixels(side * _HEAD)} -3.5v7z" fill="{_PETROL}"/>'
    )


def _number(arc: Arc, room: _Room) -> str:
    """How often, on the outermost place of the arc."""
    edge, out, start, end = room.curve(arc)
    words, size = str(arc.count), SIZE - 3
    long = width(words, size)
    x, y = edge + math.copysign(_HEAD, out) + out, (start + end) / 2
    return (
        f'<g class="cm-arc-count" data-from="{arc.source}" data-to="{arc.target}">'
        f'<rect x="{pixels(x - long / 2 - 1)}" y="{pixels(y - _MARK)}" width="{pixels(long + 2)}" '
        f'height="{pixels(2 * _MARK)}" fill="{_PAPER}"/><text x="{pixels(x - long / 2)}" '
        f'y="{pixels(y + size * 0.36)}" font-size="{size:.0f}" fill="{_INK}">{words}</text></g>'
    )
