"""mismatched-assessment: a workshop and its assessment do not name each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual


@rule(warning="mismatched-assessment")
def mismatched_assessments(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Answers are counted for the workshop that the assessment names, and shown with that one."""
    for assessment in manual.assessments:
        workshop = manual.workshop(assessment.model.workshop)
        if workshop and workshop.model.assessment != assessment.id:
            yield warning(
                assessment.source.value(("workshop",)),
                "mismatched-assessment",
                say(
                    "The workshop “{workshop}” does not name the assessment “{assessment}”.",
                    workshop=workshop.id,
                    assessment=assessment.id,
                ),
                say("Write assessment: {id} in {path}.", id=assessment.id, path=workshop.path),
            )
    for workshop in manual.workshops:
        named = manual.assessment(workshop.model.assessment or "")
        other = manual.workshop(named.model.workshop) if named else None
        if named and other and other.id != workshop.id:
            yield warning(
                workshop.source.value(("assessment",)),
                "mismatched-assessment",
                say(
                    "The assessment “{assessment}” is that of another workshop: “{workshop}”.",
                    workshop=other.id,
                    assessment=named.id,
                ),
                say("Write workshop: {id} in {path}.", id=workshop.id, path=named.path),
            )
