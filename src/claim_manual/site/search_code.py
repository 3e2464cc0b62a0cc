"""How the search index is written, so that it is short once it is compressed.

The page's script reads it back (theme/assets/claim-manual/search.js). All of it is printable ASCII
but for words themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

_SIGNS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
_LAST, _BEFORE = _SIGNS[:45], _SIGNS[45:83]
"""The digits of a step: the last, and those before it."""
LEVELS = (1.0, 2.0, 3.5, 6.0, 9.0, 14.0, 20.0, 30.0, 60.0)
"""What a word can weigh in a section; most weigh 1, which is not written."""
_OF_LEVELS = ("", *_SIGNS[83:])


@lru_cache(maxsize=65536)
def _step(count: int) -> str:
    """How far it is from one section to the next in which a word stands, at least 1."""
    left, last = divmod(count - 1, len(_LAST))
    written = _LAST[last]
    while left:
        left, digit = divmod(left - 1, len(_BEFORE))
        written = _BEFORE[digit] + written
    return written


@lru_cache(maxsize=4096)
def level(weight: float) -> int:
    """The number of the nearest level."""
    nearest = min(LEVELS, key=lambda known: abs(math.log(known / weight)))
    return LEVELS.index(nearest)


def steps(places: Sequence[tuple[int, int]]) -> str:
    """Sections in their order, each with a level, as steps from one to the next."""
    pieces, before = [], -1
    for section, of_level in places:
        pieces.append(_step(section - before) + _OF_LEVELS[of_level])
        before = section
    return "".join(pieces)


def word_list(forms_of_stems: Iterable[Sequence[str]]) -> str:
    """Forms, stem after stem: each as a capital for how many letters it shares with the one before,
    and its other letters; a full stop begins a stem.
    """
    pieces, before = [], ""
    for forms in forms_of_stems:
        mark = "."
        for form in forms:
            shared = _shared(before, form)
            pieces.append(f"{mark}{chr(ord('A') + shared)}{form[shared:]}")
            mark, before = "", form
    return "".join(pieces)


def _shared(before: str, form: str) -> int:
    most = min(len(before), len(form), 25)
    return next((n for n in range(most) if before[n] != form[n]), most)
