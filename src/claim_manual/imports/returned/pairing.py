"""Which of two lists of words belong together: the same, and those that were changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_ALIKE = 0.35
"""How much two texts have in common at least to be one that was changed, where their number differs."""
_MOST = 4000
"""Pairs up to which each is tried with each."""

Pair = tuple[int | None, int | None]


def pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Positions that belong together, in order; None beside what is new, and beside what is gone."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(i, i_end), range(j, j_end), strict=True)
        else:
            for a, b in _changed(before[i:i_end], after[j:j_end]):
                yield (None if a is None else i + a, None if b is None else j + b)


def alike(before: str, after: str) -> float:
    """How much two texts have in common, from 0 to 1."""
    matcher = SequenceMatcher(None, before.split(), after.split(), autojunk=False)
    return matcher.ratio()


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """The pairs of what lies between two things that are the same."""
    if len(before) == len(after):
        yield from zip(range(len(before)), range(len(after)), strict=True)
        return
    if not before or not after or len(before) * len(after) > _MOST:
        yield from ((n, None) for n in range(len(before)))
        yield from ((None, n) for n in range(len(after)))
        return
    yield from _best(before, after)


def _best(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """The pairs that have most in common, none crossing another."""
    likeness = [[alike(a, b) for b in after] for a in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    made: list[Pair] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if likeness[i][j] >= _ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            made.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            made.append((i, None))
            i += 1
        else:
            made.append((None, j))
            j += 1
    made += [(n, None) for n in range(i, len(before))]
    return [*made, *((None, n) for n in range(j, len(after)))]
