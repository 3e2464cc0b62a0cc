"""unknown-target: a way leads to a node that the document does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, nodes
from claim_manual.model.near import Near
from claim_manual.model.nodes import Outcome
from claim_manual.proof.graph import edges


@rule(error="unknown-target")
def unknown_targets(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`to:`, `next:` and the values of `then:` name nodes of the same file."""
    for document in manual.documents():
        ids = {node.id for node in nodes(document)}
        ends = {node.id for node in nodes(document) if isinstance(node, Outcome)}
        near_id, near_ends = Near(ids), Near(ends)
        for edge in edges(document):
            possible = ends if edge.rule else ids
            if edge.target not in possible:
                near = near_ends(edge.target) if edge.rule else near_id(edge.target)
                yield error(
                    document.source.value(edge.loc),
                    "unknown-target",
                    say("“{id}” is a question, and a rule leads to an outcome.", id=edge.target)
                    if edge.target in ids
                    else say("There is no node “{id}” in this file.", id=edge.target),
                    say("Did you mean “{near}”?", near=near)
                    if near
                    else say("Write the id of a node that exists, or add the node."),
                )
