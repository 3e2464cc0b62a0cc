"""What is near a scenario: where it ends if one answer is another, as people mix cases up."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claim_manual.proof.moves import State
from claim_manual.proof.scenarios import Run, outcomes
from claim_manual.proof.states import Walk

MAX_STATES = 2_000
"""How many states are looked at after a changed answer."""


@dataclass(frozen=True)
class Neighbour:
    """A scenario in which one answer is another, and that ends elsewhere.

    `fact` and `case` are the changed answer; `further` is how many answers more it takes, to
    questions that the scenario was not asked.
    """

    fact: int
    case: int
    outcomes: tuple[str, ...]
    further: int


def neighbours(walk: Walk, run: Run) -> list[Neighbour]:
    """The neighbours of a scenario's run, those first that take the fewest further answers.

    Of as many, those first whose changed answer was given last: what is asked first is clear to most.
    """
    given = dict(run.answered)
    near: list[Neighbour] = []
    for state in reversed(run.states[:-1]):
        stop = walk.stop(state)
        if stop.fact < 0 or stop.fact not in given:
            continue
        for move in walk.moves[state]:
            if move.case == given[stop.fact] or move.to is None:
                continue
            others = {fact: case for fact, case in given.items() if fact != stop.fact}
            near += (
                Neighbour(stop.fact, move.case, ends, further)
                for ends, further in _ends(walk, move.to, others)
                if {*ends} != {*run.outcomes}
            )
    return sorted(near, key=lambda neighbour: neighbour.further)


def _ends(
    walk: Walk, start: State, given: Mapping[int, int]
) -> Iterator[tuple[tuple[str, ...], int]]:
    """The outcomes that come after a state, each with the fewest answers that `given` lacks."""
    todo: deque[tuple[State, int]] = deque([(start, 0)])
    seen: set[State] = set()
    ended: set[tuple[str, ...]] = set()
    while todo and len(seen) < MAX_STATES:
        state, further = todo.popleft()
        if state in seen or state not in walk.moves:
            continue
        seen.add(state)
        moves = walk.moves[state]
        if not moves and (ends := outcomes(walk, state)) not in ended:
            ended.add(ends)
            yield ends, further
        fact = walk.stop(state).fact
        for move in moves:
            if move.to is None:
                continue
            if move.case < 0 or given.get(fact) == move.case:
                todo.appendleft((move.to, further))
            elif fact not in given:
                todo.append((move.to, further + 1))
