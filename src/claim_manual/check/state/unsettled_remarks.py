"""unsettled-remark: a comment was decided, and it does not say why, or in which version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.review import Remark

ACCEPTED_WITHOUT_VERSION = say("This comment was accepted, and it does not say in which version.")


@rule(error="unsettled-remark", warning="unsettled-remark")
def unsettled_remarks(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Whoever took the trouble to comment reads what came of it; a closed round leaves nothing open."""
    for review in manual.reviews:
        for n, remark in enumerate(review.model.remarks):
            place = review.source.value(("remarks", n, "decision"))
            if remark.decision in {"rejected", "partly"} and not remark.why:
                yield error(
                    place,
                    "unsettled-remark",
                    say("This comment was not accepted as a whole, and it does not say why."),
                    say("Write why:."),
                )
            if remark.decision in {"accepted", "partly"} and not remark.version:
                yield error(
                    place,
                    "unsettled-remark",
                    ACCEPTED_WITHOUT_VERSION,
                    say("Write version:, as it stands in the history of the page."),
                )
            elif remark.decision in {"accepted", "partly"} and not _is_in_history(manual, remark):
                yield error(
                    review.source.value(("remarks", n, "version")),
                    "unsettled-remark",
                    say(
                        "The history of “{id}” has no version {version}.",
                        id=remark.on,
                        version=remark.version,
                    ),
                    say("Add the line under history: of the page, or write the right version."),
                )
            if remark.decision == "open" and review.model.closed_on:
                yield warning(
                    place,
                    "unsettled-remark",
                    say("This round is closed, and this comment has no decision."),
                    say("Decide it, or take closed_on: away."),
                )


def _is_in_history(manual: Manual, remark: Remark) -> bool:
    document = manual.document(remark.on) if remark.on else None
    return document is None or remark.version in {
        record.version for record in document.model.history
    }
