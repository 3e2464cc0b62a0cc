"""lone-branch: a parallel has one branch, beside which nothing else is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, located
from claim_manual.model.nodes import Parallel


@rule(error="lone-branch")
def lone_branches(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """At the same time are two things or more."""
    for document in manual.documents():
        for loc, node in located(document):
            if isinstance(node, Parallel) and len(node.parallel) == 1:
                yield error(
                    document.source.key((*loc, "parallel")),
                    "lone-branch",
                    say("“{id}” has only one branch.", id=node.id),
                    say("Add what is done at the same time, or write the steps without parallel:."),
                )
