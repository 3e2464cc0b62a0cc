"""unreachable-node: no way leads from the start to a node."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.graph import edges, reached_from
from claim_manual.model.manual import Manual, nodes, nodes_key


def unreachable_nodes(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The start is the first node; every other one can be come to."""
    for document in manual.documents():
        own = nodes(document)
        reached = reached_from([own[0].id], ((one.source, one.target) for one in edges(own)))
        for n, node in enumerate(own):
            if node.id not in reached:
                yield error(
                    document.source.value((nodes_key(document), n, "id")),
                    "unreachable-node",
                    say("No way leads to “{id}”.", id=node.id),
                    say("Make an answer or a next: lead to it, or take it away."),
                )
