"""unpractised-objective: no case of a workshop is about an objective; unasked-objective: no question is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.assessment_form import bank_cases
from claim_manual.derived.practice import practice
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Document, Manual
from claim_manual.model.workshop import Objective, Workshop


@rule(warning=("unpractised-objective", "unasked-objective"))
def unpractised_objectives(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """What people are to be able to do afterwards they have to try, and to be asked."""
    for workshop in manual.workshops:
        if workshop.path in manual.faulty:
            continue
        practised = {page.id for page in practice(manual, workshop).documents}
        asked = _asked(manual, workshop)
        for n, objective in enumerate(workshop.model.objectives):
            if not all(map(manual.document, objective.pages)):
                continue  # what is on a page that nobody could read is not known
            place = workshop.source.value(("objectives", n))
            if practised.isdisjoint(objective.pages):
                yield warning(
                    place,
                    "unpractised-objective",
                    say(
                        "No case that is practised is about the objective “{id}”.", id=objective.id
                    ),
                    say("Choose a case of one of its pages, or name the page of a case."),
                )
            if asked is not None and not any(_is_about(part, objective) for part in asked):
                yield warning(
                    place,
                    "unasked-objective",
                    say(
                        "No question of the assessment is about the objective “{id}”.",
                        id=objective.id,
                    ),
                    say("Ask a case of one of its pages, or write objective: in a question."),
                )


_Subject = tuple[str, str]
"""What a question is about: "page" or "objective", and its id."""


def _is_about(subject: _Subject, objective: Objective) -> bool:
    kind, name = subject
    return name == objective.id if kind == "objective" else name in objective.pages


def _asked(manual: Manual, workshop: Document[Workshop]) -> set[_Subject] | None:
    """What the assessment asks about; None where there is none, or not all of it could be read."""
    assessment = manual.assessment(workshop.model.assessment or "")
    if assessment is None or assessment.path in manual.faulty:
        return None
    model = assessment.model
    pages = {("page", case.document.id) for case in bank_cases(manual, model.bank)}
    named = (question.objective for question in model.questions)
    return pages | {("objective", objective_id) for objective_id in named if objective_id}
