"""A chart drawn as SVG: real text, a title and a description, links, nothing that runs.

Each picture is one `<svg>` element on one line; a large one can be cut into several for paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claim_manual.charts.chart import Chart
from claim_manual.charts.font import FAMILY, width
from claim_manual.charts.layout import Layout, Size, layout
from claim_manual.charts.shapes import Pen, box_shapes, group_shapes, label_shapes, pixels, way_line
from claim_manual.charts.typeset import LINE, SIZE, Set, set_box, widest, wrap
from claim_manual.html import Html, text

_MARGIN = 4.0
_CHANGE_MARGIN = 14.0
_LABEL_WIDTH = 130.0


@dataclass(frozen=True)
class _Piece:
    """A part of the drawing, with the top and bottom of what it covers; `solid` is never cut.

    `box` is the id of the box that it is.
    """

    top: float
    bottom: float
    markup: str
    solid: bool
    box: str = ""


@dataclass(frozen=True)
class Drawing:
    """A chart drawn: its pieces and the rectangle they fill (left, top, right, bottom)."""

    chart: Chart
    pieces: tuple[_Piece, ...]
    bounds: tuple[float, float, float, float]

    @property
    def size(self) -> Size:
        """Width and height, in CSS pixels."""
        left, top, right, bottom = self.bounds
        return right - left, bottom - top


@lru_cache(maxsize=16)
def draw(chart: Chart, *, is_paper: bool = False) -> Drawing:
    """The chart laid out and drawn, for screens or for paper."""
    boxes = {box.id: set_box(box) for box in chart.boxes}
    labels = [wrap(way.label, _LABEL_WIDTH) for way in chart.ways]
    sizes = tuple(label_size(lines) for lines in labels)
    titles = {group.id: (width(group.title, SIZE) + 8, LINE) for group in chart.groups}
    sizes_of = {key: set_text.size for key, set_text in boxes.items()}
    places = layout(chart, sizes_of, sizes, titles)
    return drawing(chart, boxes, labels, places, is_paper=is_paper)


def label_size(lines: Sequence[str]) -> Size:
    """The size of what stands on a way."""
    return widest(lines) + 8, LINE * len(lines) + 2


def drawing(
    chart: Chart,
    boxes: Mapping[str, Set],
    labels: Sequence[Sequence[str]],
    places: Layout,
    *,
    is_paper: bool = False,
) -> Drawing:
    """The chart drawn: its boxes set, what stands on its ways, and where all of it is.

    For paper it has no links, which lead nowhere in a PDF, and each line of text is set from its
    beginning: WeasyPrint makes a picture of its own of every text that is centred.
    """
    pen = Pen(is_paper=is_paper)
    sizes = [label_size(lines) for lines in labels]
    pieces = (
        *_group_pieces(pen, chart, places),
        *_way_pieces(chart, boxes, places),
        *_label_pieces(pen, labels, sizes, places),
        *_box_pieces(pen, chart, boxes, places),
    )
    margin = _CHANGE_MARGIN if any(box.change for box in chart.boxes) else _MARGIN
    return Drawing(chart, pieces, _bounds(boxes, places, sizes, margin))


def _group_pieces(pen: Pen, chart: Chart, places: Layout) -> Iterator[_Piece]:
    for group in chart.groups:
        frame = places.groups.get(group.id)
        if frame:
            y, half = frame.middle[1], frame.size[1] / 2
            yield _Piece(y - half, y + half, group_shapes(pen, group.title, frame), solid=False)


def _way_pieces(chart: Chart, boxes: Mapping[str, Set], places: Layout) -> Iterator[_Piece]:
    kinds = {box.id: box.kind for box in chart.boxes}
    for way, points in zip(chart.ways, places.ways, strict=True):
        heights = [y for _, y in points]
        line = way_line(way, points, kinds, boxes, places)
        yield _Piece(min(heights), max(heights), line, solid=False)


def _label_pieces(
    pen: Pen, labels: Sequence[Sequence[str]], sizes: Sequence[Size], places: Layout
) -> Iterator[_Piece]:
    for lines, size, middle in zip(labels, sizes, places.labels, strict=True):
        if middle:
            y, half = middle[1], size[1] / 2
            yield _Piece(y - half, y + half, label_shapes(pen, lines, size, middle), solid=True)


def _box_pieces(
    pen: Pen, chart: Chart, boxes: Mapping[str, Set], places: Layout
) -> Iterator[_Piece]:
    for box in chart.boxes:
        middle, set_text = places.boxes[box.id], boxes[box.id]
        y, half = middle[1], set_text.size[1] / 2
        shapes = box_shapes(pen, box, set_text, middle)
        yield _Piece(y - half, y + half, shapes, solid=True, box=box.id)


def svg(chart: Chart, *, is_paper: bool = False) -> Html:
    """The whole chart as an `<svg>` element on one line; ids begin with `cm-` and the chart's id."""
    return whole(draw(chart, is_paper=is_paper))


