"""Sets of small numbers as the bits of one number: many stops have large ones of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

_ONES = bytes.maketrans(b"01", b"\0\1")


def bits(number: int) -> tuple[int, ...]:
    """The positions of the bits that are set, in order."""
    digits = bin(number)[:1:-1].encode().translate(_ONES)
    return tuple(compress(range(len(digits)), digits))


def with_bits(positions: Iterable[int]) -> int:
    """The number in which these bits are set."""
    number = 0
    for position in positions:
        number |= 1 << position
    return number


def closed(
    place_bits: list[int], onward: list[set[int]], without: list[int] | None = None
) -> list[int]:
    """For each place its bits and those of all places that it leads to: the transitive closure.

    `without` has for each place bits that do not pass through it from those it leads to.
    """
    before: list[list[int]] = [[] for _ in place_bits]
    for n, targets in enumerate(onward):
        for target in targets:
            before[target].append(n)
    all_bits = [*place_bits]
    todo = [*range(len(place_bits))]
    while todo:
        n = todo.pop()
        for source in before[n]:
            passed_on = all_bits[n] & ~without[source] if without else all_bits[n]
            if all_bits[source] | passed_on != all_bits[source]:
                all_bits[source] |= passed_on
                todo.append(source)
    return all_bits
