"""Two walks made together: everybody whose answers end in one elsewhere than in the other.

Whoever answers does so once for both: what one walk has asked, the other hears when it comes to the
question. The places at which both walks can stand are a graph; only those from which somebody ends
elsewhere are walked again, to list who it is. So what is listed does not grow with all that stayed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from claim_manual.proof.moves import Move, State
from claim_manual.proof.side import At, Finish, Given, Side
from claim_manual.proof.situations import LISTED, MAX_MOVES, Situation

MAX_PLACES = 100_000
"""At how many places both walks are looked at."""
OTHER: Final = "another answer, which only the other walk has"

Unheard = tuple[Given, ...]
"""What one walk has been answered and the other has still to hear, in order."""


@dataclass(frozen=True)
class Place:
    """Where both walks stand, and what each has still to hear."""

    at: tuple[At, At]
    unheard: tuple[Unheard, Unheard] = ((), ())


@dataclass(frozen=True)
class Step:
    """An answer: the move of each walk that it is for, and the place after it."""

    moves: tuple[Move | None, Move | None]
    to: Place


@dataclass
class Elsewhere:
    """Walks that one person makes and that end differently; None where an answer is none there."""

    pairs: list[tuple[Situation | None, Situation | None]] = field(default_factory=list)
    is_whole: bool = True


class Together:
    """Two walks, before and after a change."""

    def __init__(self, before: Side, after: Side) -> None:
        self.sides = (before, after)
        self._steps: dict[Place, tuple[Step, ...]] = {}
        self._is_whole = True

    @cached_property
    def _start(self) -> Place:
        return Place((self.sides[0].start.at, self.sides[1].start.at))

    def elsewhere(self) -> Elsewhere:
        """Who ends elsewhere, at most LISTED pairs of walks; `is_whole` says whether these are all."""
        leading = self._leading()
        listed = Elsewhere()
        for steps, pair in enumerate(self._pairs(leading), 1):
            if pair is not None:
                listed.pairs.append(pair)
            if len(listed.pairs) >= LISTED or steps >= MAX_MOVES:
                listed.is_whole = False
                break
        listed.is_whole &= self._is_whole and all(side.is_whole for side in self.sides)
        return listed

    def _leading(self) -> set[Place]:
        """The places from which somebody ends elsewhere."""
        before: dict[Place, list[Place]] = {}
        todo = deque([self._start])
        seen = {self._start}
        differing = []
        while todo:
            place = todo.popleft()
            if _is_other(place):
                differing.append(place)
            for step in self._onward(place):
                before.setdefault(step.to, []).append(place)
                if step.to in seen:
                    continue
                if len(seen) >= MAX_PLACES:
                    self._is_whole = False
                    break
                seen.add(step.to)
                todo.append(step.to)
        leading = set(differing)
        while differing:
            for place in before.get(differing.pop(), ()):
                if place not in leading:
                    leading.add(place)
                    differing.append(place)
        return leading

    def _pairs(
        self, leading: set[Place]
    ) -> Iterator[tuple[Situation | None, Situation | None] | None]:
        """The pairs of walks to places that differ; None for each step on the way."""
        if self._start not in leading:
            return
        way: list[tuple[Place, Step]] = []
        on_way = {self._start}
        frames = [(self._start, iter(self._onward(self._start)))]
        if _is_other(self._start):
            yield self._pair(way, self._start)
        while frames:
            place, steps = frames[-1]
            step = next((step for step in steps if step.to in leading), None)
            if step is None:
                frames.pop()
                on_way.discard(place)
                del way[-1:]
                continue
            yield None
            if step.to in on_way:
                continue
            if _is_other(step.to):
                yield self._pair([*way, (place, step)], step.to)
                continue
            way.append((place, step))
            on_way.add(step.to)
            frames.append((step.to, iter(self._onward(step.to))))

    def _pair(
        self, way: Sequence[tuple[Place, Step]], last: Place
    ) -> tuple[Situation | None, Situation | None]:
        old, new = (
            None
            if last.at[n] is None
            else side.situation(
                [
                    (at, move)
                    for place, step in way
                    if (move := step.moves[n]) and isinstance(at := place.at[n], tuple)
                ]
            )
            for n, side in enumerate(self.sides)
        )
        return old, new

    # -- steps

    def _onward(self, place: Place) -> tuple[Step, ...]:
        if place not in self._steps:
            self._steps[place] = tuple(self._of(place))
        return self._steps[place]

    def _of(self, place: Place) -> Iterator[Step]:
        """The steps from a place: what was answered is heard first, then a question is asked."""
        asks = [
            (n, at, side.asked(at))
            for n, (side, at) in enumerate(zip(self.sides, place.at, strict=True))
            if isinstance(at, tuple)
        ]
        for n, at, name in asks:
            if any(name == heard for heard, _ in place.unheard[n]):
                yield from self._hear(place, n, at, name)
                return
        if len(asks) == 2 and asks[0][2] == asks[1][2]:
            yield from self._both(place, asks[0][1], asks[1][1])
        elif asks:
            yield from self._ask(place, *asks[0])

    def _hear(self, place: Place, n: int, at: State, name: str) -> Iterator[Step]:
        """A walk comes to a question that the other has asked before."""
        unheard = place.unheard[n]
        first = next(i for i, (heard, _) in enumerate(unheard) if heard == name)
        key = unheard[first][1]
        rest = (*unheard[:first], *unheard[first + 1 :])
        ways = self.sides[n].ways(at)
        others = self.sides[1 - n].keys.get(name, frozenset())
        keys = [key for key in ways if key not in others] if key == OTHER else [key]
        for answer in keys:
            yield from self._step(place, {n: ways.get(answer)}, {n: rest})

    def _both(self, place: Place, old: State, new: State) -> Iterator[Step]:
        """Both walks ask the same."""
        ways = self.sides[0].ways(old), self.sides[1].ways(new)
        for key in dict.fromkeys((*ways[0], *ways[1])):
            moves = {n: ways[n].get(key) for n in (0, 1)}
            yield from self._step(place, moves, {})

    def _ask(self, place: Place, n: int, at: State, name: str) -> Iterator[Step]:
        """One walk asks what the other does not ask now; it hears the answer if it asks later."""
        other = self.sides[1 - n]
        unheard = place.unheard[1 - n]
        ways = self.sides[n].ways(at)
        keys: list[Hashable] = [*ways]
        if place.at[1 - n] is not None and other.keys.get(name, frozenset()) - ways.keys():
            keys.append(OTHER)
        for key in keys:
            yield from self._step(place, {n: ways.get(key)}, {1 - n: (*unheard, (name, key))})

    def _step(
        self, place: Place, moves: dict[int, Move | None], unheard: dict[int, Unheard]
    ) -> Iterator[Step]:
        """The step that these moves are: none where nobody can answer so."""
        at = tuple(
            (self.sides[n].after(move).at if (move := moves[n]) else None)
            if n in moves
            else place.at[n]
            for n in (0, 1)
        )
        kept = tuple(
            tuple(
                given
                for given in unheard.get(n, place.unheard[n])
                if self.sides[n].can_ask(at[n], given[0])
            )
            for n in (0, 1)
        )
        is_dropped = any(
            key == OTHER and (name, key) not in kept[n]
            for n in (0, 1)
            for name, key in unheard.get(n, place.unheard[n])
        )
        if not is_dropped and at != (None, None):
            yield Step((moves.get(0), moves.get(1)), Place(at, kept))  # type: ignore[arg-type]


def _is_other(place: Place) -> bool:
    """Whether both walks are over, and differently."""
    match place.at:
        case Finish() as old, Finish() as new:
            return not old.is_same(new)
        case (None, Finish()) | (Finish(), None):
            return True
        case _:
            return False
