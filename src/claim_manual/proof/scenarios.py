"""A scenario run through a flow: where its answers lead, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from claim_manual.model.documents import Scenario
from claim_manual.model.nodes import Ask
from claim_manual.proof.states import State, Walk


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
    """

    outcomes: tuple[str, ...]
    taken: frozenset[tuple[str, str]]
    fault: Fault | None = None
    fact: str = ""


def run(walk: Walk, scenario: Scenario) -> Run:
    """The scenario's way through a walked flow."""
    taken: set[tuple[str, str]] = set()
    asked: set[str] = set()
    met: set[State] = set()
    state = walk.start

    def ended(fault: Fault, fact: str = "") -> Run:
        return Run((), frozenset(taken), fault, fact)

    while moves := walk.moves[state]:
        if state in met:
            return ended(Fault.CIRCLE)
        met.add(state)
        stop, case = walk.stop(state), -1
        if isinstance(stop.node, Ask):
            asked.add(stop.name)
            if stop.name not in scenario.answers:
                return ended(Fault.NOT_ANSWERED, stop.name)
            fact, given = walk.program.facts[stop.fact], scenario.answers[stop.name]
            found = fact.case_of(given)
            if found is None:
                return ended(Fault.NOT_AN_ANSWER, stop.name)
            case = found
            ids = given if isinstance(given, tuple) else fact.cases[case].answers
            taken |= {(stop.name, one) for one in ids}
        move = next(one for one in moves if one.case == case)
        if move.to is None:
            return ended(Fault.STUCK, stop.name)
        state = move.to
    if extra := [one for one in scenario.answers if one not in asked]:
        return ended(Fault.NOT_ASKED, extra[0])
    return Run(outcomes(walk, state), frozenset(taken))


def outcomes(walk: Walk, state: State) -> tuple[str, ...]:
    """The ids of the outcomes in which a walk ends; several of a table that collects."""
    stop = walk.stop(state)
    if stop.results is None:
        return (stop.node.id,)
    return tuple(walk.program.stops[one].node.id for one in stop.results)
