"""changed-approval: an approved page says something else and is still called approved."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.check.changes.pairs import pairs
from claim_manual.check.rule import rule
from claim_manual.derived.difference import Difference
from claim_manual.model.finding import Finding, error, say


@rule(error="changed-approval")
def approved_changes(difference: Difference) -> Iterator[Finding]:
    """Whoever approved it approved other words: the page goes back to in-review."""
    for pair in pairs(difference):
        if (
            pair.is_other
            and pair.before.model.status == "approved"
            and pair.after.model.status not in {"in-review", "retired"}
        ):
            yield error(
                pair.after.source.value(("status",)),
                "changed-approval",
                say(
                    "This page shows “{file}”, which is another file than when it was approved.",
                    file=pair.replaced[0],
                )
                if pair.is_replaced_alone
                else say("What this page says has changed since it was approved."),
                say("Write status: in-review; it is approved again in a change of its own."),
            )
