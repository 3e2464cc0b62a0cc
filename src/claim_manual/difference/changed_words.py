"""A long text that was rewritten here and there, by the words that are otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

WHOLE = 30
"""Texts of no more characters than these are shown whole."""
LONGEST = 200
"""How many characters of a run of new or old words are shown."""
CONTEXT = 4
"""How many words that stayed are shown on each side of those that did not."""
_ALIKE = 0.35
"""Texts that are less alike than this were written anew."""


class Part(Enum):
    """Whether words stayed, are gone or are new."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Run:
    """Words one after the other that share what became of them."""

    part: Part
    words: str


def changed_words(before: str, after: str, longest: float = LONGEST) -> list[Run]:
    """Two texts as runs of words: what changed, with a little of what stands around it.

    Of a run of new or old words at most `longest` characters are shown.
    """
    if not before or not after:
        whole = (
            Run(Part.GONE, _cut(before, longest)) if before else Run(Part.NEW, _cut(after, longest))
        )
        return [whole] if whole.words else []
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    is_short = len(before) <= WHOLE and len(after) <= WHOLE
    if is_short or len(old) * len(new) > 4_000_000 or matcher.ratio() < _ALIKE:
        return [Run(Part.GONE, _cut(before, longest)), Run(Part.NEW, _cut(after, longest))]
    return [*_runs(matcher, old, new, longest)]


def _runs(
    matcher: SequenceMatcher[str], old: Sequence[str], new: Sequence[str], longest: float
) -> Iterator[Run]:
    codes = matcher.get_opcodes()
    for n, (change, i, i_end, j, j_end) in enumerate(codes):
        if change == "equal":
            yield Run(Part.SAME, _around(new[j:j_end], n == 0, n == len(codes) - 1))
            continue
        if i < i_end:
            yield Run(Part.GONE, _cut(" ".join(old[i:i_end]), longest))
        if j < j_end:
            yield Run(Part.NEW, _cut(" ".join(new[j:j_end]), longest))


def _around(words: Sequence[str], is_first: bool, is_last: bool) -> str:  # noqa: FBT001 - two ends
    """Words that stayed: those next to what changed."""
    before = [] if is_first else words[:CONTEXT]
    after = [] if is_last else words[-CONTEXT:]
    if len(before) + len(after) >= len(words):
        return " ".join(words)
    return " ".join((*before, "…", *after))


def _cut(words: str, longest: float) -> str:
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    return f"{words[: int(longest)].rsplit(' ', 1)[0]} …"
