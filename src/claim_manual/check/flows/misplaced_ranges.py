"""wrong-type, of a range: it is of another sort than its question, or outside what can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.flows.ranged import ranged
from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.nodes import AskDate, AskNumber


@rule(error="wrong-type")
def misplaced_ranges(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Days for `measure: date`, numbers for all else; and some value of the domain in each range."""
    for document, loc, fact in ranged(manual):
        question, scale = fact.question, fact.scale
        if not isinstance(question, AskNumber | AskDate):
            continue
        ranges = [
            ((*loc, "answers", n, "range"), answer.range)
            for n, answer in enumerate(question.answers)
        ]
        if question.domain:
            ranges.append(((*loc, "domain"), question.domain))
        possible = {answer for case in fact.cases for answer in case.answers}
        for n, (where, range_) in enumerate(ranges):
            if not scale.fits(range_):
                yield error(
                    document.source.value(where),
                    "wrong-type",
                    say("The bounds of “{id}” are days, and these are numbers.", id=question.id)
                    if scale.is_of_days
                    else say(
                        "The bounds of “{id}” are numbers, and these are days.", id=question.id
                    ),
                    say("Write days: {example}.", example="{lt: 2026-05-19}")
                    if scale.is_of_days
                    else say("Days go with kind: date and measure: date."),
                )
            elif n < len(question.answers) and question.answers[n].id not in possible:
                yield error(
                    document.source.value(where),
                    "wrong-type",
                    say("Nothing that “{id}” can be lies in this range.", id=question.id),
                    say("Mend the range, or the domain: of the question."),
                )
