"""range-gap: a number or a day for which a question has no answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.flows.ranged import answers_before, ranged, written_range
from claim_manual.check.rule import rule
from claim_manual.check.witness import values
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="range-gap")
def range_gaps(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The ranges of a question's answers cover its domain."""
    for document, loc, fact in ranged(manual):
        for case in fact.cases:
            if not case.answers:
                yield error(
                    document.source.value((*loc, "id")),
                    "range-gap",
                    say(
                        "Nobody answers “{id}” for: {values}{before}.",
                        id=fact.question.id,
                        values=values(manual, fact, case),
                        before=answers_before(manual, document, loc),
                    ),
                    say(
                        "Widen a neighbouring range, add an answer with range: {range}, or write in domain: what can be.",
                        range=written_range(fact, case),
                    ),
                )
