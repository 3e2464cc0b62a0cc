"""A tile map, drawn as SVG: a square for each thing, arranged under the heads of groups.

Each square has its number in it, and an outline or a mark of its own: nobody needs colours to read
it. Colours are written for paper; a page's style sheet overrides them by class (as in bars.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claim_manual.charts.font import FAMILY, width
from claim_manual.charts.shapes import pixels
from claim_manual.charts.typeset import LINE, SIZE
from claim_manual.html import Html, text

WIDE = 312.0
"""As wide as it is drawn, in CSS pixels: the type stays readable on a telephone."""
TILE, STEP = 22.0, 26.0
"""The side of a square, and from one to the next."""
ROW = int(WIDE // STEP)
"""Squares in a row."""
_GAP, _ROOM, _BESIDE = 8.0, 8.0, 16.0
_BOLD = 1.12
"""How much wider heads are than other words, at most."""
INK, PETROL, WASH, PAPER = "#1a2b33", "#0b4f5c", "#bcd9dd", "#ffffff"
_KINDS = ("none", "one", "several")


@dataclass(frozen=True)
class Tile:
    """A square: what it stands for, and how many are there."""

    name: str
    count: int

    @property
    def kind(self) -> str:
        """Whether there are none, one or several."""
        return kind_of_count(self.count)


def kind_of_count(count: int) -> str:
    """Whether these are none, one or several."""
    return _KINDS[min(count, 2)]


@dataclass(frozen=True)
class TileGroup:
    """Squares under a head; one that is empty says nothing."""

    label: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class TileMap:
    """A tile map; `legend` says what a square with none, with one and with several is."""

    id: str
    title: str
    description: str
    groups: tuple[TileGroup, ...]
    legend: tuple[str, str, str]


def tiles_svg(tiles: TileMap) -> Html:
    """The map as an `<svg>` element on one line; ids begin with `cm-` and the map's id."""
    shapes, top = _legend(tiles.legend)
    for band in _bands(tiles.groups):
        left, below = 0.0, top
        for group in band:
            group_shapes, bottom = _group(group, left, top + _GAP)
            shapes += group_shapes
            left += _width(group) + _BESIDE
            below = max(below, bottom)
        top = below
    name = f"cm-{text(tiles.id)}"
    return Html(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cm-tiles" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {pixels(WIDE)} {pixels(top)}" '
        f'width="{pixels(WIDE)}" height="{pixels(top)}" '
        f'font-family="\'{FAMILY}\', sans-serif" font-size="{pixels(SIZE)}">'
        f'<title id="{name}-title">{text(tiles.title)}</title>'
        f'<desc id="{name}-desc">{text(tiles.description)}</desc>{"".join(shapes)}</svg>'
    )


def _legend(words: Sequence[str]) -> tuple[list[str], float]:
    """What the kinds of squares are, side by side where there is room."""
    shapes: list[str] = []
    left, top = 0.0, 0.0
    for count, said in enumerate(words):
        long = TILE + _ROOM + width(said, SIZE) * 1.06
        if left and left + long > WIDE:
            left, top = 0.0, top + STEP
        shapes += _tile(Tile("", count), left, top, "2+" if count == len(words) - 1 else "")
        shapes.append(_words(said, left + TILE + _ROOM, top + TILE * 0.72))
        left += long + 2 * _ROOM
    return shapes, top + STEP


def _bands(groups: Sequence[TileGroup]) -> list[list[TileGroup]]:
    """Groups one below the other; small ones side by side as far as there is room."""
    bands: list[list[TileGroup]] = []
    left = WIDE + 1
    for group in groups:
        if left + _width(group) > WIDE:
            bands.append([])
            left = 0.0
        bands[-1].append(group)
        left += _width(group) + _BESIDE
    return bands


def _width(group: TileGroup) -> float:
    """The room that a group takes."""
    return max(width(group.label, SIZE) * _BOLD, min(len(group.tiles), ROW) * STEP)


def _group(group: TileGroup, left: float, top: float) -> tuple[list[str], float]:
    """The shapes of a group, and where it ends."""
    shapes: list[str] = []
    if group.label:
        shapes.append(_words(group.label, left, top + LINE * 0.74, is_head=True))
        top += LINE + 4
    for n, tile in enumerate(group.tiles):
        row, column = divmod(n, ROW)
        shapes += _tile(tile, left + column * STEP, top + row * STEP)
    return shapes, top + -(-len(group.tiles) // ROW) * STEP


def _tile(tile: Tile, left: float, top: float, written: str = "") -> Iterator[str]:
    """A square: dashed without any, filled with one, dark and with a cut corner with several."""
    name = f"<title>{text(f'{tile.name}: {tile.count}')}</title>" if tile.name else ""
    fill = {"none": PAPER, "one": WASH, "several": PETROL}[tile.kind]
    dash = ' stroke-dasharray="3 2"' if tile.kind == "none" else ""
    middle = left + TILE / 2
    yield (
        f'<g class="cm-tile cm-tile--{tile.kind}">{name}<rect x="{pixels(left + 0.5)}" '
        f'y="{pixels(top + 0.5)}" width="{pixels(TILE - 1)}" height="{pixels(TILE - 1)}" '
        f'fill="{fill}" stroke="{PETROL}"{dash}/>'
    )
    if tile.kind == "several":
        yield (
            f'<path d="M{pixels(left + TILE - 7)} {pixels(top + 2)}h5v5z" fill="{PAPER}" '
            f'class="cm-tile-mark"/>'
        )
    ink = PAPER if tile.kind == "several" else INK
    yield (
        f'<text x="{pixels(middle)}" y="{pixels(top + TILE * 0.72)}" text-anchor="middle" '
        f'font-size="{SIZE - 2:.0f}" fill="{ink}">{text(written or str(tile.count))}</text></g>'
    )


def _words(words: str, x: float, y: float, *, is_head: bool = False) -> str:
    weight = ' font-weight="700"' if is_head else ""
    return f'<text x="{pixels(x)}" y="{pixels(y)}" fill="{INK}"{weight}>{text(words)}</text>'
