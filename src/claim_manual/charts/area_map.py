"""A map of areas, drawn as SVG from their shapes; how many are there stands in each that has room.

As on tile maps (`tiles`), areas with none, one and several differ without colours: hatched, light
and dark. What is far away from the rest is a picture of its own in a frame, so that no paper is
empty. The picture stays small whatever the shapes are made of (ADR 49).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claim_manual.charts import outlines
from claim_manual.charts.font import FAMILY, width
from claim_manual.charts.outlines import Bounds, Ring
from claim_manual.charts.shapes import pixels
from claim_manual.charts.tiles import INK, PAPER, PETROL, TILE, WASH, WIDE, kind_of_count
from claim_manual.charts.typeset import SIZE
from claim_manual.html import Html, text

HIGH, BESIDE = 520.0, 150.0
"""How high the largest panel may be, and each further one."""
MOST = 90_000
"""So many characters of outlines at most: they are made simpler until that holds."""
_TOLERANCE, _COARSER, _COARSEST = 0.3, 1.6, 30.0
_EDGE, _GAP, _ROOM = 6.0, 10.0, 8.0
_CORNERS, _OF_ONE = 150_000, 150
"""So many corners are looked at, all areas together, and of one at least."""
_LEAST = 1.5
"""An island smaller than this is not drawn, unless the area has none that is larger."""
_LEVELS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75, 0.15, 0.85)
"""Where numbers are tried, from the middle of an area on."""
_SMALL = SIZE - 2
_FILLS = {"one": WASH, "several": PETROL}


@dataclass(frozen=True)
class AreaShape:
    """An area: its name, how many are there, and its outlines in degrees."""

    name: str
    count: int
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class AreaMap:
    """A map; `legend` says what an area with none, with one and with several is."""

    id: str
    title: str
    description: str
    shapes: tuple[AreaShape, ...]
    legend: tuple[str, str, str]


def area_map_svg(map_: AreaMap) -> Html:
    """The map as an `<svg>` element on one line; ids begin with `cm-` and the map's id."""
    name = f"cm-{text(map_.id)}"
    fills = {"none": f"url(#{name}-none)", **_FILLS}
    pieces, top = _legend(map_.legend, fills)
    laid, bottom = _laid(map_.shapes, top + _ROOM)
    for panel in laid:
        pieces += panel.frame()
    pieces += _drawn(laid, fills)
    # The pattern is as wide as it is high, so that it stays the same on every scale.
    hatch = (
        f'<defs><pattern id="{name}-none" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<path d="M0 0h5v5H0z" fill="{PAPER}" class="cm-map-paper"/>'
        f'<path d="M-1 1l2-2M0 5l5-5M4 6l2-2" stroke="{PETROL}" stroke-width=".6" '
        f'class="cm-map-hatch"/></pattern></defs>'
    )
    return Html(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cm-tiles cm-map" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {pixels(WIDE)} {pixels(bottom)}" '
        f'width="{pixels(WIDE)}" height="{pixels(bottom)}" '
        f'font-family="\'{FAMILY}\', sans-serif" font-size="{pixels(SIZE)}">'
        f'<title id="{name}-title">{text(map_.title)}</title>'
        f'<desc id="{name}-desc">{text(map_.description)}</desc>{hatch}{"".join(pieces)}</svg>'
    )


@dataclass(frozen=True)
class _Panel:
    """Areas that are drawn together, in the pixels of the picture."""

    around: Bounds
    shapes: tuple[tuple[AreaShape, list[list[tuple[float, float]]]], ...]
    is_framed: bool

    def frame(self) -> Iterator[str]:
        if self.is_framed:
            box = self.around
            yield (
                f'<path d="M{pixels(box.left)} {pixels(box.top)}h{pixels(box.width)}'
                f'v{pixels(box.height)}h-{pixels(box.width)}z" fill="none" stroke="{PETROL}" '
                f'stroke-width=".7" class="cm-map-frame"/>'
            )


