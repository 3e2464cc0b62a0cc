"""untold-case: a case to practise has no story, so that its card would be empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.practice import case_named, told_cases
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


@rule(error="untold-case", warning="untold-case")
def untold_cases(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Cases that are named need a story; pages that cases are taken from need one case with a story."""
    for name, place in _names(manual):
        case = case_named(manual, name)
        if case and not case.scenario.story:
            yield error(
                place,
                "untold-case",
                say("The case “{id}” has no story.", id=name),
                say("Write story: in the scenario, or name another case."),
            )
    for page_id, place in _pages(manual):
        document = manual.document(page_id)
        if document and not any(True for _ in told_cases(document)):
            yield warning(
                place,
                "untold-case",
                say("No scenario of “{id}” tells a story.", id=page_id),
                say("Write story: in its scenarios, or take cases from another page."),
            )


def _names(manual: Manual) -> Iterator[tuple[str, Place]]:
    for workshop in manual.workshops:
        for n, session in enumerate(workshop.model.sessions):
            inner = () if isinstance(session.cases, tuple) else ("names",)
            for m, name in enumerate(session.practice.names if session.practice else ()):
                yield name, workshop.source.value(("sessions", n, "cases", *inner, m))
    for assessment in manual.assessments:
        bank = assessment.model.bank
        for n, name in enumerate(bank.questions if bank else ()):
            yield name, assessment.source.value(("bank", "questions", n))


def _pages(manual: Manual) -> Iterator[tuple[str, Place]]:
    for workshop in manual.workshops:
        for n, session in enumerate(workshop.model.sessions):
            for m, page_id in enumerate(session.practice.flows if session.practice else ()):
                yield page_id, workshop.source.value(("sessions", n, "cases", "flows", m))
    for assessment in manual.assessments:
        for n, page_id in enumerate(assessment.model.bank.of if assessment.model.bank else ()):
            yield page_id, assessment.source.value(("bank", "from", n))
