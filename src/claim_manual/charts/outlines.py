"""Outlines on the ground as lines on a picture: flattened, put into panels, made of fewer corners."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Ring = Sequence[tuple[float, float]]
_APART = 0.5
"""So much of the longer side of a panel is empty between it and what stands in another."""
_EMPTY = 0.4
"""Where all panels together fill less of the picture than this, each is drawn by itself."""

_FEW, _STRETCH = 4, 100
"""A ring of fewer corners has none to spare; others are made simpler in stretches of so many."""
_CELLS = 20
"""Of more things than the square of this, those in a cell of so many by so many are taken together."""


@dataclass(frozen=True)
class Bounds:
    """The least upright rectangle around something."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def joined(self, other: Bounds) -> Bounds:
        """The least rectangle around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def gap(self, other: Bounds) -> float:
        """How far apart both are; nothing where they meet."""
        across = max(self.left - other.right, other.left - self.right, 0)
        down = max(self.top - other.bottom, other.top - self.bottom, 0)
        return math.hypot(across, down)


def bounds(rings: Iterable[Ring]) -> Bounds:
    """The rectangle around rings."""
    points = [point for ring in rings for point in ring]
    across, down = [x for x, _ in points], [y for _, y in points]
    return Bounds(min(across), min(down), max(across), max(down))


def flat(rings: Iterable[Ring], latitude: float) -> list[list[tuple[float, float]]]:
    """Degrees as lengths, north up: longitudes are as short as they are at a latitude."""
    short = math.cos(math.radians(latitude))
    return [[(x * short, -y) for x, y in ring] for ring in rings]


def panels(things: Sequence[Bounds]) -> list[list[int]]:
    """Which things are drawn together, by their positions; what is largest first.

    All of them, unless some are so far away that most of the picture would be empty.
    """
    groups = _groups(things)
    boxes = [_around(things, group) for group in groups]
    close = [_around(boxes, cluster) for cluster in _clusters(boxes, 0.0)]
    longest = max(max(box.width, box.height) for box in close)
    clusters = _clusters(boxes, longest * _APART)
    around = [_around(boxes, cluster) for cluster in clusters]
    whole = _around(boxes, range(len(boxes)))
    filled = sum(box.width * box.height for box in around)
    if filled > _EMPTY * whole.width * whole.height:
        return [[*range(len(things))]]
    sizes = [box.width * box.height for box in around]
    order = sorted(range(len(clusters)), key=lambda n: -sizes[n])
    return [sorted(m for n in clusters[k] for m in groups[n]) for k in order]


def _groups(things: Sequence[Bounds]) -> list[list[int]]:
    """Things by themselves; where they are very many, neighbours together, so that few are compared."""
    if len(things) <= _CELLS**2:
        return [[n] for n in range(len(things))]
    whole = _around(things, range(len(things)))
    side = max(whole.width, whole.height) / _CELLS or 1.0
    cells: dict[tuple[int, int], list[int]] = {}
    for n, thing in enumerate(things):
        cell = int((thing.left - whole.left) / side), int((thing.top - whole.top) / side)
        cells.setdefault(cell, []).append(n)
    return [*cells.values()]


def _around(things: Sequence[Bounds], cluster: Iterable[int]) -> Bounds:
    first, *others = (things[n] for n in cluster)
    for other in others:
        first = first.joined(other)
    return first


def _clusters(things: Sequence[Bounds], least: float) -> list[list[int]]:
    """Things that are near each other: nearer than `least`, or than half of what they already span."""
    clusters = [[n] for n in range(len(things))]
    around = list(things)
    pairs = sorted((things[a].gap(things[b]), a, b) for a in range(len(things)) for b in range(a))
    of = [*range(len(things))]
    for gap, a, b in pairs:
        first, second = of[a], of[b]
        spans = [max(around[n].width, around[n].height) for n in (first, second)]
        if first == second or gap > max(least, _APART * max(spans)):
            continue
        around[first] = around[first].joined(around[second])
        clusters[first] += clusters[second]
        for n in clusters[second]:
            of[n] = first
        clusters[second] = []
    return [sorted(cluster) for cluster in clusters if cluster]


def thinned(rings: Iterable[Ring], least: float, most: int) -> list[Ring]:
    """Rings without the corners that are all but where the one before is.

    Of more than `most` that are left, corners are taken in even steps: an outline whose corners leap
    back and forth would else take as long as nobody waits.
    """
    kept = [_apart(ring, least) for ring in rings]
    step = -(-sum(map(len, kept)) // most)
    return [ring[::step] if len(ring) > step * _FEW else ring for ring in kept]


def _apart(ring: Ring, least: float) -> list[tuple[float, float]]:
    kept = [ring[0]]
    for point in ring[1:]:
        x, y = kept[-1]
        if abs(point[0] - x) + abs(point[1] - y) > least:
            kept.append(point)
    return kept


def fewer(ring: Ring, tolerance: float) -> list[tuple[float, float]]:
    """A ring without the corners that are nearer to the line without them (Douglas and Peucker).

    It is taken in stretches, whose ends stay: what that costs grows with the corners alone.
    """
    corners = [*ring]
    if len(corners) < _FEW:
        return corners
    closed = [*corners, corners[0]]
    far = max(range(len(corners)), key=lambda n: math.dist(corners[0], corners[n]))
    ends = sorted({0, far, *range(0, len(corners), _STRETCH), len(corners)})
    kept = {*ends}
    todo = [*pairwise(ends)]
    while todo:
        begin, end = todo.pop()
        distance, middle = _farthest(closed, begin, end)
        if distance > tolerance:
            kept.add(middle)
            todo += [(begin, middle), (middle, end)]
    return [closed[n] for n in sorted(kept) if n < len(corners)]


def _farthest(points: Ring, begin: int, end: int) -> tuple[float, int]:
    """How far the farthest point between two is from their line, and which it is."""
    (x0, y0), (x1, y1) = points[begin], points[end]
    across, down = x1 - x0, y1 - y0
    length = math.hypot(across, down)
    best, at = -1.0, begin
    for n in range(begin + 1, end):
        x, y = points[n][0] - x0, points[n][1] - y0
        distance = abs(x * down - y * across) / length if length else math.hypot(x, y)
        if distance > best:
            best, at = distance, n
    return best, at


def inside(rings: Iterable[Ring], y: float) -> list[tuple[float, float]]:
    """Where a level line is within rings: from and to, by pairs of crossings."""
    crossings = sorted(
        x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        for ring in rings
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y0 <= y) != (y1 <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))
