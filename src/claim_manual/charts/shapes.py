"""The shapes of a chart as SVG: boxes, ways and what stands on them, marks, lines of text.

Colours are written as attributes of the light palette, so that a picture stands alone and prints; a
page's style sheet overrides them by class and so follows the reader's palette.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claim_manual.charts.chart import Arrow, Box
from claim_manual.charts.font import width
from claim_manual.charts.layout import Frame, Layout, Point, Size
from claim_manual.charts.typeset import LINE, MARKED, SIZE, Set, wrap
from claim_manual.html import text

_ROUND = 7.0
_INK, _PETROL, _WASH, _PAPER, _WAY = "#1a2b33", "#0b4f5c", "#e3f0f1", "#ffffff", "#51626b"
_ROLE = f' class="cm-chart-role" fill="{_WAY}"'
_SMALL = SIZE - 2
"""The size of roles on paper; on screens nothing is smaller than the rest."""
_CHANGE = "#8a1f7a"
_WASHED = frozenset({"ask", "link", "parallel", "join"})
_SHAPE_OF = {"parallel": "flat", "join": "flat", "told": "link", "done": "outcome"}
"""Kinds of boxes that are drawn in the shape of another: hexagons, and what points onward."""
LEVEL_COLOURS = {
    "red": ("#a3151c", "#fdecec"),
    "amber": ("#7a4b00", "#fff3dc"),
    "green": ("#1c5f37", "#e7f4ec"),
}
CHANGES = {"added": "+", "removed": "−", "changed": "~", "moved": "↕"}
"""What happened to a box, to the mark at its corner."""


def pixels(number: float) -> str:
    """A length or a coordinate in CSS pixels, to a tenth."""
    return f"{number:.1f}".removesuffix(".0").replace("-0.0", "0")


@dataclass(frozen=True)
class Pen:
    """Writes lines of text around a middle; for paper from where each begins."""

    is_paper: bool

    def text(
        self, lines: Sequence[str], at: Point, *, extra: str = f' fill="{_INK}"', size: float = SIZE
    ) -> str:
        """Lines one below the other; `at` is their middle and the top of the first."""
        x, top = at
        rows = " ".join(
            f'<tspan x="{pixels(self._start(line, x, size))}" y="{pixels(top + LINE * (n + 0.74))}">'
            f"{text(line)}</tspan>"
            for n, line in enumerate(lines)
        )
        return f"<text{self._anchor}{extra}>{rows}</text>"

    def bold(self, words: str, at: Point, attributes: str) -> str:
        """A line of bold text; `at` is its middle and its base."""
        x = self._start(words, at[0], SIZE, "Bold")
        return (
            f'<text{self._anchor} font-weight="700"{attributes} x="{pixels(x)}" y="{pixels(at[1])}">'
            f"{text(words)}</text>"
        )

    @property
    def _anchor(self) -> str:
        return "" if self.is_paper else ' text-anchor="middle"'

    def _start(self, line: str, x: float, size: float, face: str = "Regular") -> float:
        return x - width(line, size, face) / 2 if self.is_paper else x


def box_shapes(pen: Pen, box: Box, set_text: Set, middle: Point) -> str:
    """A box with its level, text and role; a link where it leads somewhere and is on a screen."""
    x, y = middle
    outline, fill = LEVEL_COLOURS.get(
        box.level, (_PETROL, _WASH if box.kind in _WASHED else _PAPER)
    )
    paint = f'fill="{fill}" stroke="{outline}" stroke-width="1.5"'
    is_marked = bool(box.level or box.kind in MARKED)
    top = y - LINE * (len(set_text.lines) + is_marked + len(set_text.role)) / 2
    kind = "flat" if set_text.is_flat and box.kind == "ask" else _SHAPE_OF.get(box.kind, box.kind)
    shapes = _shape(kind, middle, set_text.size, paint)
    if box.level:
        shapes += _level(pen, box, (x, top), outline)
        top += LINE
    elif box.kind in MARKED:
        shapes += _event(box.kind, (x, top + LINE / 2))
        top += LINE
    shapes += pen.text(set_text.lines, (x, top))
    if set_text.role:
        below = top + LINE * len(set_text.lines)
        extra = f'{_ROLE} font-size="{_SMALL:.0f}"' if pen.is_paper else _ROLE
        size = _SMALL if pen.is_paper else SIZE
        shapes += pen.text(set_text.role, (x, below), extra=extra, size=size)
    if box.change:
        shapes += _change(box, middle, set_text.size)
    classes = f"cm-box cm-{box.kind}" + (f" cm-{box.level}" if box.level else "")
    group = f'<g class="{classes}" data-node="{text(box.id)}">{shapes}</g>'
    return group if pen.is_paper else _link(box, group)


def _link(box: Box, group: str) -> str:
    """A box that leads somewhere; to steps of the same page links stand as words beside a chart,
    and nobody has to step through all boxes with the keyboard.
    """
    if not box.href:
        return group
    unstopped = ' tabindex="-1"' if box.href.startswith("#n-") else ""
    return f'<a href="{text(box.href)}"{unstopped}>{group}</a>'


def _change(box: Box, at: Point, size: Size) -> str:
    """A broken line around a box that is otherwise, and a mark that says how."""
    (x, y), (w, h) = at, size
    left, top = x - w / 2 - 4, y - h / 2 - 4
    return (
        f'<rect x="{pixels(left)}" y="{pixels(top)}" width="{pixels(w + 8)}" height="{pixels(h + 8)}" rx="6" '
        f'fill="none" stroke="{_CHANGE}" stroke-width="2.5" stroke-dasharray="7 4"/>'
        f'<circle cx="{pixels(left + 4)}" cy="{pixels(top + 4)}" r="10" fill="{_CHANGE}"/>'
        f'<text x="{pixels(left + 4)}" y="{pixels(top + 9)}" text-anchor="middle" fill="#ffffff" '
        f'font-size="15" font-weight="700">{CHANGES[box.change]}</text>'
    )


def _shape(kind: str, at: Point, size: Size, paint: str) -> str:
    (x, y), (w, h) = at, size
    left, top = pixels(x - w / 2), pixels(y - h / 2)
    if kind == "ask":
        corners = f"{pixels(x)},{top} {pixels(x + w / 2)},{pixels(y)} {pixels(x)},{pixels(y + h / 2)} {left},{pixels(y)}"
        return f'<polygon points="{corners}" {paint}/>'
    if kind in {"flat", "link"}:
        return f'<polygon points="{_corners(kind, at, size)}" {paint}/>'
    if kind == "wait":
        inner = f'<path d="M{pixels(x - w / 2 + 9)} {pixels(y - h / 2 + 4)}h{pixels(w - 18)}M{pixels(x - w / 2 + 9)} {pixels(y + h / 2 - 4)}h{pixels(w - 18)}" fill="none" stroke="{_PETROL}" stroke-width="1.2"/>'
        return _rect(at, size, 9, paint) + inner
    radius = h / 2 if kind == "outcome" and h < 60 else 14 if kind == "outcome" else 4
    rect = _rect(at, size, radius, paint)
    if kind != "use":
        return rect
    sides = "".join(f"M{pixels(x + side * (w / 2 - 7))} {top}v{pixels(h)}" for side in (-1, 1))
    return rect + f'<path d="{sides}" fill="none" stroke="{_PETROL}" stroke-width="1.5"/>'


def _rect(at: Point, size: Size, radius: float, paint: str) -> str:
    (x, y), (w, h) = at, size
    return (
        f'<rect x="{pixels(x - w / 2)}" y="{pixels(y - h / 2)}" width="{pixels(w)}" '
        f'height="{pixels(h)}" rx="{pixels(radius)}" {paint}/>'
    )


def _event(kind: str, at: Point) -> str:
    """The mark of BPMN above what a box says: a plus, a clock, an exclamation mark in a ring."""
    x, y = pixels(at[0]), pixels(at[1])
    ring = f"M{pixels(at[0] - 7)} {y}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z"
    drawn = {
        "wait": f"{ring}M{x} {pixels(at[1] - 4)}V{y}l3.5 2",
        "told": f"{ring}M{x} {pixels(at[1] - 4)}v5M{x} {pixels(at[1] + 3)}v1.2",
    }.get(kind, f"M{pixels(at[0] - 6)} {y}h12M{x} {pixels(at[1] - 6)}v12")
    width = "2.5" if kind in {"parallel", "join"} else "1.6"
    return (
        f'<path class="cm-event" d="{drawn}" fill="none" stroke="{_PETROL}" '
        f'stroke-width="{width}"/>'
    )


def _corners(kind: str, at: Point, size: Size) -> str:
    """The corners of a hexagon, or of a connector, which points to the right."""
    (x, y), (w, h) = at, size
    left, right, top, bottom = x - w / 2, x + w / 2, y - h / 2, y + h / 2
    tip = min(14.0, h / 2) if kind == "flat" else 12.0
    start = [(left + tip, bottom), (left, y), (left + tip, top)]
    points = [(right - tip, top), (right, y), (right - tip, bottom)]
    points += start if kind == "flat" else [(left, bottom), (left, top)]
    return " ".join(f"{pixels(px)},{pixels(py)}" for px, py in points)


def _level(pen: Pen, box: Box, at: Point, colour: str) -> str:
    """The level as mark and word, on the first line of the box."""
    x, top = at
    word_width = width(box.level_text, SIZE, "Bold")
    mark_x, y = x - word_width / 2 - 4, top + LINE / 2
    word = pen.bold(
        box.level_text, (x + 7, top + LINE * 0.74), f' fill="{colour}" class="cm-level"'
    )
    return f'<path class="cm-mark" d="{mark(box.level, mark_x, y)}" fill="{colour}"/>{word}'


def mark(level: str, x: float, y: float, r: float = 5.0) -> str:
    """The path of a level's mark around a point: triangle, diamond or disc."""
    match level:
        case "red":
            return f"M{pixels(x - r)} {pixels(y + r * 0.8)}L{pixels(x)} {pixels(y - r)}L{pixels(x + r)} {pixels(y + r * 0.8)}z"
        case "amber":
            return f"M{pixels(x - r)} {pixels(y)}L{pixels(x)} {pixels(y - r)}L{pixels(x + r)} {pixels(y)}L{pixels(x)} {pixels(y + r)}z"
        case _:
            k = r * 0.9
            return f"M{pixels(x - k)} {pixels(y)}a{pixels(k)} {pixels(k)} 0 1 0 {pixels(2 * k)} 0a{pixels(k)} {pixels(k)} 0 1 0 {pixels(-2 * k)} 0z"