def _laid(shapes: Sequence[AreaShape], top: float) -> tuple[list[_Panel], float]:
    """The panels one below the other, and where they end."""
    if not shapes:
        return [], top
    around = outlines.bounds(ring for shape in shapes for ring in shape.rings)
    middle = (around.top + around.bottom) / 2
    flat = [outlines.flat(shape.rings, middle) for shape in shapes]
    clusters = outlines.panels([outlines.bounds(rings) for rings in flat])
    laid = []
    for n, cluster in enumerate(clusters):
        panel = _panel([shapes[m] for m in cluster], top, HIGH if n == 0 else BESIDE, n > 0)
        laid.append(panel)
        top = panel.around.bottom + _GAP
    return laid, top - _GAP + 1


def _panel(shapes: list[AreaShape], top: float, high: float, is_framed: bool) -> _Panel:  # noqa: FBT001
    """Areas put into the width of the picture, with a height of `high` at most."""
    rings = [ring for shape in shapes for ring in shape.rings]
    ground = outlines.bounds(rings)
    latitude = (ground.top + ground.bottom) / 2
    box = outlines.bounds(outlines.flat(rings, latitude))
    edge = _EDGE if is_framed else 1.0
    scale = min((WIDE - 2 * edge) / max(box.width, 1e-9), (high - 2 * edge) / max(box.height, 1e-9))
    left = (WIDE - box.width * scale) / 2
    down = top + edge
    placed = tuple(
        (
            shape,
            [
                [(left + (x - box.left) * scale, down + (y - box.top) * scale) for x, y in ring]
                for ring in outlines.flat(shape.rings, latitude)
            ],
        )
        for shape in shapes
    )
    bottom = down + box.height * scale + edge
    sides = (1.0, WIDE - 1) if is_framed else (left, left + box.width * scale)
    return _Panel(Bounds(sides[0], top, sides[1], bottom), placed, is_framed)


def _drawn(panels: Sequence[_Panel], fills: dict[str, str]) -> Iterator[str]:
    """Areas by kind; those with the strongest outline last, so that no neighbour hides it."""
    placed = [one for panel in panels for one in panel.shapes]
    areas = _simplified([rings for _, rings in placed])
    for kind, fill in fills.items():
        rows = [
            (shape, rings)
            for (shape, _), rings in zip(placed, areas, strict=True)
            if kind_of_count(shape.count) == kind
        ]
        if rows:
            yield (
                f'<g class="cm-tile cm-tile--{kind}" fill="{fill}" fill-rule="evenodd" '
                f'stroke="{PAPER if kind == "several" else PETROL}" stroke-width=".6" '
                f'stroke-linejoin="round">'
            )
            yield from (_area(shape, rings) for shape, rings in rows)
            yield f'</g><g class="cm-tile cm-tile--{kind}">'
            yield from (_count(shape, rings, kind) for shape, rings in rows)
            yield "</g>"


def _area(shape: AreaShape, rings: Sequence[Ring]) -> str:
    name = text(f"{shape.name}: {shape.count}")
    return f'<path d="{_path(rings)}"><title>{name}</title></path>'


def _count(shape: AreaShape, rings: Sequence[Ring], kind: str) -> str:
    """How many are there, where the area has room for it."""
    number = str(shape.count)
    place = _room(rings, width(number, _SMALL))
    return _number(number, *place, kind) if place else ""


def _number(number: str, x: float, y: float, kind: str) -> str:
    """A number around a place; on hatching with paper behind it."""
    ink = PAPER if kind == "several" else INK
    wide = width(number, _SMALL) + 3
    behind = (
        f'<path d="M{pixels(x - wide / 2)} {pixels(y - _SMALL / 2)}h{pixels(wide)}'
        f'v{_SMALL:.0f}h-{pixels(wide)}z" fill="{PAPER}" class="cm-map-paper"/>'
    )
    return (
        f'{behind if kind == "none" else ""}<text x="{pixels(x)}" '
        f'y="{pixels(y + _SMALL * 0.36)}" text-anchor="middle" font-size="{_SMALL:.0f}" '
        f'fill="{ink}">{number}</text>'
    )


def _room(rings: Sequence[Ring], wide: float) -> tuple[float, float] | None:
    """The middle of the widest place within an outline that has room for a number, near its middle."""
    box = outlines.bounds(rings)
    half = _SMALL * 0.45
    best, place = wide + 1, None
    for share in _LEVELS:
        y = box.top + box.height * share
        spans = [outlines.inside(rings, level) for level in (y - half, y, y + half)]
        for begin, end in _common(spans):
            if end - begin > best + 1:
                best, place = end - begin, ((begin + end) / 2, y)
    return place


