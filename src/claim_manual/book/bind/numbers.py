"""Page numbers: where a chapter set the number of a place, the number of its page is written.

A chapter leaves room for the widest number. Where a narrower one is written, what follows it on the
line is drawn nearer, up to the first box or gap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from claim_manual.book.bind.faces import Face, Numbers
from claim_manual.book.bind.text_runs import TextRuns, glyphs_of

Number = Callable[[str], str | None]
"""From the digits that a chapter set to those that take their place; None where there is none."""

_NEAR = 0.12
"""How far apart, in ems, runs of text on a line may be that follow each other without a gap."""


@dataclass(frozen=True)
class Shift:
    """A run of text that was drawn further left: where it began, and by how much, in CSS pixels."""

    x: float
    y: float
    by: float


@dataclass
class _Line:
    """How far the line is drawn, where it would go on, and how much nearer that is drawn."""

    y: float
    end: float
    by: float


@dataclass
class Numbering(TextRuns):
    """Writes the numbers of a page. `fonts` are all faces that are known on it, by name, and
    `numbers` those in which numbers are set. `elsewhere` takes the place of what was set around a
    number that there is not.
    """

    fonts: Mapping[str, Face]
    numbers: Mapping[str, Numbers]
    number: Number
    elsewhere: str
    shifts: list[Shift] = field(default_factory=list)
    _line: _Line | None = None

    def written(self, content: bytes) -> bytes:
        """A page's content with its numbers."""
        return self.rewritten(content, self.numbers)

    def _shown(self, array: bytes, written: bytes) -> bytes:
        if self.font in self.numbers:
            return self._write(array, self.numbers[self.font])
        self._go_on(array)
        return written

    def _begun(self, written: bytes) -> bytes:
        """A new run of text: nearer, where it follows one that became narrower."""
        line = self._line
        if line is None or line.by == 0:
            return written
        tolerance = _NEAR * max(self.size, 8.0)
        if abs(self.x - line.end) > tolerance or abs(self.y - line.y) > self.size * 0.6:
            self._line = None
            return written
        self.shifts.append(Shift(self.x, self.y, line.by))
        *_, y, tm = written.split(b" ")
        return b"1 0 0 -1 %.4f %s %s" % (self.x - line.by, y, tm)

    def _go_on(self, array: bytes) -> None:
        if self._line is None:
            return
        face = self.fonts.get(self.font)
        if face is None:
            self._line = None
        else:
            self._line.end = self.x + _width(face, array) * self.size / 1000

    def _write(self, array: bytes, font: Numbers) -> bytes:
        face = font.face
        glyphs = [glyph for glyph in glyphs_of(array) if isinstance(glyph, int)]
        new_glyphs = _replaced(glyphs, face, self.number, self.elsewhere)
        old, new = _sum(face, glyphs), _sum(face, new_glyphs)
        hexed = b"".join(b"%04x" % glyph for glyph in new_glyphs)
        if font.is_end:
            return b"[%d<" % (new - old) + hexed + b">] TJ"
        zero = face.glyphs["0"]
        digits = {face.glyphs[digit] for digit in "0123456789"}
        room = max(old, _sum(face, [zero if glyph in digits else glyph for glyph in glyphs]))
        nearer = self._line.by if self._line else 0.0
        self._line = _Line(
            self.y,
            self.x + room * self.size / 1000,
            nearer + (room - new) * self.size / 1000,
        )
        return b"[<" + hexed + b">] TJ" if new_glyphs else b"[] TJ"


def _replaced(glyphs: list[int], face: Face, number: Number, elsewhere: str) -> list[int]:
    digits = {face.glyphs[digit]: digit for digit in "0123456789"}
    replaced: list[int] = []
    code = ""
    for glyph in (*glyphs, -1):
        if glyph in digits:
            code += digits[glyph]
            continue
        if code:
            page_number = number(code)
            if page_number is None:
                return [
                    face.glyphs[character] for character in elsewhere if character in face.glyphs
                ]
            replaced += [face.glyphs[digit] for digit in page_number]
            code = ""
        replaced.append(glyph)
    return replaced[:-1]


def _sum(face: Face, glyphs: list[int]) -> int:
    return sum(face.widths.get(glyph, 0) for glyph in glyphs)


def _width(face: Face, array: bytes) -> float:
    """The width of a run in thousandths of its size."""
    return sum(
        face.widths.get(glyph, 0) if isinstance(glyph, int) else -glyph
        for glyph in glyphs_of(array)
    )
