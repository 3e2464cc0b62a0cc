"""endless-loop, of documents: one uses itself, or another that leads back to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, located, nodes
from claim_manual.model.nodes import Use
from claim_manual.proof.graph import reached_from


@rule(error="endless-loop")
def circular_uses(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Whoever follows sub-processes comes to an end."""
    used_by = {
        (node.use, document.id)
        for document in manual.documents()
        for node in nodes(document)
        if isinstance(node, Use)
    }
    for document in manual.documents():
        uses = [(loc, node) for loc, node in located(document) if isinstance(node, Use)]
        leading_here = reached_from([document.id], used_by) if uses else set()
        for loc, node in uses:
            if node.use in leading_here:
                yield error(
                    document.source.value((*loc, "use")),
                    "endless-loop",
                    say("“{id}” leads back to this page, without end.", id=node.use),
                    say("Use a page that does not use this one; a link goes in continue_with:."),
                )