def _common(spans: Sequence[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """What is within a span on every level; those of a level stand in order."""
    first, *others = spans
    for other in others:
        both, n, m = [], 0, 0
        while n < len(first) and m < len(other):
            begin, end = max(first[n][0], other[m][0]), min(first[n][1], other[m][1])
            if begin < end:
                both.append((begin, end))
            if first[n][1] < other[m][1]:
                n += 1
            else:
                m += 1
        first = both
    return first


def _simplified(areas: Sequence[Sequence[Ring]]) -> Sequence[Sequence[Ring]]:
    """The outlines of each area, as simple as they have to be to fit together."""
    tolerance = _TOLERANCE
    areas = _thinned(areas, tolerance / 2, _CORNERS)
    while True:
        areas = [_simpler(rings, tolerance) for rings in areas]
        if sum(len(_path(rings)) for rings in areas) <= MOST:
            return areas
        if tolerance > _COARSEST:  # what leaps back and forth, and is no outline of anything
            return _thinned(areas, tolerance, MOST // 10)
        tolerance *= _COARSER


def _thinned(
    areas: Sequence[Sequence[Ring]], least: float, corners: int
) -> Sequence[Sequence[Ring]]:
    """The outlines of each area with its share of so many corners."""
    sizes = [sum(map(len, rings)) for rings in areas]
    share = corners / max(sum(sizes), 1)
    return [
        outlines.thinned(rings, least, max(int(share * size), _OF_ONE))
        for rings, size in zip(areas, sizes, strict=True)
    ]


def _path(rings: Sequence[Ring]) -> str:
    return "".join(map(_ring, rings))


def _simpler(rings: Sequence[Ring], tolerance: float) -> list[Ring]:
    """Outlines with fewer corners; of those that are too small to be seen only the largest is left."""
    boxes = [outlines.bounds([ring]) for ring in rings]
    sizes = [max(box.width, box.height) for box in boxes]
    largest = max(sizes)
    least = min(max(_LEAST, 4 * tolerance), largest)
    return [
        outlines.fewer(ring, tolerance)
        for ring, size in zip(rings, sizes, strict=True)
        if size >= least
    ]


def _ring(ring: Ring) -> str:
    """A ring as a path, in tenths of a pixel."""
    corners = [(round(x * 10), round(y * 10)) for x, y in ring]
    corners = [point for n, point in enumerate(corners) if n == 0 or point != corners[n - 1]]
    if len(corners) < 3:
        x, y = corners[0]
        corners = [(x - 7, y - 7), (x + 7, y - 7), (x + 7, y + 7), (x - 7, y + 7)]
    (x, y), *others = corners
    steps = []
    for to_x, to_y in others:
        steps.append(_step(to_x - x, to_y - y))
        x, y = to_x, to_y
    return f"M{_tenths(corners[0][0])} {_tenths(corners[0][1])}{''.join(steps)}z"


def _step(across: int, down: int) -> str:
    if not down:
        return f"h{_tenths(across)}"
    if not across:
        return f"v{_tenths(down)}"
    return f"l{_tenths(across)} {_tenths(down)}".replace(" -", "-")


def _tenths(number: int) -> str:
    """A number of tenths as SVG needs it: -.5 for -5."""
    sign, number = ("-" if number < 0 else ""), abs(number)
    whole, tenth = divmod(number, 10)
    return f"{sign}{whole or ('' if tenth else 0)}{f'.{tenth}' if tenth else ''}"


def _legend(words: Sequence[str], fills: dict[str, str]) -> tuple[list[str], float]:
    """What the kinds of areas are, one below the other."""
    shapes: list[str] = []
    top = 0.0
    for count, said in enumerate(words):
        kind = kind_of_count(count)
        number = _number("2+" if kind == "several" else str(count), 11.0, top + 11, kind)
        shapes.append(
            f'<g class="cm-tile cm-tile--{kind}"><path d="M.5 {pixels(top + 0.5)}h21v21h-21z" '
            f'fill="{fills[kind]}" stroke="{PETROL}"/>{number}</g>'
            f'<text x="{pixels(TILE + _ROOM)}" y="{pixels(top + TILE * 0.72)}" '
            f'fill="{INK}">{text(said)}</text>'
        )
        top += TILE + 4
    return shapes, top
