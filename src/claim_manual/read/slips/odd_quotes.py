"""Quotation marks of Word and of print round a text that needs straight ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claim_manual.model.finding import Finding
from claim_manual.model.place import Place
from claim_manual.read.quotes import (
    OF_PRINT,
    PAIRS,
    in_straight_quotes,
    quotes_hint,
    quotes_message,
)
from claim_manual.read.slips.refused import Guess, Refused, excerpt

_OPENED = re.compile(
    rf"(?:^|[:\-\[{{,]\s)\s*([{re.escape(''.join(PAIRS))}])|[\[{{]([{re.escape(''.join(PAIRS))}])"
)
_NEAR = 6
"""How many lines above the place where the parser stops are looked at."""


def odd_quotes(refused: Refused) -> Iterator[Guess]:
    """Texts that begin with such a mark, mended in the ways that can be meant."""
    for number in refused.before(_NEAR):
        for start in opened(refused.lines[number]):
            for text, mended in _mended(refused, number, start):
                first = refused.lines[number]
                place = refused.place(number, start)
                hint = quotes_hint(
                    excerpt(mended[number]) if len(mended) == 1 else text, is_sentence=True
                )
                yield Guess(place, quotes_message(first[start:]), hint, mended)


def opened(line: str) -> list[int]:
    """Where a value of the line begins with such a mark."""
    return [match.end() - 1 for match in _OPENED.finditer(line)]


def _mended(refused: Refused, number: int, start: int) -> Iterator[tuple[str, dict[int, str]]]:
    """The text in straight quotes, and the lines with it: to a mark that closes, or to the end of the line."""
    line = refused.lines[number]
    if len(opened(line)) > 1:
        every = _all_pairs(line)
        yield excerpt(every), {number: every}
    for end in _closed(line, start):
        text = in_straight_quotes(_inside(line[start:end]))
        yield text, {number: f"{line[:start]}{text}{line[end:]}"}
    text = in_straight_quotes(line[start:].rstrip())
    yield text, {number: f"{line[:start]}{text}"}
    if line.rstrip()[-1] in PAIRS[line[start]]:
        return
    for below in range(number + 1, min(number + _NEAR, len(refused.lines))):
        for end in _closed(line[start] + refused.lines[below], 0):
            rest = [
                line[start:],
                *refused.lines[number + 1 : below],
                refused.lines[below][: end - 1],
            ]
            text = in_straight_quotes(_inside("\n".join(rest)))
            lines = f"{line[:start]}{text}{refused.lines[below][end - 1 :]}".split("\n")
            yield excerpt(" ".join(text.split())), dict(enumerate(lines, number))


def _all_pairs(line: str) -> str:
    """The line with each text in straight quotes that begins and closes with such marks."""
    parts: list[str] = []
    end = 0
    for start in opened(line):
        closed = [*_closed(line, start)][-1:]
        if start >= end and closed:
            parts += [line[end:start], in_straight_quotes(_inside(line[start : closed[0]]))]
            end = closed[0]
    return "".join([*parts, line[end:]])


def _closed(line: str, start: int) -> Iterator[int]:
    """Behind each mark that may close the text, the last one first."""
    closing = PAIRS[line[start]]
    yield from (n + 1 for n in range(len(line) - 1, start, -1) if line[n] in closing)


def _inside(text: str) -> str:
    """The text without its marks; those of print stay, as they belong to what somebody says."""
    return text if text[0] in OF_PRINT else text[1:-1]


def odd_quote(lines: Sequence[str], near: Place) -> Finding | None:
    """The finding for such a mark with which a text begins on this line, up to a place in it."""
    refused = Refused(near.path, lines, near.line - 1, near.column - 1)
    guesses = (guess for guess in odd_quotes(refused) if guess.place.line == near.line)
    guess = next((guess for guess in guesses if guess.place.column <= near.column), None)
    return guess.finding() if guess else None
