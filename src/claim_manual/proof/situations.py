"""The situations of a flow: how many there are, through which nodes, and what is answered in each.

A situation is a walk from the start that does not come twice to the same node with the same facts.
Where the flow goes in no circle they are counted by the states alone, however many there are;
where it does, they are walked one by one, up to a limit. Branches of a parallel are walked one
after the other; an exception, which may be told at any step, is counted as told where its page
begins and so multiplies nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from claim_manual.model.derived import derived
from claim_manual.model.nodes import Outcome, Wait
from claim_manual.proof.moves import Answered, Move, State, Stuck
from claim_manual.proof.program import Program
from claim_manual.proof.states import Walk
from claim_manual.proof.stops import Facts, Stop

LISTED = 1_000
"""How many situations are listed; more are only counted."""
MAX_MOVES = 300_000
"""How far a flow that goes in circles is walked, in steps."""


@dataclass(frozen=True)
class Situation:
    """A walk: the stops on it, the answers in order, and why it ended where that is no outcome."""

    stops: tuple[int, ...]
    answered: Answered
    stuck: Stuck | None = None


@dataclass
class Situations:
    """The situations that end in an outcome, and those in which nothing is said (gaps).

    `count` and `gap_count` are exact unless `is_exact` is False, then they are the least there
    are. `through` has for each stop that can be reached the number of situations through it.
    """

    count: int = 0
    gap_count: int = 0
    is_exact: bool = True
    listed: list[Situation] = field(default_factory=list)
    gaps: list[Situation] = field(default_factory=list)
    through: dict[int, int] = field(default_factory=dict)


@derived
def situations(walk: Walk) -> Situations:
    """The situations of a walked document, found once; at most LISTED of each sort are listed."""
    return _situations(walk, LISTED)


def every_situation(walk: Walk, *, are_gaps: bool = False) -> Iterator[Situation]:
    """The situations of a walked document, or those in which nothing is said, without any limit.

    None is kept: each is walked when it is asked for.
    """
    for situation in _depth_first(walk, check_circles=walk.is_circular, most=math.inf):
        if bool(situation.stuck) == are_gaps:
            yield situation


def ends_of(program: Program, stop: Stop) -> list[Stop]:
    """The outcomes in which a walk ends; several, or none, of a table that collects."""
    if stop.results is None:
        return [stop] if isinstance(stop.node, Outcome) else []
    return [program.stops[number] for number in stop.results]


def answers_given(walked: Walk, answered: Answered) -> dict[str, Any]:
    """Answers as a scenario writes them, by question; the last where one was asked again.

    Of a wait that was come to again, what came of it time by time.
    """
    program = walked.program
    given: dict[str, Any] = {}
    for fact, case in answered:
        name, answer = (
            program.fact_names[fact],
            program.facts[fact].given(program.facts[fact].cases[case]),
        )
        is_again = name in given and isinstance(program.stops_of_facts[fact].node, Wait)
        before = given.get(name)
        given[name] = (
            [*(before if isinstance(before, list) else [before]), answer] if is_again else answer
        )
    return given


def outcome(walked: Walk, situation: Situation) -> str | list[str] | None:
    """The outcome in which a situation ends, several of a table that collects; None in a gap."""
    last = walked.program.stops[situation.stops[-1]]
    ids = [end.node.id for end in ends_of(walked.program, last)]
    if situation.stuck:
        return None
    return ids if last.results is not None else ids[0]


def _situations(walk: Walk, limit: int) -> Situations:
    into = Situations(through=dict.fromkeys((stop for stop, _ in walk.moves), 0))
    order = walk.order
    if order is None:
        _walk_all(walk, into, limit)
    else:
        _count(walk, order, into)
        for situation in _depth_first(walk, check_circles=False):
            _add(situation, into, limit)
            if len(into.listed) + len(into.gaps) >= min(limit, into.count + into.gap_count):
                break
    into.is_exact = into.is_exact and walk.is_whole
    return into


def _add(situation: Situation, into: Situations, limit: int) -> None:
    of_sort = into.gaps if situation.stuck else into.listed
    if len(of_sort) < limit:
        of_sort.append(situation)


def _count(walk: Walk, order: list[State], into: Situations) -> None:
    ends: dict[State, tuple[int, int]] = {}
    for state in reversed(order):
        moves = walk.counted(state)
        outcomes, gaps = (0, 0) if moves else (1, 0)
        for move in moves:
            # None beyond what was visited; a move that is stuck is a gap.
            onward = ends.get(move.to, (0, 0)) if move.to else (0, 1)
            outcomes, gaps = outcomes + onward[0], gaps + onward[1]
        ends[state] = outcomes, gaps
    into.count, into.gap_count = ends[walk.start]
    arrivals = dict.fromkeys(order, 0)
    arrivals[walk.start] = 1
    for state in order:
        into.through[state[0]] += arrivals[state] * ends[state][0]
        for move in walk.counted(state):
            if move.to in arrivals:
                arrivals[move.to] += arrivals[state]


class _TooFarError(Exception):
    """A flow that goes in circles has more situations than are walked."""


def _walk_all(walk: Walk, into: Situations, limit: int) -> None:
    try:
        for situation in _depth_first(walk, check_circles=True):
            _add(situation, into, limit)
            if situation.stuck:
                into.gap_count += 1
                continue
            into.count += 1
            for stop in set(situation.stops):
                into.through[stop] += 1
    except _TooFarError:
        into.is_exact = False


@dataclass
class _Frame:
    """A state on the way, with all facts known there and the moves that are still to be made."""

    state: State
    facts: Facts
    moves: Iterator[Move]
    has_answer: bool = False


def _depth_first(
    walk: Walk, *, check_circles: bool, most: float = MAX_MOVES
) -> Iterator[Situation]:
    """Walks in the order of answers. Raises _TooFarError after `most` steps in circles."""
    facts: Facts = (-1,) * len(walk.program.facts)
    frames = [_Frame(walk.start, facts, iter(walk.counted(walk.start)))]
    answered: list[tuple[int, int]] = []
    on_way: set[State] = {(walk.start[0], facts)}
    steps = 0
    if not walk.moves[walk.start]:
        yield Situation((walk.start[0],), ())
    while frames:
        frame = frames[-1]
        move = _next_move(walk, frame)
        if move is None:
            frames.pop()
            on_way.discard((frame.state[0], frame.facts))
            if frame.has_answer:
                answered.pop()
            continue
        steps += 1
        if check_circles and steps > most:
            raise _TooFarError
        answer = [*move.given]
        if move.to is None:
            yield Situation(_route(frames), (*answered, *answer), move.stuck)
            continue
        facts = _with_answers(frame.facts, answer, walk.program.told_from)
        if check_circles and (move.to[0], facts) in on_way:
            continue
        answered += answer
        if not walk.moves[move.to]:
            yield Situation((*_route(frames), move.to[0]), tuple(answered))
            del answered[len(answered) - len(answer) :]
            continue
        on_way.add((move.to[0], facts))
        frames.append(_Frame(move.to, facts, iter(walk.counted(move.to)), bool(answer)))


def _next_move(walk: Walk, frame: _Frame) -> Move | None:
    """The next move that is still to be made; of moves only those to states that were visited."""
    return next((move for move in frame.moves if not move.to or move.to in walk.moves), None)


def _with_answers(facts: Facts, answers: list[tuple[int, int]], told_from: int) -> Facts:
    """The facts with what is answered; that an exception was told is none."""
    for fact, case in answers:
        if fact >= told_from:
            continue
        facts = (*facts[:fact], case, *facts[fact + 1 :])
    return facts


def _route(frames: list[_Frame]) -> tuple[int, ...]:
    """The stops on the way."""
    return tuple(frame.state[0] for frame in frames)
