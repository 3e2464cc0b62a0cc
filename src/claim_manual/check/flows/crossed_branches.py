"""crossed-branch: a way leads into a branch of a parallel from outside, or out of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, standings
from claim_manual.proof.graph import crossing


@rule(error="crossed-branch")
def crossed_branches(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A branch begins at its first step and ends where all join: nobody else could say what is done."""
    for document in manual.documents():
        branch_of = {standing.node.id: standing.branch for standing in standings(document)}
        for edge in crossing(manual, document):
            place = document.source.value(edge.loc)
            if branch_of.get(edge.source) and not edge.told:
                yield error(
                    place,
                    "crossed-branch",
                    say("“{id}” is not in this branch.", id=edge.target),
                    say(
                        "End the branch with an outcome of kind: done. What ends everything stands under at_any_time:."
                    ),
                )
            else:
                yield error(
                    place,
                    "crossed-branch",
                    say("“{id}” is within a branch of a parallel.", id=edge.target),
                    say("Lead to the parallel itself, or take the step out of the branch."),
                )
