"""A chart drawn as SVG: real text, a title and a description, links, nothing that runs.

Colours are written as attributes of the light palette, so that the picture stands alone and prints;
a page's style sheet overrides them by class and so follows the reader's palette.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claim_manual.charts.chart import Box, Chart, Way
from claim_manual.charts.font import FAMILY, width
from claim_manual.charts.layout import Layout, Point, Size, layout
from claim_manual.charts.typeset import LINE, SIZE, Set, set_box, widest, wrap
from claim_manual.html import Html, text

_MARGIN = 4.0
_CHANGE_MARGIN = 14.0
_LABEL_WIDTH = 130.0
_ROUND = 7.0
_INK, _PETROL, _WASH, _PAPER, _WAY = "#1a2b33", "#0b4f5c", "#e3f0f1", "#ffffff", "#51626b"
_ROLE = f' class="cm-chart-role" fill="{_WAY}" font-size="{SIZE - 2:.0f}"'
_CHANGE = "#8a1f7a"
LEVEL_COLOURS = {
    "red": ("#a3151c", "#fdecec"),
    "amber": ("#7a4b00", "#fff3dc"),
    "green": ("#1c5f37", "#e7f4ec"),
}


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
    places = layout(chart, {key: set_text.size for key, set_text in boxes.items()}, sizes)
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
    pen = _Pen(is_paper)
    sizes = [label_size(lines) for lines in labels]
    kinds = {box.id: box.kind for box in chart.boxes}
    pieces = [
        _Piece(
            min(y for _, y in points),
            max(y for _, y in points),
            _way(way, points, kinds, boxes, places),
            solid=False,
        )
        for way, points in zip(chart.ways, places.ways, strict=True)
    ]
    pieces += [
        _Piece(
            middle[1] - size[1] / 2,
            middle[1] + size[1] / 2,
            _label(pen, lines, size, middle),
            solid=True,
        )
        for lines, size, middle in zip(labels, sizes, places.labels, strict=True)
        if middle
    ]
    for box in chart.boxes:
        y, half = places.boxes[box.id][1], boxes[box.id].size[1] / 2
        drawn = _box(pen, box, boxes[box.id], places.boxes[box.id])
        pieces.append(_Piece(y - half, y + half, drawn, solid=True, box=box.id))
    margin = _CHANGE_MARGIN if any(box.change for box in chart.boxes) else _MARGIN
    return Drawing(chart, tuple(pieces), _bounds(boxes, places, sizes, margin))


def svg(chart: Chart, *, is_paper: bool = False) -> Html:
    """The whole chart as an `<svg>` element on one line; ids begin with `cm-` and the chart's id."""
    picture = draw(chart, is_paper=is_paper)
    return _element(picture, picture.bounds[1], picture.bounds[3], "")


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
        f'aria-labelledby="{name}-title {name}-desc" viewBox="{_n(left)} {_n(top)} {_n(w)} {_n(h)}" '
        f'width="{_n(w * (scale or 1))}" height="{_n(h * (scale or 1))}" style="--cm-width: {_n(w)}px" font-family="\'{FAMILY}\', sans-serif" font-size="{_n(SIZE)}">'
        f'<title id="{name}-title">{text(title)}</title>'
        f'<desc id="{name}-desc">{text(description)}</desc>' + "".join(parts) + "</svg>"
    )


def _bounds(
    boxes: Mapping[str, Set], places: Layout, sizes: Sequence[Size], margin: float
) -> tuple[float, float, float, float]:
    corners = [(middle, boxes[key].size) for key, middle in places.boxes.items()]
    corners += [(middle, size) for middle, size in zip(places.labels, sizes, strict=True) if middle]
    corners += [(point, (4.0, 4.0)) for points in places.ways for point in points]
    xs = [x + side * w / 2 for (x, _), (w, _) in corners for side in (-1, 1)]
    ys = [y + side * h / 2 for (_, y), (_, h) in corners for side in (-1, 1)]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0").replace("-0.0", "0")


