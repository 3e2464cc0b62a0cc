"""scenario-fails, and unknown-target of a scenario: it does not come to the outcome that it expects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.documents import DecisionTable, Flow, Procedure, Scenario
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.near import enumerated
from claim_manual.model.nodes import AskDate, AskNumber, Outcome
from claim_manual.model.place import NOWHERE, Loc
from claim_manual.proof.scenarios import Fault, Run, run
from claim_manual.proof.states import Walk
from claim_manual.proof.walks import not_whole, walk

FAULTS = {
    Fault.NOT_ANSWERED: say("The scenario does not answer “{id}”, which is asked."),
    Fault.NOT_AN_ANSWER: say("What the scenario answers is no answer to “{id}”."),
    Fault.STUCK: say("No way leads on from “{id}” with these answers."),
    Fault.CIRCLE: say("With these answers one goes round without end."),
    Fault.NOT_ASKED: say("The scenario answers “{id}”, which is not asked on its way."),
}


@rule(error=("scenario-fails", "unknown-target"))
def failing_scenarios(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Scenarios are the tests of a flow or procedure."""
    for document in manual.documents():
        for n, scenario in enumerate(document.model.scenarios):
            is_read = document.id not in not_whole(manual)
            if is_read and document.source.value(("scenarios", n, "expect")) != NOWHERE:
                yield from _faults(manual, document, ("scenarios", n), scenario)


def _faults(
    manual: Manual, document: AnyDocument, loc: Loc, scenario: Scenario
) -> Iterator[Finding]:
    outcomes = {outcome.id for outcome in nodes(document) if isinstance(outcome, Outcome)}
    if unknown := [name for name in scenario.expect if name not in outcomes]:
        yield error(
            document.source.value((*loc, "expect")),
            "unknown-target",
            say("There is no outcome “{id}” in this file.", id=unknown[0]),
            say("Its outcomes are: {names}.", names=enumerated(sorted(outcomes))),
        )
        return
    walked = walk(manual, document)
    result = run(walked, scenario)
    if result.fault and not walked.is_whole:
        return
    if result.fault:
        yield _fails(
            document,
            _loc_of_fault(loc, scenario, result),
            _message(result),
            _hint(walked, scenario, result),
        )
    elif _differs(document.model, scenario, result):
        yield _fails(
            document,
            (*loc, "expect"),
            say(
                "The scenario “{id}” ends in “{found}”, not in “{expected}”.",
                id=scenario.id,
                found=enumerated(result.outcomes) or "–",
                expected=enumerated(scenario.expect) or "–",
            ),
            say("Mend the scenario, or the flow if the scenario is right."),
        )


def _differs(model: Flow | Procedure, scenario: Scenario, result: Run) -> bool:
    if isinstance(model, DecisionTable) and model.hit_policy == "collect":
        return {*scenario.expect} != {*result.outcomes}
    return scenario.expect != result.outcomes


def _fails(document: AnyDocument, loc: Loc, message: Message, hint: Message) -> Finding:
    return error(document.source.value(loc), "scenario-fails", message, hint)


def _loc_of_fault(loc: Loc, scenario: Scenario, result: Run) -> Loc:
    if result.fact in scenario.answers:
        return (*loc, "answers", result.fact)
    return (*loc, "answers") if scenario.answers else (*loc, "id")


def _message(result: Run) -> Message:
    message = FAULTS.get(result.fault) if result.fault else None
    return Message(message.template if message else "", {"id": result.fact})


def _hint(walked: Walk, scenario: Scenario, result: Run) -> Message:
    program = walked.program
    unasked = [name for name in scenario.answers if name not in program.fact_names]
    if result.fault is Fault.NOT_ANSWERED and unasked:
        return say("The scenario answers “{id}”, which no question is called.", id=unasked[0])
    if result.fact not in program.fact_names or result.fault is Fault.NOT_ASKED:
        return say("Mend the scenario, or the flow if the scenario is right.")
    fact = program.facts[program.fact_names.index(result.fact)]
    names = enumerated(answer.id for answer in fact.question.answers)
    match fact.question:
        case AskDate(measure="date"):
            return say("Write an answer, {names}, or a day: 2026-11-21.", names=names)
        case AskNumber() | AskDate():
            return say("Write an answer, {names}, or a number that can be.", names=names)
        case _:
            return say("Its answers are: {names}.", names=names)
