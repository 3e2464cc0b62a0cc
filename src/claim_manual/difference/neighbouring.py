"""Situations that differ in neighbouring values alone, as one: 6 to 17 years, not year by year."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from claim_manual.proof.cases import AnswerClass

Given = tuple[tuple[int, AnswerClass], ...]
"""Answers in order: the number of the fact, and how it is answered."""
T = TypeVar("T")


@dataclass(frozen=True)
class Row(Generic[T]):
    """What is told of somebody: the answers, and `mark`, which is the same where the same is told."""

    given: Given
    mark: Hashable
    told: T

    def span(self, place: int) -> AnswerClass | None:
        """The values of the answer at this place; None where it is no number nor day."""
        case = self.given[place][1] if place < len(self.given) else None
        return case if case and case.value is not None else None

    def beside(self, place: int) -> Hashable:
        """What must be the same in neighbours: all but the values at this place."""
        others = (*self.given[:place], self.given[place][0], *self.given[place + 1 :])
        return self.mark, others


def joined(rows: Iterable[Row[T]]) -> list[Row[T]]:
    """The rows, in one those of which the same is told and whose values are neighbours."""
    remaining = list(rows)
    for place in range(max((len(row.given) for row in remaining), default=0)):
        alike: dict[Hashable, list[Row[T]]] = {}
        for n, row in enumerate(remaining):
            key = row.beside(place) if row.span(place) else n
            alike.setdefault(key, []).append(row)
        remaining = [row for group in alike.values() for row in _runs(group, place)]
    return remaining


def _runs(group: list[Row[T]], place: int) -> Iterator[Row[T]]:
    """The rows of a group, those in one whose values follow each other."""
    if not group[1:]:
        yield from group
        return
    spans = {id(row): span for row in group if (span := row.span(place))}
    first, *others = sorted(group, key=lambda row: spans[id(row)].low)
    low, high = spans[id(first)].low, spans[id(first)].high
    for row in others:
        if spans[id(row)].low > high:
            yield _spanning(first, place, AnswerClass((), low, high, spans[id(first)].value))
            first, low = row, spans[id(row)].low
        high = max(high, spans[id(row)].high)
    yield _spanning(first, place, AnswerClass((), low, high, spans[id(first)].value))


def _spanning(row: Row[T], place: int, case: AnswerClass) -> Row[T]:
    given = (*row.given[:place], (row.given[place][0], case), *row.given[place + 1 :])
    return Row(given, row.mark, row.told)
