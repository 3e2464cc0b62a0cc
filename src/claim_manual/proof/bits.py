"""Sets of small numbers as the bits of one number: many stops have large ones of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

_ONES = bytes.maketrans(b"01", b"\0\1")


def bits(number: int) -> tuple[int, ...]:
    """The positions of the bits that are set, in order."""
    written = bin(number)[:1:-1].encode().translate(_ONES)
    return tuple(compress(range(len(written)), written))


def with_bits(positions: Iterable[int]) -> int:
    """The number in which these bits are set."""
    found = 0
    for position in positions:
        found |= 1 << position
    return found


def closed(own: list[int], onward: list[set[int]], without: list[int] | None = None) -> list[int]:
    """For each place the bits of its own and of all places that it leads to.

    `without` has for each place bits that do not pass through it from those it leads to.
    """
    before: list[list[int]] = [[] for _ in own]
    for n, targets in enumerate(onward):
        for target in targets:
            before[target].append(n)
    found = [*own]
    todo = [*range(len(own))]
    while todo:
        n = todo.pop()
        for source in before[n]:
            more = found[n] & ~without[source] if without else found[n]
            if found[source] | more != found[source]:
                found[source] |= more
                todo.append(source)
    return found
