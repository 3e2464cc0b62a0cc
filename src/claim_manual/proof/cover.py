"""The smallest set of situations that together give every answer that can be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claim_manual.proof.moves import State
from claim_manual.proof.situations import LISTED, Situation, situations
from claim_manual.proof.states import Walk

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
    all_situations = situations(walk)
    if all_situations.count > LISTED and walk.order is not None:
        return Cover(tuple(_longest_first(walk)), is_smallest=False)
    by_gain: dict[Answers, Situation] = {}
    for situation in all_situations.listed:
        by_gain.setdefault(gains(walk, situation), situation)
    candidates = [
        (gain, situation)
        for gain, situation in by_gain.items()
        if not any(gain < larger for larger in by_gain)
    ]
    chosen, is_proved = _smallest([gain for gain, _ in candidates])
    return Cover(
        tuple(candidates[n][1] for n in sorted(chosen)),
        is_smallest=is_proved
        and all_situations.count <= len(all_situations.listed)
        and all_situations.is_exact,
    )


def gains(walk: Walk, situation: Situation) -> Answers:
    """The answers that a situation gives.

    Of a multiple question also those that can be chosen besides without changing anything.
    """
    program = walk.program
    return frozenset(
        (fact, answer)
        for fact, case in situation.answered
        if _counts(walk, fact)
        for answer in program.facts[fact].chosen(program.facts[fact].cases[case])
    )


def _counts(walk: Walk, fact: int) -> bool:
    """Whether scenarios have to answer a fact: the answers of a page that is used are its own cases'."""
    return not walk.program.stops_of_facts[fact].scope.caller


def _smallest(gains_: Sequence[Answers]) -> tuple[set[int], bool]:
    """Positions of the fewest sets whose union is that of all; whether that is proved."""
    all_answers = frozenset[tuple[int, str]]().union(*gains_)
    best = _greedy(gains_, all_answers)
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

    search(set(), all_answers)
    return best, tries <= MAX_TRIES


def _greedy(gains_: Sequence[Answers], all_answers: Answers) -> set[int]:
    chosen: set[int] = set()
    missing = all_answers
    while missing:
        most = max(range(len(gains_)), key=lambda n: len(gains_[n] & missing))
        chosen.add(most)
        missing -= gains_[most]
    return chosen


def _longest_first(walk: Walk) -> list[Situation]:
    """Walks, each with the most answers that those before it lack, until none is lacking."""
    chosen: list[Situation] = []
    covered: set[tuple[int, str]] = set()
    while True:
        situation = _with_most(walk, covered)
        gain = gains(walk, situation) - covered
        if not gain:
            return chosen
        covered |= gain
        chosen.append(situation)


def _with_most(walk: Walk, covered: set[tuple[int, str]]) -> Situation:
    program = walk.program
    best: dict[State, tuple[int, int]] = {}
    for state in reversed(walk.order or []):
        options = [] if walk.moves[state] else [(0, -1)]
        for n, move in enumerate(walk.counted(state)):
            if move.to is None or best[move.to][0] < 0:
                continue
            gain = 0
            if move.case >= 0 and _counts(walk, move.fact):
                fact = program.facts[move.fact]
                answers = {(move.fact, answer) for answer in fact.chosen(fact.cases[move.case])}
                gain = len(answers - covered)
            options.append((best[move.to][0] + gain, n))
        best[state] = max(options, key=lambda option: (option[0], -option[1]), default=(-1, -1))
    state, stops = walk.start, [walk.start[0]]
    answered: list[tuple[int, int]] = []
    while (move_number := best[state][1]) >= 0:
        move = walk.counted(state)[move_number]
        answered += move.given
        if move.to is None:
            break
        state = move.to
        stops.append(state[0])
    return Situation(tuple(stops), tuple(answered))
