"""continues-with-itself: an outcome continues with the page on which it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, located
from claim_manual.model.nodes import Outcome


@rule(error="continues-with-itself")
def own_continuation(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Nobody who came to an end is sent back to the beginning."""
    for document in manual.documents():
        for loc, node in located(document):
            if isinstance(node, Outcome) and document.id in node.continue_with:
                n = node.continue_with.index(document.id)
                yield error(
                    document.source.value((*loc, "continue_with", n)),
                    "continues-with-itself",
                    say("The outcome continues with its own page."),
                    say("Name the page that comes next, or take this one out."),
                )
