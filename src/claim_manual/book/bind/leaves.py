"""Which page comes where: chapters one after the other, or two of them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FILLER = -1
"""The chapter of a page that stands where a side would be empty."""


@dataclass(frozen=True)
class Leaf:
    """One side of a sheet: a chapter by its index, and a page of it, from 0."""

    chapter: int
    page: int = 0


def leaves(
    lengths: Sequence[int], turns: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> list[Leaf]:
    """The pages of a book in order; `lengths` are those of its chapters, in pages.

    Odd pages are on the right. A chapter whose turn is "left" or "right" begins there. Of a pair,
    the first chapter is on the left and the second on the right, page by page.
    """
    order: list[Leaf] = []
    facing = dict(pairs)
    right_sides = set(facing.values())
    for chapter, length in enumerate(lengths):
        if chapter in right_sides:
            continue
        turn = "left" if chapter in facing else turns[chapter]
        if turn and turn != ("right" if len(order) % 2 == 0 else "left"):
            order.append(Leaf(FILLER))
        if chapter in facing:
            order += _facing(chapter, length, facing[chapter], lengths[facing[chapter]])
        else:
            order += [Leaf(chapter, page) for page in range(length)]
    return order


def _facing(left: int, left_length: int, right: int, right_length: int) -> Iterator[Leaf]:
    for page in range(max(left_length, right_length)):
        yield Leaf(left, page) if page < left_length else Leaf(FILLER)
        yield Leaf(right, page) if page < right_length else Leaf(FILLER)
