"""A colon without a space behind it, and a colon within a text that has no quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claim_manual.model.finding import say
from claim_manual.read.quotes import in_straight_quotes
from claim_manual.read.slips.refused import Guess, Refused, excerpt, value_start

_CLOSE = re.compile(r"\s*(?:- +)*[a-z_]+(:)[^\s:/]")
_NEAR = 3


def close_colons(refused: Refused) -> Iterator[Guess]:
    """Keys whose value follows the colon at once."""
    for number in refused.before(_NEAR):
        line = refused.lines[number]
        if match := _CLOSE.match(line):
            at = match.end(1)
            mended = f"{line[:at]} {line[at:]}"
            message = say("A space is missing after the colon.")
            hint = say("Write {proposal}.", proposal=excerpt(mended))
            yield Guess(refused.place(number, at), message, hint, {number: mended})


def colons_in_texts(refused: Refused) -> Iterator[Guess]:
    """The text at which the parser stops, in quotes."""
    line = refused.lines[refused.line] if refused.line < len(refused.lines) else ""
    start = value_start(line)
    if start >= len(line) or line[start] in "{[|>&*":
        return
    mended = f"{line[:start]}{in_straight_quotes(line[start:].rstrip())}"
    message = say("A colon stands inside a text without quotes.")
    hint = say("Write {proposal}, or put the text on the line below |.", proposal=excerpt(mended))
    place = refused.place(refused.line, refused.column)
    yield Guess(place, message, hint, {refused.line: mended})
