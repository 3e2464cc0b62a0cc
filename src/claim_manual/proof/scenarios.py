"""A scenario run through a flow: where its answers lead, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from claim_manual.model.documents import Scenario
from claim_manual.proof.moves import Answered, Move, State
from claim_manual.proof.states import Walk


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
    taken: set[tuple[str, str]] = set()
    questions: set[str] = set()
    visited: dict[State, None] = {}
    since: set[State] = set()
    answered: list[tuple[int, int]] = []
    state = walk.start

    def ended(fault: Fault, fact: str = "") -> Run:
        return Run((), frozenset(taken), fault, fact, (*visited,), tuple(answered))

    while moves := walk.moves[state]:
        if state in since:
            return ended(Fault.CIRCLE)
        visited[state] = None
        since.add(state)
        stop, case = walk.stop(state), -1
        if told := _told(walk, state, scenario, questions):
            questions.add(walk.program.fact_names[told.fact])
            answered += told.given
            since, state = set(), told.to or state
            continue
        if stop.fact >= 0:
            questions.add(stop.name)
            if stop.name not in scenario.answers:
                return ended(Fault.NOT_ANSWERED, stop.name)
            fact, answer = walk.program.facts[stop.fact], scenario.answers[stop.name]
            number = fact.case_of(answer)
            if number is None:
                return ended(Fault.NOT_AN_ANSWER, stop.name)
            case = number
            answered.append((stop.fact, case))
            ids = answer if isinstance(answer, tuple) else fact.cases[case].answers
            taken |= {(stop.name, answer_id) for answer_id in ids}
        move = next(move_ for move_ in moves if move_.case == case)
        if move.to is None:
            return ended(Fault.STUCK, stop.name)
        state = move.to
    if not_asked := [name for name in scenario.answers if name not in questions]:
        return ended(Fault.NOT_ASKED, not_asked[0])
    states = (*visited, state)
    return Run(outcomes(walk, state), frozenset(taken), None, "", states, tuple(answered))


def _told(walk: Walk, state: State, scenario: Scenario, done: set[str]) -> Move | None:
    """The move of an exception that the scenario has told here, once: `perigo: registar`."""
    for move in walk.told(state):
        name, fact = walk.program.fact_names[move.fact], walk.program.facts[move.fact]
        place = fact.cases[move.case].answers[0]
        if name not in done and scenario.answers.get(name) == place:
            return move
    return None


def outcomes(walk: Walk, state: State) -> tuple[str, ...]:
    """The ids of the outcomes in which a walk ends; several of a table that collects."""
    stop = walk.stop(state)
    if stop.results is None:
        return (stop.node.id,)
    return tuple(walk.program.stops[number].node.id for number in stop.results)
