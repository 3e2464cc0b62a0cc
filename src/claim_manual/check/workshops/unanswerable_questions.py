"""unanswerable-question: a question of an assessment cannot be answered, or is never asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.assessment import Assessment, OwnQuestion
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Loc


@rule(error="unanswerable-question")
def unanswerable_questions(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Answers to choose from where one chooses, right ones among them, at a moment that there is."""
    for assessment in manual.assessments:
        for n, question in enumerate(assessment.model.questions):
            for key, wrong, hint in _faults(assessment.model, question):
                place = assessment.source.value(("questions", n, *key))
                yield error(place, "unanswerable-question", wrong, hint)


def _faults(
    assessment: Assessment, question: OwnQuestion
) -> Iterator[tuple[Loc, Message, Message]]:
    ids = {answer.id for answer in question.answers}
    is_chosen = question.kind in {"choice", "multiple"}
    if is_chosen and len(ids) < len(("one", "another")):
        wrong = say("There is nothing to choose from in “{id}”.", id=question.id)
        yield (), wrong, say("Write answers: with two or more, each with id: and label:.")
    if not is_chosen and ids:
        wrong = say("Questions of kind {kind} have no answers of their own.", kind=question.kind)
        yield (
            ("answers",),
            wrong,
            say("Write kind: choice or kind: multiple, or leave answers: out."),
        )
    for n, right in enumerate(question.right):
        if right not in ids:
            wrong = say("“{id}” is none of the answers of this question.", id=right)
            yield ("right", n), wrong, say("Write the id of one of its answers.")
    for n, moment in enumerate(question.moments):
        if moment not in assessment.asked_at:
            wrong = say("The assessment is not answered at the moment “{id}”.", id=moment)
            yield ("moments", n), wrong, say("Add it under moments: of the assessment.")
