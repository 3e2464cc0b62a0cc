"""unreachable-node: no answers lead from the start to a node."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import AnyDocument, Manual, exceptions, located
from claim_manual.model.nodes import Join, Use
from claim_manual.proof.graph import crossing, edges, lost_targets, reached_from
from claim_manual.proof.walks import not_whole, partly_walked, walks


@rule(error="unreachable-node")
def unreachable_nodes(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The start is the first node; every other one is come to, here or where the page is used."""
    reached = {
        (stop.scope.document.id, stop.node.id)
        for walk in walks(manual)
        for number in walk.first
        for inner in (walk.program.stops[number].results or (number,))
        for stop in (walk.program.stops[inner],)
    }
    partly = partly_walked(manual)
    for document in manual.documents():
        located_nodes = list(located(document))
        ways = [(edge.source, edge.target) for edge in edges(document)]
        starts = [located_nodes[0][1].id, *(told.id for told in exceptions(document))]
        led_to = reached_from(starts, ways)
        excused = reached_from(_after_unreachable(manual, document, reached), ways)
        is_read = document.id not in not_whole(manual)
        if not document.is_whole or lost_targets(manual, document) or crossing(manual, document):
            continue  # what leads where was not read, or is told as lost, or as crossing
        for loc, node in located_nodes if document.id not in partly else ():
            if isinstance(node, Join):
                continue  # its branches are told
            is_reached = (document.id, node.id) in reached if is_read else node.id in led_to
            if is_reached or node.id in excused:
                continue
            yield error(
                document.source.value((*loc, "id")),
                "unreachable-node",
                say("No answers lead to “{id}”: every way to it is closed.", id=node.id)
                if node.id in led_to
                else say("No way leads to “{id}”.", id=node.id),
                say("Mend the conditions on the ways to it, or take it away.")
                if node.id in led_to
                else say("Make an answer or a next: lead to it, or take it away."),
            )


def _after_unreachable(
    manual: Manual, document: AnyDocument, reached: set[tuple[str, str]]
) -> Iterator[str]:
    """The nodes that follow an outcome of a sub-process which is itself reported there."""
    uses = {node.id: node.use for _, node in located(document) if isinstance(node, Use)}
    for edge in edges(document):
        used = manual.document(uses.get(edge.source, ""))
        is_known = used and edge.result in {node.id for _, node in located(used)}
        is_read = used and used.id not in not_whole(manual)
        if used and is_known and is_read and (used.id, edge.result) not in reached:
            yield edge.target
