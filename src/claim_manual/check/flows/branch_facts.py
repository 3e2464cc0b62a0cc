"""branch-fact: a condition in a branch reads what another branch asks at the same time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.flows.conditions import conditions, tests_of
from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import AnyDocument, Manual, standings
from claim_manual.model.place import Loc
from claim_manual.model.standing import Standing


@rule(error="branch-fact")
def branch_facts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Branches are done in any order, so none knows what another asks; after the join all is known."""
    for document in manual.documents():
        branched = [standing for standing in standings(document) if standing.branch]
        branch_of = {standing.node.id: standing.branch for standing in branched}
        for loc, guard in conditions(manual, document).items() if branched else ():
            here = _branch(branched, loc)
            for test in tests_of(document, guard) if here else ():
                there = branch_of.get(test.fact.partition(".")[0])
                if here and there and here[0] == there[0] and here != there:
                    yield _reads(document, loc, test.fact)


def _branch(branched: list[Standing], loc: Loc) -> tuple[str, int] | None:
    """The branch in which something stands."""
    around = (standing for standing in branched if loc[: len(standing.loc)] == standing.loc)
    return next((standing.branch for standing in around), None)


def _reads(document: AnyDocument, loc: Loc, fact: str) -> Finding:
    return error(
        document.source.value(loc),
        "branch-fact",
        say(
            "“{id}” is asked in another branch, at the same time: nobody knows it here yet.",
            id=fact,
        ),
        say("Ask it before the branches part, or read it after they have joined."),
    )
