"""Slots: what a place's contact says is written where a chapter has kept room for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claim_manual.book.bind.faces import Fonts
from claim_manual.book.bind.text_runs import TextRuns, glyphs_of

_SPACE = 0.27
"""Between what stands in bold on a line and what follows it, in ems."""


@dataclass
class Stamping(TextRuns):
    """Writes the slots of a page. `faces` are the fonts in which they are set, to their faces, and
    `words` says what stands for a number.
    """

    fonts: Fonts
    faces: Mapping[str, str]
    words: Callable[[int], str]
    _end: tuple[float, float] = (0.0, 0.0)
    """Where the next words of a line are to begin: x, and the y for which it holds."""

    def written(self, content: bytes) -> bytes:
        """A page's content with its slots written."""
        return self.rewritten(content, self.faces)

    def _shown(self, array: bytes, written: bytes) -> bytes:
        return self._write(array, self.faces[self.font]) if self.font in self.faces else written

    def _write(self, array: bytes, face: str) -> bytes:
        words = self.words(self._number(array, face))
        _, hexed, wide = self.fonts.show(face, words)
        end, y = self._end
        begin = end if abs(y - self.y) < 1 else self.x
        gap = _SPACE * self.size if words else 0.0
        self._end = (begin + wide * self.size / 1000 + gap, self.y)
        nearer = (self.x - begin) * 1000 / self.size
        return b"[%.2f " % nearer + hexed + b"] TJ" if words else b"[] TJ"

    def _number(self, array: bytes, face: str) -> int:
        """The number that a run of text is."""
        digits = {self.fonts.faces[face].glyphs[digit]: digit for digit in "0123456789"}
        shown = (digits.get(glyph, "") for glyph in glyphs_of(array) if isinstance(glyph, int))
        return int("".join(shown))
