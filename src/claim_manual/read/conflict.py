"""What git leaves in a file where two people changed the same lines: both versions, between marks."""

from __future__ import annotations

import re

_BEGIN, _BASE, _MIDDLE, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
MARK = re.compile(r"(<{7}|\|{7}|>{7})(?: .*)?|={7}")
"""A line that git leaves there."""


def conflicts(text: str) -> list[int]:
    """The lines on which a conflict begins; where only other marks are left, the first of those."""
    marks = [
        (number, line[:7])
        for number, line in enumerate(text.split("\n"), 1)
        if line[:1] in "<|=>" and MARK.fullmatch(line)
    ]
    begins = [number for number, mark in marks if mark == _BEGIN]
    return begins or [number for number, _ in marks[:1]]


def sides(text: str) -> tuple[str, str]:
    """The text as each of the two sides has it; what both began from is left out."""
    ours: list[str] = []
    theirs: list[str] = []
    both = (ours, theirs)
    targets: tuple[list[str], ...] = both
    after = {_BEGIN: (ours,), _BASE: (), _MIDDLE: (theirs,), _END: both}
    for line in text.split("\n"):
        if line[:1] in "<|=>" and MARK.fullmatch(line):
            targets = after[line[:7]]
            continue
        for lines in targets:
            lines.append(line)
    return "\n".join(ours), "\n".join(theirs)
