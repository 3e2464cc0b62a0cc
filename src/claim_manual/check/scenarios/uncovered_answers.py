"""uncovered-answer: no scenario gives an answer, so nothing shows that it leads where it should."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import label
from claim_manual.model.documents import Flow
from claim_manual.model.finding import Finding, info, say, warning
from claim_manual.model.manual import AnyDocument, Manual, exceptions, located
from claim_manual.model.nodes import Answer, AnyNode, Ask, Wait
from claim_manual.proof.scenarios import run
from claim_manual.proof.walks import not_whole, walk


@rule(warning="uncovered-answer", info="uncovered-answer")
def uncovered_answers(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Where there are scenarios they give every answer that can be given; a flow has to have some."""
    for document in manual.documents():
        has_questions = any(isinstance(node, Ask) for _, node in located(document))
        if not has_questions or document.id in not_whole(manual):
            continue
        if document.model.scenarios:
            yield from _uncovered(manual, document)
        elif isinstance(document.model, Flow):
            yield info(
                document.source.key(("nodes",)),
                "uncovered-answer",
                say("This flow has no scenarios."),
                say("claim-manual flow cover {id} proposes some.", id=document.id),
            )


def _uncovered(manual: Manual, document: AnyDocument) -> Iterator[Finding]:
    walked = walk(manual, document)
    if not walked.is_whole:
        return
    runs = [run(walked, scenario) for scenario in document.model.scenarios]
    given_answers = {answer for result in runs if not result.fault for answer in result.taken}
    reached = {walked.program.stops[number].name for number in walked.first}
    proposed = say("claim-manual flow cover {id} proposes some.", id=document.id)
    for loc, node in located(document):
        for n, answer in enumerate(_answers(node)):
            if node.id in reached and (node.id, answer.id) not in given_answers:
                place = (*loc, "answers", n, "id") if isinstance(node, Ask) else (*loc, "id")
                message = say(
                    "No scenario answers “{answer}” to “{id}”.",
                    id=node.id,
                    answer=label(manual, answer),
                )
                yield warning(document.source.value(place), "uncovered-answer", message, proposed)
    told = {name for scenario in document.model.scenarios for name in scenario.answers}
    for n, exception in enumerate(exceptions(document)):
        if exception.id not in told:
            place = ("at_any_time", n, "id")
            message = say("In no scenario “{id}” is told.", id=exception.id)
            yield warning(document.source.value(place), "uncovered-answer", message, proposed)


def _answers(node: AnyNode) -> tuple[Answer, ...]:
    """What scenarios answer at a node: of a wait, whether it came."""
    if isinstance(node, Wait):
        return (node.came, node.passed) if node.otherwise else ()
    return node.answers if isinstance(node, Ask) else ()
