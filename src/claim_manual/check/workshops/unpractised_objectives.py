"""unpractised-objective: no case of a workshop is about an objective; unasked-objective: no question is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.assessment_form import bank_cases
from claim_manual.derived.practice import practice
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Document, Manual
from claim_manual.model.workshop import Workshop


@rule(warning=("unpractised-objective", "unasked-objective"))
def unpractised_objectives(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """What people are to be able to do afterwards they have to try, and to be asked."""
    for workshop in manual.workshops:
        cases = practice(manual, workshop).cases
        practised = {case.document.id for case in cases}
        asked_pages, asked_objectives = _asked(manual, workshop)
        for n, objective in enumerate(workshop.model.objectives):
            place = workshop.source.value(("objectives", n))
            if cases and not practised & {*objective.pages}:
                yield warning(
                    place,
                    "unpractised-objective",
                    say(
                        "No case that is practised is about the objective “{id}”.", id=objective.id
                    ),
                    say("Choose a case of one of its pages, or name the page of a case."),
                )
            is_asked = objective.id in asked_objectives or asked_pages & {*objective.pages}
            if workshop.model.assessment and not is_asked:
                yield warning(
                    place,
                    "unasked-objective",
                    say(
                        "No question of the assessment is about the objective “{id}”.",
                        id=objective.id,
                    ),
                    say("Ask a case of one of its pages, or write objective: in a question."),
                )


def _asked(manual: Manual, workshop: Document[Workshop]) -> tuple[set[str], set[str]]:
    """The pages of the cases that the assessment asks, and the objectives that its questions name."""
    assessment = manual.assessment(workshop.model.assessment or "")
    if assessment is None:
        return set(), set()
    model = assessment.model
    pages = {case.document.id for case in bank_cases(manual, model.bank)}
    return pages, {question.objective for question in model.questions if question.objective}
