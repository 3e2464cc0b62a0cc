"""Outlines on the ground as lines on a picture: flattened, put into panels, made of fewer corners."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Ring = Sequence[tuple[float, float]]
_APART = 0.5
"""So much of the longer side of a panel is empty between it and what stands in another."""
_EMPTY = 0.4
"""Where all panels together fill less of the picture than this, each is drawn by itself."""


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
    close = [_around(things, cluster) for cluster in _clusters(things, 0.0)]
    longest = max(max(box.width, box.height) for box in close)
    clusters = _clusters(things, longest * _APART)
    around = [_around(things, cluster) for cluster in clusters]
    whole = _around(things, range(len(things)))
    filled = sum(one.width * one.height for one in around)
    if filled > _EMPTY * whole.width * whole.height:
        return [[*range(len(things))]]
    sizes = [one.width * one.height for one in around]
    order = sorted(range(len(clusters)), key=lambda n: -sizes[n])
    return [clusters[n] for n in order]


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


def fewer(ring: Ring, tolerance: float) -> list[tuple[float, float]]:
    """A ring without the corners that are nearer to the line without them (Douglas and Peucker)."""
    corners = [*ring]
    if len(corners) < 4:
        return corners
    far = max(range(len(corners)), key=lambda n: math.dist(corners[0], corners[n]))
    closed = [*corners, corners[0]]
    kept = {0, far, len(corners)}
    todo = [(0, far), (far, len(corners))]
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
