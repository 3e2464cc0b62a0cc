"""unanswerable-question: a question of an assessment cannot be answered, or is never asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.practice import case_named
from claim_manual.derived.question_bank import other_ends
from claim_manual.model.assessment import Assessment, Bank, OwnQuestion
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Loc

Fault = tuple[Loc, Message, Message]
"""Where in a question or bank it is, what is wrong, what to do."""


@rule(error="unanswerable-question")
def unanswerable_questions(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Answers to choose from where one chooses, right ones among them, at a moment that there is."""
    for assessment in manual.assessments:
        for n, question in enumerate(assessment.model.questions):
            for key, wrong, hint in _faults(assessment.model, question):
                place = assessment.source.value(("questions", n, *key))
                yield error(place, "unanswerable-question", wrong, hint)
        if bank := assessment.model.bank:
            for key, wrong, hint in _faults_of_bank(manual, bank):
                place = assessment.source.value(("bank", *key))
                yield error(place, "unanswerable-question", wrong, hint)


def _faults_of_bank(manual: Manual, bank: Bank) -> Iterator[Fault]:
    if not bank.of and not bank.questions:
        wrong = say("Nothing says which cases are asked.")
        yield (), wrong, say("Write from: with pages, or questions: with cases.")
    for n, name in enumerate(bank.questions):
        case = case_named(manual, name)
        if case and case.document.path not in manual.faulty and not other_ends(case):
            wrong = say("The page of “{id}” has no other end to offer as an answer.", id=name)
            yield ("questions", n), wrong, say("Name a case of another page.")


def _faults(assessment: Assessment, question: OwnQuestion) -> Iterator[Fault]:
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
    if len(question.scale) == 1:
        wrong = say("A scale has two ends.")
        yield ("scale",), wrong, say("Write what 1 means and what 5 means, or leave scale: out.")
    for n, moment in enumerate(question.moments):
        if moment not in assessment.asked_at:
            wrong = say("The assessment is not answered at the moment “{id}”.", id=moment)
            yield ("moments", n), wrong, say("Add it under moments: of the assessment.")
