"""unproved-flow: a flow has more states than are walked, so not all of it is judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual, located
from claim_manual.proof.states import MAX_BYTES
from claim_manual.proof.walks import walks


@rule(warning="unproved-flow")
def unproved_flows(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Not to be able to judge is said, and is not the same as to find nothing."""
    for walk in walks(manual):
        if not walk.is_whole:
            document = walk.program.document
            first = next(iter(located(document)))[0]
            yield warning(
                document.source.value((*first, "id")),
                "unproved-flow",
                say(
                    "There are more combinations of answers than {size} MB hold; not all of them are proved.",
                    size=MAX_BYTES // 1_000_000,
                )
                if walk.is_cut
                else say("There are too many combinations of answers; not all of them are proved."),
                say("Divide the page, or let fewer conditions read far back."),
            )
