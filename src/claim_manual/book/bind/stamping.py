"""Slots: what a place's contact says is written where a chapter has kept room for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claim_manual.book.bind.faces import Fonts
from claim_manual.book.bind.numbers import glyphs_of

_TOKEN = re.compile(
    rb"1 0 0 -1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) Tm"
    rb"|/(?P<font>\w+) (?P<size>[\d.]+) Tf"
    rb"|\[(?P<shown>[^\]]*)\] TJ"
)
_SPACE = 0.27
"""Between what stands in bold on a line and what follows it, in ems."""


@dataclass
class Stamping:
    """Writes the slots of a page. `faces` are the fonts in which they are set, to their faces, and
    `words` says what stands for a number.
    """

    fonts: Fonts
    faces: Mapping[str, str]
    words: Callable[[int], str]
    _font: str = ""
    _size: float = 0.0
    _x: float = 0.0
    _y: float = 0.0
    _end: tuple[float, float] = (0.0, 0.0)
    """Where the next words of a line are to begin: x, and the y for which it holds."""

    def written(self, content: bytes) -> bytes:
        """A page's content with its slots written."""
        if not any(f"{key} ".encode() in content for key in self.faces):
            return content
        return _TOKEN.sub(self._token, content)

    def _token(self, match: re.Match[bytes]) -> bytes:
        if match["font"] is not None:
            self._font, self._size = f"/{match['font'].decode()}", float(match["size"])
        elif match["x"] is not None:
            self._x, self._y = float(match["x"]), float(match["y"])
        elif self._font in self.faces:
            return self._write(match["shown"], self.faces[self._font])
        return match.group()

    def _write(self, array: bytes, face: str) -> bytes:
        words = self.words(self._number(array, face))
        _, hexed, wide = self.fonts.show(face, words)
        end, y = self._end
        begin = end if abs(y - self._y) < 1 else self._x
        gap = _SPACE * self._size if words else 0.0
        self._end = (begin + wide * self._size / 1000 + gap, self._y)
        nearer = (self._x - begin) * 1000 / self._size
        return b"[%.2f " % nearer + hexed + b"] TJ" if words else b"[] TJ"

    def _number(self, array: bytes, face: str) -> int:
        """The number that a run of text is."""
        digits = {self.fonts.faces[face].glyphs[digit]: digit for digit in "0123456789"}
        shown = (digits.get(glyph, "") for glyph in glyphs_of(array) if isinstance(glyph, int))
        return int("".join(shown))
