"""The smallest set of situations that together give every answer that can be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claim_manual.model.documents import Flow
from claim_manual.proof.situations import LISTED, Situation, situations
from claim_manual.proof.states import State, Walk

Answers = frozenset[tuple[int, str]]
"""Answers of the flow's own questions: number of the fact, id of the answer."""
MAX_TRIES = 200_000


@dataclass(frozen=True)
class Cover:
    """Situations that give every answer; `is_smallest` where it is proved that fewer do not."""

    situations: tuple[Situation, ...]
    is_smallest: bool


def cover(walk: Walk) -> Cover:
    """A cover of the answers to a walked flow's own questions, or to all that a procedure asks.

    A minimum set cover by branch and bound over the listed situations; where there are more of
    them, each next one is the walk with the most answers still missing, and the cover may not be
    the smallest.
    """
    found = situations(walk)
    if found.count > LISTED and walk.order is not None:
        return Cover(tuple(_longest_first(walk)), is_smallest=False)
    by_gain: dict[Answers, Situation] = {}
    for one in found.listed:
        by_gain.setdefault(gains(walk, one), one)
    kept = [
        (gain, one) for gain, one in by_gain.items() if not any(gain < other for other in by_gain)
    ]
    chosen, is_proved = _smallest([gain for gain, _ in kept])
    return Cover(
        tuple(kept[n][1] for n in sorted(chosen)),
        is_smallest=is_proved and found.count <= len(found.listed) and found.is_exact,
    )


def gains(walk: Walk, one: Situation) -> Answers:
    """The answers that a situation gives.

    Of a multiple question also those that can be chosen besides without changing anything.
    """
    program = walk.program
    return frozenset(
        (fact, answer)
        for fact, case in one.answered
        if _is_wanted(walk, fact)
        for answer in program.facts[fact].chosen(program.facts[fact].cases[case])
    )


def _is_wanted(walk: Walk, fact: int) -> bool:
    """A flow's scenarios answer its own questions; a procedure has those of its flows at heart."""
    is_flow = isinstance(walk.program.document.model, Flow)
    return not (is_flow and walk.program.stops_of_facts[fact].scope.caller)


def _smallest(gains_: Sequence[Answers]) -> tuple[set[int], bool]:
    """Positions of the fewest sets whose union is that of all; whether that is proved."""
    wanted = frozenset[tuple[int, str]]().union(*gains_)
    best = _greedy(gains_, wanted)
    tries = 0

    def search(chosen: set[int], missing: Answers) -> None:
        nonlocal best, tries
        tries += 1
        if not missing:
            best = {*chosen} if len(chosen) < len(best) else best
            return
        largest = max(len(gain & missing) for gain in gains_)
        if tries > MAX_TRIES or len(chosen) + -(-len(missing) // largest) >= len(best):
            return
        rare = min(missing, key=lambda answer: (sum(answer in gain for gain in gains_), answer))
        able = [n for n, gain in enumerate(gains_) if rare in gain]
        for n in sorted(able, key=lambda n: -len(gains_[n] & missing)):
            search(chosen | {n}, missing - gains_[n])

    search(set(), wanted)
    return best, tries <= MAX_TRIES


def _greedy(gains_: Sequence[Answers], wanted: Answers) -> set[int]:
    chosen: set[int] = set()
    missing = wanted
    while missing:
        most = max(range(len(gains_)), key=lambda n: len(gains_[n] & missing))
        chosen.add(most)
        missing -= gains_[most]
    return chosen


def _longest_first(walk: Walk) -> list[Situation]:
    """Walks, each with the most answers that those before it lack, until none is lacking."""
    found: list[Situation] = []
    given: set[tuple[int, str]] = set()
    while True:
        one = _with_most(walk, given)
        gain = gains(walk, one) - given
        if not gain:
            return found
        given |= gain
        found.append(one)


def _with_most(walk: Walk, given: set[tuple[int, str]]) -> Situation:
    program = walk.program
    best: dict[State, tuple[int, int]] = {}
    for state in reversed(walk.order or []):
        stop = walk.stop(state)
        options = [] if walk.moves[state] else [(0, -1)]
        for n, move in enumerate(walk.moves[state]):
            if move.to is None or best[move.to][0] < 0:
                continue
            gain = 0
            if move.case >= 0 and _is_wanted(walk, stop.fact):
                fact = program.facts[stop.fact]
                own = {(stop.fact, answer) for answer in fact.chosen(fact.cases[move.case])}
                gain = len(own - given)
            options.append((best[move.to][0] + gain, n))
        best[state] = max(options, key=lambda one: (one[0], -one[1]), default=(-1, -1))
    state, stops, answered = walk.start, [walk.start[0]], []
    while (move_number := best[state][1]) >= 0:
        move = walk.moves[state][move_number]
        if move.case >= 0:
            answered.append((walk.stop(state).fact, move.case))
        if move.to is None:
            break
        state = move.to
        stops.append(state[0])
    return Situation(tuple(stops), tuple(answered))
