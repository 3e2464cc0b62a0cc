"""range-overlap: a number or a day for which a question has two answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.flows.ranged import answers_before, ranged, written_range
from claim_manual.check.rule import rule
from claim_manual.check.witness import values
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="range-overlap")
def range_overlaps(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The ranges of a question's answers have nothing in common."""
    for document, loc, fact in ranged(manual):
        ids = [answer.id for answer in fact.question.answers]
        reported: set[tuple[str, str]] = set()
        for case in fact.cases:
            for second in case.answers[1:]:
                if (case.answers[0], second) in reported:
                    continue  # the values beside those that were told
                reported.add((case.answers[0], second))
                yield error(
                    document.source.value((*loc, "answers", ids.index(second), "range")),
                    "range-overlap",
                    say(
                        "“{second}” and “{first}” both answer for {values}{before}, written {range}.",
                        first=case.answers[0],
                        second=second,
                        values=values(manual, fact, case),
                        before=answers_before(manual, document, loc),
                        range=written_range(fact, case),
                    ),
                    say("Let one range end where the other begins."),
                )