@dataclass(frozen=True)
class _Pen:
    """Writes lines of text around a middle; for paper from where each begins."""

    is_paper: bool

    def text(
        self, lines: Sequence[str], at: Point, *, extra: str = f' fill="{_INK}"', size: float = SIZE
    ) -> str:
        """Lines one below the other; `at` is their middle and the top of the first."""
        x, top = at
        rows = " ".join(
            f'<tspan x="{_n(self._start(line, x, size))}" y="{_n(top + LINE * (n + 0.74))}">'
            f"{text(line)}</tspan>"
            for n, line in enumerate(lines)
        )
        return f"<text{self._anchor}{extra}>{rows}</text>"

    def bold(self, words: str, at: Point, attributes: str) -> str:
        """A line of bold text; `at` is its middle and its base."""
        x = self._start(words, at[0], SIZE, "Bold")
        return (
            f'<text{self._anchor} font-weight="700"{attributes} x="{_n(x)}" y="{_n(at[1])}">'
            f"{text(words)}</text>"
        )

    @property
    def _anchor(self) -> str:
        return "" if self.is_paper else ' text-anchor="middle"'

    def _start(self, line: str, x: float, size: float, face: str = "Regular") -> float:
        return x - width(line, size, face) / 2 if self.is_paper else x


def _box(pen: _Pen, box: Box, set_text: Set, middle: Point) -> str:
    x, y = middle
    line, ground = LEVEL_COLOURS.get(
        box.level, (_PETROL, _WASH if box.kind in {"ask", "link"} else _PAPER)
    )
    paint = f'fill="{ground}" stroke="{line}" stroke-width="1.5"'
    top = y - LINE * (len(set_text.lines) + bool(box.level) + len(set_text.role)) / 2
    kind = "flat" if set_text.is_flat and box.kind == "ask" else box.kind
    shapes = _shape(kind, middle, set_text.size, paint)
    if box.level:
        shapes += _level(pen, box, (x, top), line)
        top += LINE
    shapes += pen.text(set_text.lines, (x, top))
    if set_text.role:
        below = top + LINE * len(set_text.lines)
        shapes += pen.text(set_text.role, (x, below), extra=_ROLE, size=SIZE - 2)
    if box.change:
        shapes += _change(box, middle, set_text.size)
    classes = f"cm-box cm-{box.kind}" + (f" cm-{box.level}" if box.level else "")
    group = f'<g class="{classes}" data-node="{text(box.id)}">{shapes}</g>'
    is_link = box.href and not pen.is_paper
    return f'<a href="{text(box.href)}">{group}</a>' if is_link else group


CHANGES = {"added": "+", "removed": "−", "changed": "~", "moved": "↕"}
"""What happened to a box, to the mark at its corner."""


def _change(box: Box, at: Point, size: Size) -> str:
    """A broken line around a box that is otherwise, and a mark that says how."""
    (x, y), (w, h) = at, size
    left, top = x - w / 2 - 4, y - h / 2 - 4
    return (
        f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(w + 8)}" height="{_n(h + 8)}" rx="6" '
        f'fill="none" stroke="{_CHANGE}" stroke-width="2.5" stroke-dasharray="7 4"/>'
        f'<circle cx="{_n(left + 4)}" cy="{_n(top + 4)}" r="10" fill="{_CHANGE}"/>'
        f'<text x="{_n(left + 4)}" y="{_n(top + 9)}" text-anchor="middle" fill="#ffffff" '
        f'font-size="15" font-weight="700">{CHANGES[box.change]}</text>'
    )


def _shape(kind: str, at: Point, size: Size, paint: str) -> str:
    (x, y), (w, h) = at, size
    left, top = _n(x - w / 2), _n(y - h / 2)
    if kind == "ask":
        corners = f"{_n(x)},{top} {_n(x + w / 2)},{_n(y)} {_n(x)},{_n(y + h / 2)} {left},{_n(y)}"
        return f'<polygon points="{corners}" {paint}/>'
    if kind == "flat":
        tip = min(14.0, h / 2)
        corners = f"M{_n(x - w / 2 + tip)} {top}h{_n(w - 2 * tip)}l{_n(tip)} {_n(h / 2)}l{_n(-tip)} {_n(h / 2)}h{_n(2 * tip - w)}l{_n(-tip)} {_n(-h / 2)}z"
        return f'<path d="{corners}" {paint}/>'
    if kind == "link":
        shape = f"M{left} {top}h{_n(w - 12)}l12 {_n(h / 2)}l-12 {_n(h / 2)}h{_n(12 - w)}z"
        return f'<path d="{shape}" {paint}/>'
    round_ = h / 2 if kind == "outcome" and h < 60 else 14 if kind == "outcome" else 4
    rect = (
        f'<rect x="{left}" y="{top}" width="{_n(w)}" height="{_n(h)}" rx="{_n(round_)}" {paint}/>'
    )
    if kind != "use":
        return rect
    sides = "".join(f"M{_n(x + side * (w / 2 - 7))} {top}v{_n(h)}" for side in (-1, 1))
    return rect + f'<path d="{sides}" fill="none" stroke="{_PETROL}" stroke-width="1.5"/>'


