"""range-overlap: a number or a day for which a question has two answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.ranged import before, ranged, written
from claim_manual.check.witness import values
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


def range_overlaps(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The ranges of a question's answers have nothing in common."""
    for document, loc, fact in ranged(manual):
        ids = [one.id for one in fact.question.answers]
        told: set[tuple[str, str]] = set()
        for case in fact.cases:
            for second in case.answers[1:]:
                if (case.answers[0], second) in told:
                    continue  # the values beside those that were told
                told.add((case.answers[0], second))
                yield error(
                    document.source.value((*loc, "answers", ids.index(second), "range")),
                    "range-overlap",
                    say(
                        "“{second}” and “{first}” both answer for {values}{before}, written {range}.",
                        first=case.answers[0],
                        second=second,
                        values=values(manual, fact, case),
                        before=before(manual, document, loc),
                        range=written(fact, case),
                    ),
                    say("Let one range end where the other begins."),
                )
