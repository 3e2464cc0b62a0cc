"""Shares as bars one below the other, drawn as SVG: real text, a title and a description.

Colours are written for paper, as in shapes.py; a page's style sheet overrides them by class and so
follows the reader's palette. What is compared stands apart by its place and word, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.charts.font import FAMILY, width
from claim_manual.charts.shapes import pixels
from claim_manual.charts.typeset import LINE, SIZE, wrap
from claim_manual.html import Html, text

WIDE = 400.0
"""As wide as it is drawn, in CSS pixels: the type stays readable on a telephone."""
_BAR, _GAP, _AXIS = 16.0, 12.0, 22.0
_INK, _PETROL, _WASH, _LINE = "#1a2b33", "#0b4f5c", "#bcd9dd", "#51626b"
_ROOM = 8.0
"""Between words and a bar."""
_FULL = 0.94
"""How much of its room a line fills: where the typeface is missing, others are wider."""


@dataclass(frozen=True)
class Bar:
    """A share from 0 to 1, None where it is not shown, and what is said of it at the end of the bar.

    `series` says what it is of where bars are compared; `interval` is drawn over it; a pale bar is
    the one that others are compared with.
    """

    share: float | None
    words: str
    series: str = ""
    interval: tuple[float, float] | None = None
    is_pale: bool = False


@dataclass(frozen=True)
class BarGroup:
    """Bars under a label."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class BarChart:
    """Groups of bars on one scale from 0 to 1, whose ends are said in `ends`."""

    id: str
    title: str
    description: str
    groups: tuple[BarGroup, ...]
    ends: tuple[str, str]


def bars_svg(chart: BarChart) -> Html:
    """The chart as an `<svg>` element on one line; ids begin with `cm-` and the chart's id."""
    room = _Room.of(chart)
    shapes: list[str] = []
    top = 0.0
    for group in chart.groups:
        group_shapes, top = _group(group, room, top)
        shapes += group_shapes
    shapes.append(_ends(chart, room, top))
    name = f"cm-{text(chart.id)}"
    height = top - _GAP + _AXIS
    return Html(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cm-bars" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {pixels(WIDE)} {pixels(height)}" '
        f'width="{pixels(WIDE)}" height="{pixels(height)}" '
        f'font-family="\'{FAMILY}\', sans-serif" font-size="{pixels(SIZE)}">'
        f'<title id="{name}-title">{text(chart.title)}</title>'
        f'<desc id="{name}-desc">{text(chart.description)}</desc>{"".join(shapes)}</svg>'
    )


@dataclass(frozen=True)
class _Room:
    """Where bars begin, and how long a whole one is."""

    left: float
    length: float

    @classmethod
    def of(cls, chart: BarChart) -> _Room:
        """The room that words leave."""
        bars = [bar for group in chart.groups for bar in group.bars]
        left = max((width(bar.series, SIZE) + _ROOM for bar in bars if bar.series), default=0.0)
        right = max((width(bar.words, SIZE) / _FULL + _ROOM for bar in bars), default=0.0)
        return cls(left, max(WIDE - left - right, WIDE / 4))

    def at(self, share: float) -> float:
        """Where a share lies."""
        return self.left + share * self.length


def _group(group: BarGroup, room: _Room, top: float) -> tuple[list[str], float]:
    """The shapes of a group, and where it ends."""
    shapes: list[str] = []
    for line in wrap(group.label, WIDE * _FULL):
        shapes.append(_words(line, 0, top + LINE * 0.74))
        top += LINE
    top += 3 if group.label else 0
    shapes.append(_scale(room, top, len(group.bars) * (_BAR + 4)))
    for bar in group.bars:
        shapes += _bar(bar, room, top)
        top += _BAR + 4
    return shapes, top + _GAP


def _bar(bar: Bar, room: _Room, top: float) -> Iterator[str]:
    base = top + _BAR * 0.78
    if bar.series:
        yield _words(bar.series, 0, base)
    if bar.share:
        pale = " cm-bar--pale" if bar.is_pale else ""
        yield (
            f'<rect class="cm-bar{pale}" x="{pixels(room.left)}" y="{pixels(top + 0.5)}" '
            f'width="{pixels(bar.share * room.length)}" height="{pixels(_BAR - 1)}" '
            f'fill="{_WASH if bar.is_pale else _PETROL}" stroke="{_PETROL}"/>'
        )
    if bar.interval:
        yield _whisker(bar.interval, room, top + _BAR / 2)
    yield _words(bar.words, room.left + room.length + _ROOM, base)


def _whisker(interval: tuple[float, float], room: _Room, middle: float) -> str:
    """An interval as a line with ends, with an edge in the colour of the paper: it lies on bars."""
    low, high = (room.at(end) for end in interval)
    path = (
        f"M{pixels(low)} {pixels(middle - 4)}v8M{pixels(low)} {pixels(middle)}"
        f"H{pixels(high)}M{pixels(high)} {pixels(middle - 4)}v8"
    )
    return (
        f'<path class="cm-whisker-edge" d="{path}" fill="none" stroke="#ffffff" stroke-width="4"/>'
        f'<path class="cm-whisker" d="{path}" fill="none" stroke="{_INK}" stroke-width="1.5"/>'
    )


def _scale(room: _Room, top: float, height: float) -> str:
    """Lines at none, half and all behind the bars of a group."""
    ticks = (0.0, 0.5, 1.0)
    lines = "".join(
        f"M{pixels(room.at(tick))} {pixels(top - 2)}v{pixels(height)}" for tick in ticks
    )
    return (
        f'<path class="cm-bars-line" d="{lines}" fill="none" stroke="{_LINE}" stroke-width="0.7"/>'
    )


def _ends(chart: BarChart, room: _Room, top: float) -> str:
    """What the ends of the scale are."""
    low, high = chart.ends
    base = top - _GAP + LINE * 0.8
    return _words(low, room.left, base, is_quiet=True) + _words(
        high, room.at(1) - width(high, SIZE - 2), base, is_quiet=True
    )


def _words(words: str, x: float, y: float, *, is_quiet: bool = False) -> str:
    extra = f' class="cm-quiet" fill="{_LINE}" font-size="{SIZE - 2:.0f}"' if is_quiet else ""
    fill = "" if is_quiet else f' fill="{_INK}"'
    return f'<text x="{pixels(x)}" y="{pixels(y)}"{fill}{extra}>{text(words)}</text>'
