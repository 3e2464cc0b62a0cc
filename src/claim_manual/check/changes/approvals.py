"""hasty-approval: a page is approved in the change that writes it, or without a review."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.check.changes.pairs import pairs
from claim_manual.check.rule import rule
from claim_manual.derived.difference import Difference
from claim_manual.model.finding import Finding, error, say


@rule(error="hasty-approval")
def approvals(difference: Difference) -> Iterator[Finding]:
    """What is approved is what was in review, to the word."""
    for pair in pairs(difference):
        was = pair.before.model.status
        if pair.after.model.status != "approved" or was == "approved":
            continue
        place = pair.after.source.value(("status",))
        if pair.is_other:
            yield error(
                place,
                "hasty-approval",
                say("This change approves the page and writes something else in it."),
                say("Approve it in a change of its own, with status: and approved: alone."),
            )
        elif was != "in-review":
            yield error(
                place,
                "hasty-approval",
                say("This page is approved, and it was not in review before."),
                say("Write status: in-review first."),
            )
