"""The families of further scripts in the site's style sheet."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

FURTHER = "Further Scripts"
"""The name under which the style sheet has all of them, each for its characters."""


def face_rule(address: str, characters: Iterable[int]) -> str:
    """The rule for a family, which a browser loads where one of these characters is shown."""
    return (
        f'@font-face {{ font-family: "{FURTHER}"; src: url("{address}") format("woff2");'
        f" font-display: swap; unicode-range: {', '.join(_ranges(characters))}; }}\n"
    )


def _ranges(characters: Iterable[int]) -> Iterable[str]:
    """Characters as CSS names them, those that follow each other as one range."""
    numbered = enumerate(sorted(characters))
    for _, run in groupby(numbered, lambda pair: pair[1] - pair[0]):
        codes = [code for _, code in run]
        yield f"U+{codes[0]:X}" if len(codes) == 1 else f"U+{codes[0]:X}-{codes[-1]:X}"
