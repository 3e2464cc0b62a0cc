"""taken-question-name: two questions of an assessment have one name in forms, or that of the form's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.assessment_form import RESERVED, bank_cases, own_name
from claim_manual.derived.question_bank import ascii_name, question_name
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


@rule(error="taken-question-name")
def taken_question_names(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The column of a table of answers is one question's alone."""
    yield from _alike(manual)
    for assessment in manual.assessments:
        taken = {*RESERVED}
        for case in bank_cases(manual, assessment.model.bank):
            name = question_name(case)
            if name in taken:
                place = assessment.source.value(("bank",))
                yield _taken_name(place, name)
            taken.add(name)
        for n, question in enumerate(assessment.model.questions):
            name = own_name(question.id)
            if name in taken:
                yield _taken_name(assessment.source.value(("questions", n, "id")), name)
            taken.add(name)


def _alike(manual: Manual) -> Iterator[Finding]:
    """Pages whose codes differ by marks alone, so that questions of both would have one name."""
    if not (manual.workshops or manual.assessments):
        return
    first: dict[str, str] = {}
    for document in manual.documents():
        code = ascii_name(document.model.code)
        earlier = first.setdefault(code, document.model.code)
        if code and document.model.scenarios and earlier != document.model.code:
            yield error(
                document.source.value(("code",)),
                "taken-question-name",
                say("In forms this code reads as “{code}” does.", code=earlier),
                say("Give the page another code."),
            )


def _taken_name(place: Place, name: str) -> Finding:
    return error(
        place,
        "taken-question-name",
        say("The name “{name}” is already taken in the form.", name=name),
        say("Give the question another id."),
    )
