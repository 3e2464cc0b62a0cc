"""scenario-fails: a scenario does not come to the outcome that it expects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.model.documents import DecisionTable, Flow, Scenario
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import Document, Manual
from claim_manual.model.near import enumerated
from claim_manual.model.nodes import AskDate, AskNumber, Outcome
from claim_manual.model.place import NOWHERE, Loc
from claim_manual.proof.scenarios import Fault, Run, run
from claim_manual.proof.states import Walk, not_whole, walk

FAULTS = {
    Fault.NOT_ANSWERED: say("The scenario does not answer “{id}”, which is asked."),
    Fault.NOT_AN_ANSWER: say("What the scenario answers is no answer to “{id}”."),
    Fault.STUCK: say("No way leads on from “{id}” with these answers."),
    Fault.CIRCLE: say("With these answers one goes round without end."),
    Fault.NOT_ASKED: say("The scenario answers “{id}”, which is not asked on its way."),
}


def failing_scenarios(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Scenarios are the tests of a flow."""
    for document in manual.flows:
        for n, scenario in enumerate(document.model.scenarios):
            is_read = document.id not in not_whole(manual)
            if is_read and document.source.value(("scenarios", n, "expect")) != NOWHERE:
                yield from _judged(manual, document, ("scenarios", n), scenario)


def _judged(
    manual: Manual, document: Document[Flow], loc: Loc, scenario: Scenario
) -> Iterator[Finding]:
    known = {one.id for one in document.model.nodes if isinstance(one, Outcome)}
    if unknown := [one for one in scenario.expect if one not in known]:
        yield error(
            document.source.value((*loc, "expect")),
            "unknown-target",
            say("There is no outcome “{id}” in this file.", id=unknown[0]),
            say("Its outcomes are: {names}.", names=enumerated(sorted(known))),
        )
        return
    walked = walk(manual, document)
    found = run(walked, scenario)
    if found.fault and not walked.is_whole:
        return
    if found.fault:
        yield _fails(
            document, _place(loc, scenario, found), _said(found), _hint(walked, scenario, found)
        )
    elif _differs(document.model, scenario, found):
        yield _fails(
            document,
            (*loc, "expect"),
            say(
                "The scenario “{id}” ends in “{found}”, not in “{expected}”.",
                id=scenario.id,
                found=enumerated(found.outcomes) or "–",
                expected=enumerated(scenario.expect) or "–",
            ),
            say("Mend the scenario, or the flow if the scenario is right."),
        )


def _differs(flow: Flow, scenario: Scenario, found: Run) -> bool:
    if isinstance(flow, DecisionTable) and flow.hit_policy == "collect":
        return {*scenario.expect} != {*found.outcomes}
    return scenario.expect != found.outcomes


def _fails(document: Document[Flow], loc: Loc, message: Message, hint: Message) -> Finding:
    return error(document.source.value(loc), "scenario-fails", message, hint)


def _place(loc: Loc, scenario: Scenario, found: Run) -> Loc:
    if found.fact in scenario.answers:
        return (*loc, "answers", found.fact)
    return (*loc, "answers") if scenario.answers else (*loc, "id")


def _said(found: Run) -> Message:
    known = FAULTS.get(found.fault) if found.fault else None
    return Message(known.template if known else "", {"id": found.fact})


def _hint(walked: Walk, scenario: Scenario, found: Run) -> Message:
    program = walked.program
    unknown = [one for one in scenario.answers if one not in program.fact_names]
    if found.fault is Fault.NOT_ANSWERED and unknown:
        return say("The scenario answers “{id}”, which no question is called.", id=unknown[0])
    if found.fact not in program.fact_names or found.fault is Fault.NOT_ASKED:
        return say("Mend the scenario, or the flow if the scenario is right.")
    fact = program.facts[program.fact_names.index(found.fact)]
    names = enumerated(one.id for one in fact.question.answers)
    match fact.question:
        case AskDate(measure="date"):
            return say("Write an answer, {names}, or a day: 2026-11-21.", names=names)
        case AskNumber() | AskDate():
            return say("Write an answer, {names}, or a number that can be.", names=names)
        case _:
            return say("Its answers are: {names}.", names=names)
