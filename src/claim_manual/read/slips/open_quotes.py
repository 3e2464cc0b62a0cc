"""A quotation mark that opens and does not close."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claim_manual.model.finding import say
from claim_manual.read.slips.refused import Guess, Refused, excerpt

_OPENED = re.compile(r"""(?:^|[:\-\[{,]\s)\s*(?P<one>["'])|[\[{](?P<other>["'])""")
_NEXT_KEY = re.compile(r",\s+[\w-]+:\s|\s*[}\]]")
_FARTHEST = 4_000
"""How many lines above the place where the parser stops are looked at."""


def open_quotes(refused: Refused) -> Iterator[Guess]:
    """Each text that opens with a quote and does not close on its line, mended where it can end."""
    for number in refused.before(_FARTHEST):
        line = refused.lines[number]
        start = _unclosed(line)
        if start is None:
            continue
        message = say("The quotation mark that opens here does not close.")
        for end in _ends(line, start):
            mended = f"{line[:end]}{line[start]}{line[end:]}"
            hint = say("Close it: {line}", line=excerpt(mended))
            yield Guess(refused.place(number, start), message, hint, {number: mended})


def _unclosed(line: str) -> int | None:
    """Where a text opens that does not close on the line."""
    position = 0
    while match := _OPENED.search(line, position):
        start = match.end() - 1
        end = _end_of(line, start)
        if end is None:
            return start
        position = end
        following = line[end:].lstrip()
        if following and following[0] not in ",]}:#":
            return start  # what closes it was meant to open the next one
    return None


def _end_of(line: str, start: int) -> int | None:
    """Behind the quote that closes the one at `start`."""
    quoted = r'"(?:[^"\\]|\\.)*"' if line[start] == '"' else r"'(?:[^']|'')*'"
    match = re.compile(quoted).match(line, start)
    return match.end() if match else None


def _ends(line: str, start: int) -> Iterator[int]:
    """Where the text may end: before the next key in braces, before they close, at the end of the line."""
    yield from (match.start() for match in _NEXT_KEY.finditer(line, start + 1))
    yield len(line.rstrip())
