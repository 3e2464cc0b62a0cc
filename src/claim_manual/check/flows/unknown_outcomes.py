"""unknown-target, of a sub-process: `then:` or `begin_at:` names what the other document lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import AnyDocument, Manual, located, nodes, nodes_key
from claim_manual.model.near import enumerated
from claim_manual.model.nodes import Outcome, Use
from claim_manual.model.place import NOWHERE, Loc
from claim_manual.proof.graph import lost_targets, results_of


@rule(error="unknown-target")
def unknown_outcomes(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The keys of `then:` are outcomes of the flow or procedure that `use:` names, and of those that
    come after `begin_at:`, which is a node of it.
    """
    for document in manual.documents():
        for loc, node in located(document):
            if not isinstance(node, Use) or (used := manual.document(node.use)) is None:
                continue
            if used.source.value((nodes_key(used),)) == NOWHERE:
                continue
            lost = lost_targets(manual, used)
            if node.begin_at not in lost:
                yield from _of_begin(document, loc, node, used)
            yield from _of_results(document, loc, node, used, lost)


def _of_begin(document: AnyDocument, loc: Loc, use: Use, used: AnyDocument) -> Iterator[Finding]:
    begins = [inner.id for inner in nodes(used) if not isinstance(inner, Outcome)]
    if use.begin_at and use.begin_at not in begins:
        yield error(
            document.source.value((*loc, "begin_at")),
            "unknown-target",
            say("“{id}” is no step or question of {document}.", id=use.begin_at, document=used.id),
            say("One can begin at: {names}.", names=enumerated(begins)),
        )


def _of_results(
    document: AnyDocument, loc: Loc, use: Use, used: AnyDocument, lost: Container[str]
) -> Iterator[Finding]:
    """What ways of the page used lead to and it lacks is told there, with this place."""
    outcomes = [inner.id for inner in nodes(used) if isinstance(inner, Outcome)]
    later = results_of(used, use.begin_at)
    for result in use.then:
        if result in lost:
            continue
        place = document.source.key((*loc, "then", result))
        if result not in outcomes:
            yield error(
                place,
                "unknown-target",
                say("“{id}” is not an outcome of {document}.", id=result, document=used.id),
                say("Its outcomes are: {names}.", names=enumerated(outcomes)),
            )
        elif later and result not in later and not lost:
            yield error(
                place,
                "unknown-target",
                say("“{id}” does not come after “{begin}”.", id=result, begin=use.begin_at or ""),
                say("Take it away, or let the page used begin further up."),
            )
