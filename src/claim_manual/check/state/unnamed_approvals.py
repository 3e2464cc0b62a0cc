"""unnamed-approval: a page is approved, and nobody is named who approved it, or it was not yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="unnamed-approval")
def unnamed_approvals(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """An approval has a role and a day that is not to come."""
    for document in manual.documents():
        model = document.model
        if model.status != "approved":
            continue
        if model.approved is None:
            yield error(
                document.source.value(("status",)),
                "unnamed-approval",
                say("This page is approved, and it does not say by whom and when."),
                say("Write approved: {{by: <role>, on: <day>}}."),
            )
        elif model.approved.on > today:
            yield error(
                document.source.value(("approved", "on")),
                "unnamed-approval",
                say("This page was approved on a day that is still to come."),
                say("Write the day on which it was approved."),
            )
