"""no-way-out: at a node, or after an answer, no way leads on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, located
from claim_manual.model.nodes import Do, Use
from claim_manual.proof.graph import edges
from claim_manual.proof.states import Stuck
from claim_manual.proof.troubles import stuck


def no_way_out(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A step or sub-process has a way on, and of guarded ways one always holds."""
    for document in manual.documents():
        left = {edge.source for edge in edges(document)}
        for loc, node in located(document):
            is_handled = isinstance(node, Use) and manual.document(node.use) is not None
            if isinstance(node, Do | Use) and node.id not in left and not is_handled:
                yield error(
                    document.source.value((*loc, "id")),
                    "no-way-out",
                    say("From “{id}” no outcome can be reached.", id=node.id),
                    say("End with an outcome: after it, or give it a next: that leads to one."),
                )
    for one in stuck(manual):
        stop = one.walk.stop(one.state)
        if one.stuck is Stuck.NO_WAY and (stop.ways.get("") or not isinstance(stop.node, Do | Use)):
            yield error(
                one.document.source.key(one.loc),
                "no-way-out",
                say(
                    "No way leads on from “{id}” for: {answers}.",
                    id=stop.node.id,
                    answers=answers(manual, one.walk.program, one.answered),
                ),
                say("Add a last way without when:, or one whose condition holds here."),
            )
