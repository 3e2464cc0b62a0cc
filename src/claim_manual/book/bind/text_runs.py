"""The runs of text on a page, in the form in which WeasyPrint writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TOKEN = re.compile(
    rb"1 0 0 -1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) Tm"
    rb"|/(?P<font>\w+) (?P<size>[\d.]+) Tf"
    rb"|\[(?P<shown>[^\]]*)\] TJ"
)
_PART = re.compile(rb"<([0-9a-f]+)>|(-?[\d.]+)")


class TextRuns:
    """Goes over a page, run by run, and writes it anew; by itself nothing is otherwise.

    `font` (its name on the page), `size`, `x` and `y` are those of the run at hand.
    """

    font: str = ""
    size: float = 0.0
    x: float = 0.0
    y: float = 0.0

    def rewritten(self, content: bytes, fonts: Iterable[str]) -> bytes:
        """A page's content; one on which none of the fonts is named stays as it is."""
        if not any(f"{name} ".encode() in content for name in fonts):
            return content
        return _TOKEN.sub(self._token, content)

    def _token(self, match: re.Match[bytes]) -> bytes:
        if match["font"] is not None:
            self.font, self.size = f"/{match['font'].decode()}", float(match["size"])
            return match.group()
        if match["x"] is not None:
            self.x, self.y = float(match["x"]), float(match["y"])
            return self._begun(match.group())
        return self._shown(match["shown"], match.group())

    def _begun(self, written: bytes) -> bytes:
        """What is written where a run begins."""
        return written

    def _shown(self, _array: bytes, written: bytes) -> bytes:
        """What is written for the glyphs of a run."""
        return written


def glyphs_of(array: bytes) -> list[int | float]:
    """The glyphs of a run, and between them how far they are moved apart, as floats."""
    run: list[int | float] = []
    for text, moved in _PART.findall(array):
        run += [int(text[n : n + 4], 16) for n in range(0, len(text), 4)]
        if moved:
            run.append(float(moved))
    return run
