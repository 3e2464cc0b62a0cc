"""The words of a chart set in lines, and how large a box must be to hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claim_manual.charts.chart import Box
from claim_manual.charts.font import width
from claim_manual.charts.layout import Size

SIZE = 14.0
"""Of the type, in CSS pixels."""
LINE = 18.0
"""From one line to the next, in CSS pixels."""
_BOX_WIDTH = 150.0
MARKED = frozenset({"parallel", "join", "wait", "told"})
"""Kinds of boxes that have a mark above what they say."""


@dataclass(frozen=True)
class Set:
    """A box's text and role set in lines, and the size of the box around them.

    A question that is flat has a hexagon around it, others a diamond.
    """

    lines: tuple[str, ...]
    size: Size
    role: tuple[str, ...] = ()
    is_flat: bool = False


def widest(lines: Sequence[str]) -> float:
    """The width of the widest line, in CSS pixels."""
    return max((width(line, SIZE) for line in lines), default=0.0)


def wrap(text: str, limit: float) -> tuple[str, ...]:
    """Lines no wider than `limit`; a word that is wider is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", SIZE) <= limit:
            lines[-1] += f" {word}"
        else:
            lines += _cut(word, limit)
    return tuple(lines)


def _cut(word: str, limit: float) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char, SIZE) > limit:
            pieces.append("")
        pieces[-1] += char
    return pieces


def set_box(box: Box) -> Set:
    """The box's number, text and role in lines, as its shape holds them, and the size it needs."""
    if box.kind == "ask":
        return _set_in_diamond(box.said, box.role)
    return set_flat(box, _BOX_WIDTH)


def set_flat(box: Box, limit: float) -> Set:
    """A box of any kind set in lines no wider than `limit`; a question in a hexagon."""
    lines = wrap(box.said, limit)
    role = wrap(box.role, limit)
    rows = len(lines) + bool(box.level or box.kind in MARKED) + len(role)
    wide = max(
        widest(lines), widest(role), width(box.level_text, SIZE, "Bold") + 18 if box.level else 0
    )
    beside = 40 if box.kind in {"use", "ask", "parallel", "join", "told"} else 28
    return Set(lines, (wide + beside, rows * LINE + 18), role, is_flat=True)


def _set_in_diamond(text: str, role: str) -> Set:
    """The smallest diamond of a pleasant form that holds the text, line by line, the role last."""
    under = width(role, SIZE) if role else 0.0
    half_height = LINE
    while True:
        half_height += LINE / 3
        half_width = 60 + half_height * 1.25
        for rows in range(1, int(2 * half_height // LINE)):
            edges = [abs((row - rows / 2) * LINE) for row in range(rows + 1)]
            room = [2 * half_width * (1 - max(pair) / half_height) - 10 for pair in pairwise(edges)]
            if role and (len(room) < 2 or room.pop() < under):
                continue
            if (lines := _fill(text, room)) and all(lines):
                return Set(lines, (2 * half_width, 2 * half_height), (role,) if role else ())


def _fill(text: str, room: Sequence[float]) -> tuple[str, ...] | None:
    """The text in lines of these widths, or None where it does not go in."""
    if any(width(word, SIZE) > 400 for word in text.split()):
        text = " ".join(" ".join(_cut(word, 200)) for word in text.split())
    lines = [""] * len(room)
    row = 0
    for word in text.split():
        while True:
            if row == len(room):
                return None
            longer = f"{lines[row]} {word}".strip()
            if width(longer, SIZE) <= room[row]:
                lines[row] = longer
                break
            row += 1
    return tuple(lines)
