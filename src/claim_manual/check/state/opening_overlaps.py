"""opening-overlap: opening times that contradict each other, or say the same twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from claim_manual.check.rule import rule
from claim_manual.derived.centres import reached
from claim_manual.derived.opening import spans
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.registers import Opening


@rule(warning="opening-overlap")
def opening_overlaps(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Two rules of a contact have no minute in common: one of them is out of date then."""
    for source, loc, name, service in reached(manual):
        for k in _overlapping(service.opening):
            yield warning(
                source.value((*loc, "opening", k)),
                "opening-overlap",
                say("These times overlap with others of the contact “{id}”.", id=name),
                say("Correct the days or the times, or take one of the two away."),
            )


def _overlapping(rules: Sequence[Opening]) -> Iterator[int]:
    """The rules that have a minute in common with an earlier one."""
    for n, later in enumerate(rules):
        if any(_have_common(later, earlier) for earlier in rules[:n]):
            yield n


def _have_common(rule_: Opening, other: Opening) -> bool:
    return any(
        span.begins < taken.ends and taken.begins < span.ends
        for span in spans([rule_])
        for taken in spans([other])
    )
