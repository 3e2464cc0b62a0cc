"""no-way-out: at a node, or after an answer, no way leads on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, located
from claim_manual.model.nodes import JOINED, Do, Join, Use, Wait
from claim_manual.proof.graph import edges
from claim_manual.proof.moves import Stuck
from claim_manual.proof.troubles import stuck

_ONWARD = (Do, Use, Wait, Join)


@rule(error="no-way-out")
def no_way_out(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A step or sub-process has a way on, and of guarded ways one always holds."""
    for document in manual.documents():
        with_edges = {edge.source for edge in edges(document)}
        for loc, node in located(document):
            is_handled = isinstance(node, Use) and manual.document(node.use) is not None
            if node.id not in with_edges and isinstance(node, _ONWARD) and not is_handled:
                yield error(
                    document.source.value((*loc, "id")),
                    "no-way-out",
                    say(
                        "From “{id}” no outcome can be reached.",
                        id=node.id.removesuffix(JOINED),
                    ),
                    say("End with an outcome: after it, or give it a next: that leads to one."),
                )
    for dead_end in stuck(manual):
        stop = dead_end.walk.stop(dead_end.state)
        if dead_end.stuck is Stuck.NO_WAY and (
            stop.ways.get("") or not isinstance(stop.node, _ONWARD)
        ):
            yield error(
                dead_end.document.source.key(dead_end.loc),
                "no-way-out",
                say(
                    "No way leads on from “{id}” for: {answers}.",
                    id=stop.node.id,
                    answers=answers(manual, dead_end.walk.program, dead_end.answered),
                ),
                say("Add a last way without when:, or one whose condition holds here."),
            )
