"""Page numbers: where a chapter set the number of a place, the number of its page is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from claim_manual.publish.bind.faces import Face, Numbers

Number = Callable[[str], str | None]
"""From the digits that a chapter set to those that take their place; None where there is none."""

_TOKEN = re.compile(rb"/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ")
_SHOWN = re.compile(rb"<([0-9a-f]+)>")


def numbered(content: bytes, fonts: Mapping[str, Numbers], number: Number, elsewhere: str) -> bytes:
    """A page's content with its numbers; `fonts` are those in which numbers are set, by name.

    `elsewhere` takes the place of what was set around a number that there is not.
    """
    if not any(f"{key} ".encode() in content for key in fonts):
        return content
    now: Numbers | None = None

    def written(found: re.Match[bytes]) -> bytes:
        nonlocal now
        if found.group(1) is not None:
            now = fonts.get(f"/{found.group(1).decode()}")
        elif now is not None:
            return _written(found.group(2), now, number, elsewhere)
        return found.group()

    return _TOKEN.sub(written, content)


def _written(shown: bytes, font: Numbers, number: Number, elsewhere: str) -> bytes:
    face = font.face
    text = b"".join(_SHOWN.findall(shown))
    glyphs = [int(text[n : n + 4], 16) for n in range(0, len(text), 4)]
    digits = {face.glyphs[one]: one for one in "0123456789"}
    made: list[int] = []
    code: list[int] = []
    for glyph in (*glyphs, None):
        if glyph in digits:
            code.append(glyph)
            continue
        if code:
            found = number("".join(digits[one] for one in code))
            if found is None:
                made = [face.glyphs[one] for one in elsewhere if one in face.glyphs]
                break
            made += [face.glyphs[one] for one in found]
            code = []
        if glyph is not None:
            made.append(glyph)
    shift = _width(face, glyphs) - _width(face, made) if font.is_end else 0
    if not made:
        return b"[] TJ"
    hexed = b"".join(b"%04x" % one for one in made)
    return (b"[%d<" % -shift if shift else b"[<") + hexed + b">] TJ"


def _width(face: Face, glyphs: list[int]) -> int:
    return sum(face.widths.get(one, 0) for one in glyphs)
