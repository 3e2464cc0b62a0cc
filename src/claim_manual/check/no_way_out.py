"""no-way-out: from a node no outcome can be reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.graph import edges, reached_from
from claim_manual.model.manual import Manual, nodes, nodes_key
from claim_manual.model.nodes import Outcome


def no_way_out(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Whoever stands at a node can come to an end; a way to a missing node is reported as that."""
    for document in manual.documents():
        own = nodes(document)
        ids = {node.id for node in own}
        ways = edges(own)
        ends = [node.id for node in own if isinstance(node, Outcome)]
        ends += [way.target for way in ways if way.target not in ids]
        saved = reached_from(ends, ((way.target, way.source) for way in ways))
        for n, node in enumerate(own):
            if node.id not in saved:
                yield error(
                    document.source.value((nodes_key(document), n, "id")),
                    "no-way-out",
                    say("From “{id}” no outcome can be reached.", id=node.id),
                    say("End with an outcome: after it, or give it a next: that leads to one."),
                )
