"""A scenario run through a flow: where its answers lead, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from claim_manual.model.documents import Scenario
from claim_manual.model.nodes import Wait
from claim_manual.proof.moves import Answered, Move, State
from claim_manual.proof.states import Walk
from claim_manual.proof.stops import Stop


class Fault(Enum):
    """Why a scenario cannot be run to an end."""

    NOT_ANSWERED = "a question is asked and the scenario has no answer to it"
    NOT_AN_ANSWER = "what the scenario answers is no answer to the question"
    STUCK = "no way leads on"
    CIRCLE = "the answers go round for ever"
    NOT_ASKED = "the scenario answers a question that is not asked"


@dataclass(frozen=True)
class Run:
    """What a scenario came to: outcome ids; or the fault, with the fact's name if it is of one.

    `taken` has each answer that was given, as question and answer id, of the flow's own questions.
    `states` are those on the way, the last one included; `answered` the cases of the answers, in order.
    """

    outcomes: tuple[str, ...]
    taken: frozenset[tuple[str, str]]
    fault: Fault | None = None
    fact: str = ""
    states: tuple[State, ...] = ()
    answered: Answered = ()


def run(walk: Walk, scenario: Scenario) -> Run:
    """The scenario's way through a walked flow."""
    return _Runner(walk, scenario).run()


@dataclass
class _Runner:
    """A scenario on its way: what it has answered, where it was, what it has had told."""

    walk: Walk
    scenario: Scenario
    state: State = field(init=False)
    taken: set[tuple[str, str]] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)
    visited: dict[State, None] = field(default_factory=dict)
    since: set[tuple[State, int]] = field(default_factory=set)
    answered: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = self.walk.start

    def run(self) -> Run:
        while moves := self.walk.moves[self.state]:
            stop = self.walk.stop(self.state)
            mark = (self.state, self._waited(stop))
            if mark in self.since:
                return self._ended(Fault.CIRCLE)
            self.since.add(mark)
            self.visited[self.state] = None
            if told := self._told():
                self._take(told)
                self.since = set()
                continue
            case = -1 if stop.fact < 0 else self._answer(stop)
            if isinstance(case, Fault):
                return self._ended(case, stop.name)
            move = next(move for move in moves if move.case == case)
            if move.to is None:
                return self._ended(Fault.STUCK, stop.name)
            self.state = move.to
        if not_asked := [name for name in self.scenario.answers if name not in self.asked]:
            return self._ended(Fault.NOT_ASKED, not_asked[0])
        states, ends = (*self.visited, self.state), outcomes(self.walk, self.state)
        return Run(ends, frozenset(self.taken), None, "", states, tuple(self.answered))

    def _ended(self, fault: Fault, fact: str = "") -> Run:
        visited, answered = (*self.visited,), tuple(self.answered)
        return Run((), frozenset(self.taken), fault, fact, visited, answered)

    def _waited(self, stop: Stop) -> int:
        """How much is used up of what is said of a wait, time by time; 0 for anything else."""
        said = self.scenario.answers.get(stop.name)
        if not isinstance(stop.node, Wait) or not isinstance(said, tuple):
            return 0
        return min(self.asked[stop.name], len(said) - 1)

    def _answer(self, stop: Stop) -> int | Fault:
        """The case that the scenario answers; of a wait the n-th time the n-th, then the last."""
        times = self._waited(stop)
        self.asked[stop.name] += 1
        if stop.name not in self.scenario.answers:
            return Fault.NOT_ANSWERED
        fact, answer = self.walk.program.facts[stop.fact], self.scenario.answers[stop.name]
        if isinstance(stop.node, Wait) and isinstance(answer, tuple) and answer:
            answer = answer[times]
        case = fact.case_of(answer)
        if case is None:
            return Fault.NOT_AN_ANSWER
        self.answered.append((stop.fact, case))
        ids = answer if isinstance(answer, tuple) else fact.cases[case].answers
        self.taken |= {(stop.name, answer_id) for answer_id in ids}
        return case

    def _told(self) -> Move | None:
        """The move of an exception that the scenario has told here, once: `perigo: registar`."""
        for move in self.walk.told(self.state):
            name = self.walk.program.fact_names[move.fact]
            place = self.walk.program.facts[move.fact].cases[move.case].answers[0]
            if not self.asked[name] and self.scenario.answers.get(name) == place:
                return move
        return None

    def _take(self, told: Move) -> None:
        self.asked[self.walk.program.fact_names[told.fact]] += 1
        self.answered += told.given
        self.state = told.to or self.state


def outcomes(walk: Walk, state: State) -> tuple[str, ...]:
    """The ids of the outcomes in which a walk ends; several of a table that collects."""
    stop = walk.stop(state)
    if stop.results is None:
        return (stop.node.id,)
    return tuple(walk.program.stops[number].node.id for number in stop.results)