def _level(pen: _Pen, box: Box, at: Point, colour: str) -> str:
    """The level as mark and word, on the first line of the box."""
    x, top = at
    wide = width(box.level_text, SIZE, "Bold")
    mark_x, y = x - wide / 2 - 4, top + LINE / 2
    word = pen.bold(
        box.level_text, (x + 7, top + LINE * 0.74), f' fill="{colour}" class="cm-level"'
    )
    return f'<path class="cm-mark" d="{mark(box.level, mark_x, y)}" fill="{colour}"/>{word}'


def mark(level: str, x: float, y: float, r: float = 5.0) -> str:
    """The path of a level's mark around a point: triangle, diamond or disc."""
    match level:
        case "red":
            return (
                f"M{_n(x - r)} {_n(y + r * 0.8)}L{_n(x)} {_n(y - r)}L{_n(x + r)} {_n(y + r * 0.8)}z"
            )
        case "amber":
            return (
                f"M{_n(x - r)} {_n(y)}L{_n(x)} {_n(y - r)}L{_n(x + r)} {_n(y)}L{_n(x)} {_n(y + r)}z"
            )
        case _:
            k = r * 0.9
            return f"M{_n(x - k)} {_n(y)}a{_n(k)} {_n(k)} 0 1 0 {_n(2 * k)} 0a{_n(k)} {_n(k)} 0 1 0 {_n(-2 * k)} 0z"


def _label(pen: _Pen, lines: Sequence[str], size: Size, at: Point) -> str:
    (x, y), (w, h) = at, size
    return (
        f'<g class="cm-way-label"><rect x="{_n(x - w / 2)}" y="{_n(y - h / 2)}" width="{_n(w)}" '
        f'height="{_n(h)}" fill="{_PAPER}"/>{pen.text(lines, (x, y - LINE * len(lines) / 2))}</g>'
    )


def _way(
    way: Way,
    points: Sequence[Point],
    kinds: dict[str, str],
    boxes: Mapping[str, Set],
    places: Layout,
) -> str:
    line = list(points)
    for end, node in ((0, way.source), (-1, way.target)):
        if kinds.get(node) == "ask" and not boxes[node].is_flat:
            line[end] = _on_diamond(line[end], places.boxes[node], boxes[node].size)
    (px, py), (x, y) = line[-2], line[-1]
    dx, dy = _direction(x - px), _direction(y - py)
    line[-1] = (x - dx * 7, y - dy * 7)
    tip = (
        f"M{_n(x)} {_n(y)}L{_n(x - dx * 8 + dy * 4)} {_n(y - dy * 8 + dx * 4)}"
        f"L{_n(x - dx * 8 - dy * 4)} {_n(y - dy * 8 - dx * 4)}z"
    )
    return (
        f'<g class="cm-way" data-from="{text(way.source)}" data-to="{text(way.target)}"><path d="{_rounded(line)}" fill="none" stroke="{_WAY}" '
        f'stroke-width="1.5"/><path d="{tip}" fill="{_WAY}"/></g>'
    )


def _direction(far: float) -> int:
    return 0 if abs(far) < 0.5 else 1 if far > 0 else -1


def _on_diamond(point: Point, centre: Point, size: Size) -> Point:
    """Where a vertical line that ends on the box around a diamond meets the diamond itself."""
    (x, y), (cx, cy), (w, h) = point, centre, size
    if abs(abs(y - cy) - h / 2) > 1:
        reach = max(0.0, 1 - abs(y - cy) / (h / 2)) * w / 2
        return (cx + (reach if x > cx else -reach), y)
    reach = max(0.0, 1 - abs(x - cx) / (w / 2)) * h / 2
    return (x, cy + (reach if y > cy else -reach))


def _rounded(points: Sequence[Point]) -> str:
    """A path through the points with its corners rounded."""
    path = f"M{_n(points[0][0])} {_n(points[0][1])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        a, b = _toward(corner, before), _toward(corner, after)
        path += f"L{_n(a[0])} {_n(a[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(b[0])} {_n(b[1])}"
    return path + f"L{_n(points[-1][0])} {_n(points[-1][1])}"


def _toward(start: Point, end: Point) -> Point:
    (x, y), (ex, ey) = start, end
    far = max(abs(ex - x), abs(ey - y)) or 1.0
    step = min(_ROUND, far / 2) / far
    return (x + (ex - x) * step, y + (ey - y) * step)