def group_shapes(pen: Pen, title: str, frame: Frame) -> str:
    """The frame around boxes that stand together, with their title."""
    (x, y), (w, h) = frame.middle, frame.size
    rect = (
        f'<rect x="{pixels(x - w / 2)}" y="{pixels(y - h / 2)}" width="{pixels(w)}" '
        f'height="{pixels(h)}" rx="6" fill="none" stroke="{_WAY}" stroke-dasharray="5 4"/>'
    )
    at_x, at_y = frame.title
    lines = wrap(title, frame.title_width or w)
    words = pen.text(lines, (at_x, at_y - LINE / 2 + 4), extra=_ROLE) if title else ""
    return f'<g class="cm-group-frame">{rect}{words}</g>'


def label_shapes(pen: Pen, lines: Sequence[str], size: Size, at: Point) -> str:
    """What stands on a way, on the colour of the paper; `at` is its middle."""
    (x, y), (w, h) = at, size
    return (
        f'<g class="cm-way-label"><rect x="{pixels(x - w / 2)}" y="{pixels(y - h / 2)}" width="{pixels(w)}" '
        f'height="{pixels(h)}" fill="{_PAPER}"/>{pen.text(lines, (x, y - LINE * len(lines) / 2))}</g>'
    )


def way_line(
    way: Arrow,
    points: Sequence[Point],
    kinds: dict[str, str],
    boxes: Mapping[str, Set],
    places: Layout,
) -> str:
    """A way through points, ending in an arrow; it begins and ends on the edges of its boxes.

    `kinds` and `boxes` are by node id; `places` has the middles of the boxes.
    """
    path_points = list(points)
    for end, node in ((0, way.source), (-1, way.target)):
        if kinds.get(node) == "ask" and not boxes[node].is_flat:
            path_points[end] = _on_diamond(path_points[end], places.boxes[node], boxes[node].size)
    (px, py), (x, y) = path_points[-2], path_points[-1]
    dx, dy = _direction(x - px), _direction(y - py)
    path_points[-1] = (x - dx * 7, y - dy * 7)
    tip = (
        f"M{pixels(x)} {pixels(y)}L{pixels(x - dx * 8 + dy * 4)} {pixels(y - dy * 8 + dx * 4)}"
        f"L{pixels(x - dx * 8 - dy * 4)} {pixels(y - dy * 8 - dx * 4)}z"
    )
    return (
        f'<g class="cm-way" data-from="{text(way.source)}" data-to="{text(way.target)}"><path d="{_rounded(path_points)}" fill="none" stroke="{_WAY}" '
        f'stroke-width="1.5"/><path d="{tip}" fill="{_WAY}"/></g>'
    )


def _direction(distance: float) -> int:
    return 0 if abs(distance) < 0.5 else 1 if distance > 0 else -1


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
    path = f"M{pixels(points[0][0])} {pixels(points[0][1])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        a, b = _toward(corner, before), _toward(corner, after)
        path += f"L{pixels(a[0])} {pixels(a[1])}Q{pixels(corner[0])} {pixels(corner[1])} {pixels(b[0])} {pixels(b[1])}"
    return path + f"L{pixels(points[-1][0])} {pixels(points[-1][1])}"


def _toward(start: Point, end: Point) -> Point:
    (x, y), (ex, ey) = start, end
    distance = max(abs(ex - x), abs(ey - y)) or 1.0
    step = min(_ROUND, distance / 2) / distance
    return (x + (ex - x) * step, y + (ey - y) * step)