def whole(picture: Drawing, suffix: str = "") -> Html:
    """A drawing as one `<svg>` element; `suffix` parts its ids from another's of the same chart."""
    return _element(picture, picture.bounds[1], picture.bounds[3], suffix)


@dataclass(frozen=True)
class Cut:
    """A part of a drawing that is as wide as the whole, its height as it is shown, and the ids of
    the boxes in it.
    """

    drawn: Html
    height: float
    boxes: frozenset[str]


def cuts(picture: Drawing, height: float, scale: float) -> list[Cut]:
    """A drawing cut between its boxes into pictures no higher than `height`, where that can be.

    They are shown `scale` times as large as they are drawn. Each is called by title and
    description together, which is what a PDF keeps.
    """
    _, top, _, bottom = picture.bounds
    starts = [top]
    while bottom - starts[-1] > height:
        cut = _cut_before(picture, starts[-1], starts[-1] + height)
        if cut is None:
            break
        starts.append(cut)
    ends = [*starts[1:], bottom]
    return [
        Cut(
            _element(picture, start, end, f"-{n}" if n else "", scale),
            (end - start) * scale,
            frozenset(
                piece.box for piece in picture.pieces if piece.box and start <= piece.top < end
            ),
        )
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _cut_before(picture: Drawing, start: float, limit: float) -> float | None:
    """The lowest line above `limit`, and well below `start`, that crosses no box and no label."""
    solid = [piece for piece in picture.pieces if piece.solid]
    line = limit
    while line > start + 100:
        crossed = [piece for piece in solid if piece.top - 10 < line < piece.bottom + 3]
        if not crossed:
            return line
        line = min(piece.top for piece in crossed) - 10
    return None


def _element(
    picture: Drawing, top: float, bottom: float, suffix: str, scale: float | None = None
) -> Html:
    left, _, right, _ = picture.bounds
    w, h = right - left, bottom - top
    name = f"cm-{text(picture.chart.id)}{suffix}"
    title, description = picture.chart.title, picture.chart.description
    if scale is not None:
        title = f"{title}. {description}"
    parts = [piece.markup for piece in picture.pieces if piece.bottom > top and piece.top < bottom]
    return Html(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cm-chart" role="group" '
        f'aria-labelledby="{name}-title {name}-desc" viewBox="{pixels(left)} {pixels(top)} {pixels(w)} {pixels(h)}" '
        f'width="{pixels(w * (scale or 1))}" height="{pixels(h * (scale or 1))}" font-family="\'{FAMILY}\', sans-serif" font-size="{pixels(SIZE)}">'
        f'<title id="{name}-title">{text(title)}</title>'
        f'<desc id="{name}-desc">{text(description)}</desc>' + "".join(parts) + "</svg>"
    )


def _bounds(
    boxes: Mapping[str, Set], places: Layout, sizes: Sequence[Size], margin: float
) -> tuple[float, float, float, float]:
    corners = [(middle, boxes[key].size) for key, middle in places.boxes.items()]
    corners += [(middle, size) for middle, size in zip(places.labels, sizes, strict=True) if middle]
    corners += [(frame.middle, frame.size) for frame in places.groups.values()]
    corners += [(point, (4.0, 4.0)) for points in places.ways for point in points]
    xs = [x + side * w / 2 for (x, _), (w, _) in corners for side in (-1, 1)]
    ys = [y + side * h / 2 for (_, y), (_, h) in corners for side in (-1, 1)]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin
