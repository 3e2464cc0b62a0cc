"""review-overdue: the day by which a page was to be reviewed has passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual


@rule(warning="review-overdue")
def review_overdue(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`review_by` is the last good day; a retired page is not reviewed."""
    for document in manual.documents():
        due = document.model.review_by
        if due and due < today and document.model.status != "retired":
            yield warning(
                document.source.value(("review_by",)),
                "review-overdue",
                say("This page was to be reviewed by {date}.", date=due.isoformat()),
                say("Review it, then write the new verified_on: and review_by:."),
            )
