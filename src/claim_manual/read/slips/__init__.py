"""Why a text is no YAML: guesses, of which the one is told with which the parser goes farthest.

Each module guesses one kind of slip. A guess is tried before it is told, so what it advises helps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claim_manual.model.finding import Finding
from claim_manual.read.slips.colons import close_colons, colons_in_texts
from claim_manual.read.slips.moved_lines import moved_lines
from claim_manual.read.slips.odd_quotes import odd_quotes
from claim_manual.read.slips.odd_spaces import odd_spaces
from claim_manual.read.slips.open_quotes import open_quotes
from claim_manual.read.slips.refused import Guess, Guesser, Refused

GUESSERS: tuple[Guesser, ...] = (
    odd_spaces,
    odd_quotes,
    open_quotes,
    close_colons,
    moved_lines,
    colons_in_texts,
)
"""The likeliest first: of guesses that help as much the first is told."""
BUDGET = 8_000_000
"""How many characters are parsed to try guesses."""
WHOLE = (10**9, 0)
"""How far the parser goes that reads all of a text."""

Reach = Callable[[str], tuple[int, int]]
"""How far the parser goes in a text: line and column from 0."""


def cause(refused: Refused, reach: Reach) -> Finding | None:
    """The finding for the slip that explains best why a text is refused; None where no guess helps."""
    best: Guess | None = None
    farthest = (refused.line, refused.column)
    budget = BUDGET
    for guess in _guesses(refused):
        text = guess.text(refused)
        budget -= len(text)
        if budget < 0:
            break
        reached = reach(text)
        if reached > farthest and reached[0] > refused.line:
            best, farthest = guess, reached
        if reached == WHOLE:
            break
    return best.finding() if best else None


def _guesses(refused: Refused) -> Iterator[Guess]:
    for guesser in GUESSERS:
        yield from guesser(refused)
