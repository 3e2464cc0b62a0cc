"""unconfirmed-page: an approved page rests on something that nobody has confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="unconfirmed-page")
def unconfirmed_pages(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """While a question marked `blocking` has no answer, no page that names it can be approved."""
    for document in manual.documents():
        for n, name in enumerate(document.model.unconfirmed):
            question = manual.validation(name)
            if (
                document.model.status == "approved"
                and question
                and question.blocking
                and question.is_open
            ):
                yield error(
                    document.source.value(("unconfirmed", n)),
                    "unconfirmed-page",
                    say("This page is approved, but “{id}” has no answer yet.", id=name),
                    say("Write answered_on: in reference/validations.yml, or take status: back."),
                )
