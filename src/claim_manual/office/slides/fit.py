"""What fits on a slide: words measured before they are set, in points.

The typeface is the template's, so widths are those of the manual's own with a margin. No text is
set smaller than LEAST.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claim_manual.charts.font import width

LEAST = 18
"""The smallest type, in points."""
_SIZES = (40, 36, 32, 28, 24, 22, 20, LEAST)
_TITLE_SIZES = (36, 32, 28, 24, 22, 20, LEAST)
_EASY = 28
"""A title in this size on one line is better than a larger one on two."""
_MARGIN = 1.1
"""How much wider other typefaces may be than the one that is measured."""
LEADING = 1.25
"""From one line to the next, in sizes."""
_BETWEEN = 0.35
"""Between paragraphs, in sizes."""
BULLET = 22.0
"""How far a paragraph with a bullet is moved in."""


@dataclass(frozen=True)
class Area:
    """A rectangle on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def below(self, height: float) -> Area:
        """What is left of it below a strip of this height."""
        return Area(self.left, self.top + height, self.width, max(self.height - height, 1.0))

    def inside(self, beside: float, above: float) -> Area:
        """What is left of it within margins."""
        return Area(
            self.left + beside,
            self.top + above,
            max(self.width - 2 * beside, 1.0),
            max(self.height - 2 * above, 1.0),
        )


@dataclass(frozen=True)
class Paragraph:
    """Words that stand together; `is_point` has a bullet, and `answer` stands after them in bold."""

    words: str
    is_point: bool = False
    is_bold: bool = False
    answer: str = ""

    @property
    def whole(self) -> str:
        """All its words."""
        return f"{self.words} {self.answer}".strip()


@dataclass(frozen=True)
class Fitted:
    """Paragraphs, and the size in which they fit."""

    paragraphs: tuple[Paragraph, ...]
    size: int


def measured(words: str, size: float, *, is_bold: bool = False) -> float:
    """The width of words on one line, with the margin."""
    return width(words, size, "Bold" if is_bold else "Regular") * _MARGIN


@lru_cache(maxsize=20_000)
def lines(words: str, size: float, limit: float, *, is_bold: bool = False) -> tuple[str, ...]:
    """Words in lines no wider than `limit`; a word that is wider is cut."""
    set_lines: list[str] = []
    for word in words.replace("\n", " ").split(" "):
        if not word:
            continue
        longer = f"{set_lines[-1]} {word}" if set_lines else word
        if set_lines and measured(longer, size, is_bold=is_bold) <= limit:
            set_lines[-1] = longer
        else:
            set_lines += _pieces(word, size, limit, is_bold=is_bold)
    return tuple(set_lines)


def _pieces(word: str, size: float, limit: float, *, is_bold: bool) -> list[str]:
    if measured(word, size, is_bold=is_bold) <= limit:
        return [word]
    pieces = [""]
    for char in word:
        if pieces[-1] and measured(pieces[-1] + char, size, is_bold=is_bold) > limit:
            pieces.append("")
        pieces[-1] += char
    return pieces


def height(paragraphs: Sequence[Paragraph], size: float, limit: float) -> float:
    """The height of paragraphs one below the other in an area so wide."""
    rows = sum(len(_lines_of(paragraph, size, limit)) for paragraph in paragraphs)
    return rows * size * LEADING + max(len(paragraphs) - 1, 0) * size * _BETWEEN


def _lines_of(paragraph: Paragraph, size: float, limit: float) -> tuple[str, ...]:
    room = max(limit - (BULLET if paragraph.is_point else 0), size)
    is_bold = paragraph.is_bold or bool(paragraph.answer)
    return lines(paragraph.whole, size, room, is_bold=is_bold)


def between(size: float) -> float:
    """The space before a paragraph, in points."""
    return size * _BETWEEN


def divided(paragraphs: Sequence[Paragraph], area: Area, *, largest: int = 28) -> list[Fitted]:
    """Paragraphs in as few areas as they need: as large as one holds them, else in 20 over several."""
    for size in _SIZES:
        if size <= largest and height(paragraphs, size, area.width) <= area.height:
            return [Fitted(tuple(paragraphs), size)]
    size = 20
    if area.height < 3 * size * LEADING:
        size = LEAST
    return [Fitted(tuple(part), size) for part in _parts(paragraphs, size, area)]


def _parts(paragraphs: Sequence[Paragraph], size: int, area: Area) -> list[list[Paragraph]]:
    parts: list[list[Paragraph]] = [[]]
    for paragraph in _short(paragraphs, size, area):
        if parts[-1] and height([*parts[-1], paragraph], size, area.width) > area.height:
            parts.append([])
        parts[-1].append(paragraph)
    return parts


def _short(paragraphs: Sequence[Paragraph], size: int, area: Area) -> list[Paragraph]:
    """Paragraphs of which each fits in the area; one that does not is parted."""
    rows = max(1, int(area.height // (size * LEADING)))
    short: list[Paragraph] = []
    for paragraph in paragraphs:
        set_lines = _lines_of(paragraph, size, area.width)
        if len(set_lines) <= rows:
            short.append(paragraph)
            continue
        for start in range(0, len(set_lines), rows):
            words = " ".join(set_lines[start : start + rows])
            is_point = paragraph.is_point and start == 0
            short.append(Paragraph(words, is_point, paragraph.is_bold))
    return short


@dataclass(frozen=True)
class Title:
    """A title as it stands on a slide; `is_cut` where words are left out at its end."""

    words: str
    size: int
    is_cut: bool = False


def title(words: str, area: Area, suffix: str = "", *, largest: int = 32) -> Title:
    """A title in the largest size in which it fits, with a suffix such as “(2)”; else cut."""
    whole = f"{words} {suffix}".strip()
    for size in _TITLE_SIZES:
        if _EASY <= size <= largest and _rows(whole, size, area) == 1:
            return Title(whole, size)
    for size in _TITLE_SIZES:
        if size <= largest and _rows(whole, size, area) <= _room(size, area):
            return Title(whole, size)
    size = min(24, largest)
    if _room(size, area) < 2:
        size = LEAST
    return Title(cut(words, size, area.width, _room(size, area), f"… {suffix}".strip()), size, True)


def _rows(words: str, size: float, area: Area) -> int:
    return len(lines(words, size, area.width, is_bold=True))


def _room(size: float, area: Area) -> int:
    """How many lines of a title an area holds: two are easily read, more are not."""
    return min(2, max(1, int(area.height // (size * LEADING))))


def cut(words: str, size: float, limit: float, rows: int, ending: str = "…") -> str:
    """As many words as fit on so many lines, with an ending after them; all of them if they fit."""
    if len(lines(words, size, limit, is_bold=True)) <= rows and ending == "…":
        return words
    kept = list(lines(words, size, limit, is_bold=True)[:rows])
    while kept and measured(f"{kept[-1]}{ending}", size, is_bold=True) > limit:
        kept[-1] = kept[-1].rpartition(" ")[0] if " " in kept[-1] else kept[-1][:-1]
        if not kept[-1]:
            kept.pop()
            break
    return f"{' '.join(kept).rstrip(' ,;:.')}{ending}"
