"""The cases that show most within the room there is: maximum coverage, what is wanted most first.

Of cases that show one outcome each, taking the one that adds most again and again is best. Where a
case shows several, that can fall short: then the outcomes that are wanted most are searched for by
branch and bound, and after that a case is exchanged for another for as long as that shows more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heapreplace

Things = frozenset[tuple[str, ...]]
"""Outcomes or answers, by their names."""
Shows = tuple[Things, ...]
"""What a case shows: what is wanted most, then what comes after it; of each case as many sets."""
Worth = tuple[int, ...]
"""How many things there are in each of these sets."""
MAX_TRIES = 200_000
"""How many cases are looked at in a search, and how many exchanges are tried."""


def chosen_cases(cases: Sequence[Shows], room: int) -> list[int]:
    """Positions of the `room` cases that show most, in their order; of equals the first."""
    chosen = _one_by_one(cases, room, [])
    if better := _searched([case[0] for case in cases], room, _shown(cases, chosen)[0]):
        chosen = _one_by_one(cases, room, better)
    return sorted(_Exchange(cases, chosen).best())


def _shown(cases: Sequence[Shows], chosen: Iterable[int]) -> Shows:
    nothing: Shows = tuple(Things() for _ in cases[0]) if cases else (Things(),)
    return tuple(
        Things().union(*things) for things in zip(nothing, *(cases[n] for n in chosen), strict=True)
    )


def _turn(case: Shows, shown: Sequence[set[tuple[str, ...]]]) -> Worth:
    """When it is a case's turn: what adds most comes first."""
    return tuple(-len(things - there) for things, there in zip(case, shown, strict=True))


def _one_by_one(cases: Sequence[Shows], room: int, first: Sequence[int]) -> list[int]:
    """`first`, and then each time the case that adds most.

    What a case adds never grows, so a case that still adds most once it is looked at again is the
    one, whatever the others add.
    """
    chosen = [*first]
    shown = [set(things) for things in _shown(cases, first)]
    left = [(_turn(case, shown), n) for n, case in enumerate(cases) if n not in {*first}]
    heapify(left)
    while left and len(chosen) < room:
        _, n = left[0]
        again = (_turn(cases[n], shown), n)
        if again > left[0]:
            heapreplace(left, again)
            continue
        heappop(left)
        chosen.append(n)
        for there, things in zip(shown, cases[n], strict=True):
            there.update(things)
    return chosen


def _searched(things: Sequence[Things], room: int, shown: Things) -> list[int]:
    """Positions of at most `room` sets that together have more than `shown`, and the most.

    Empty where none have, or none were met within MAX_TRIES.
    """
    if shown == Things().union(*things) or all(len(some) <= 1 for some in things):
        return []
    by_things = {some: n for n, some in reversed([*enumerate(things)])}
    sets = [some for some in by_things if not any(some < larger for larger in by_things)]
    search = _Search(sets, room, len(shown), MAX_TRIES // len(sets))
    search.go((), Things())
    return [by_things[sets[n]] for n in search.best]


@dataclass
class _Search:
    """Looks for at most `room` sets that together have more than `most`."""

    sets: Sequence[Things]
    room: int
    most: int
    tries: int
    best: tuple[int, ...] = ()

    def go(self, taken: tuple[int, ...], union: Things) -> None:
        """Look at every choice that begins with those taken and can still have more."""
        if len(union) > self.most:
            self.most, self.best = len(union), taken
        start = taken[-1] + 1 if taken else 0
        gains = sorted((len(some - union) for some in self.sets[start:]), reverse=True)
        self.tries -= 1
        left = self.room - len(taken)
        if self.tries < 0 or len(union) + sum(gains[:left]) <= self.most:
            return
        for n in range(start, len(self.sets)):
            if not self.sets[n] <= union:
                self.go((*taken, n), union | self.sets[n])


@dataclass
class _Exchange:
    """Exchanges a chosen case for another for as long as that shows more."""

    cases: Sequence[Shows]
    chosen: list[int]
    tries: int = MAX_TRIES
    _counts: list[Counter[tuple[str, ...]]] = field(default_factory=list)

    def best(self) -> list[int]:
        """The choice that no exchange betters, or that was come to within MAX_TRIES."""
        shown_by = zip(*(self.cases[n] for n in self.chosen), strict=True)
        self._counts = [Counter(thing for some in things for thing in some) for things in shown_by]
        while any(self._bettered(place) for place in range(len(self.chosen))):
            pass
        return self.chosen

    def _bettered(self, place: int) -> bool:
        leaving = self.cases[self.chosen[place]]
        self._count(leaving, -1)
        loss = self._worth(leaving)
        for n in self._others():
            self.tries -= 1
            if self.tries < 0:
                break
            if self._worth(self.cases[n]) > loss:
                self._count(self.cases[n], 1)
                self.chosen[place] = n
                return True
        self._count(leaving, 1)
        return False

    def _others(self) -> Iterator[int]:
        taken = {*self.chosen}
        return (n for n in range(len(self.cases)) if n not in taken)

    def _worth(self, case: Shows) -> Worth:
        """How much a case adds to those that are counted."""
        pairs = zip(case, self._counts, strict=True)
        return tuple(sum(not counts[thing] for thing in things) for things, counts in pairs)

    def _count(self, case: Shows, change: int) -> None:
        for things, counts in zip(case, self._counts, strict=True):
            for thing in things:
                counts[thing] += change
