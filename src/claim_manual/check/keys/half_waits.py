"""missing-key, of a wait: it says how long, and not what then, or the other way round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, located
from claim_manual.model.nodes import Wait


@rule(error="missing-key")
def half_waits(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`at_most:` and `otherwise:` go together; without both one waits however long it takes."""
    for document in manual.documents():
        for loc, node in located(document):
            if not isinstance(node, Wait):
                continue
            if node.wait.at_most and not node.otherwise:
                yield error(
                    document.source.key((*loc, "wait", "at_most")),
                    "missing-key",
                    say("Nothing says where “{id}” leads when the time has passed.", id=node.id),
                    say("Add otherwise: with the node that follows then, or take at_most: away."),
                )
            elif node.otherwise and not node.wait.at_most:
                yield error(
                    document.source.key((*loc, "otherwise")),
                    "missing-key",
                    say("Nothing says how long “{id}” waits.", id=node.id),
                    say("Add at_most: to wait:, such as at_most: P2D, or take otherwise: away."),
                )
