"""unknown-target: ways lead to a node that the document does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import way_words
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import AnyDocument, Manual, located, nodes
from claim_manual.model.near import Near, enumerated
from claim_manual.model.nodes import Outcome, Use
from claim_manual.model.place import Loc, Place
from claim_manual.proof.graph import Edge, edges, lost_targets


@rule(error="unknown-target")
def unknown_targets(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`to:`, `next:` and the values of `then:` name nodes of the same file.

    Of a node that is not there one finding names every way that leads to it: it was deleted, or they
    are all to be mended alike.
    """
    for document in manual.documents():
        ids = {node.id for node in nodes(document)}
        ends = {node.id for node in nodes(document) if isinstance(node, Outcome)}
        near_id, near_end = Near(ids), Near(ends)
        for target, ways in lost_targets(manual, document).items():
            near = near_end(target) if ways[0].rule else near_id(target)
            yield _lost(manual, document, target, ways, near)
        for edge in edges(document):
            if edge.rule and edge.target in ids - ends:
                yield error(
                    document.source.value(edge.loc),
                    "unknown-target",
                    say("“{id}” is a question, and a rule leads to an outcome.", id=edge.target),
                    _or_near(near_end(edge.target)),
                )


def _or_near(near: str | None) -> Message:
    if near:
        return say("Did you mean “{near}”?", near=near)
    return say("Write the id of a node that exists, or add the node.")


def _lost(
    manual: Manual, document: AnyDocument, target: str, ways: list[Edge], near: str | None
) -> Finding:
    places = dict.fromkeys(document.source.value(way.loc) for way in ways)
    first = min(places)
    named = way_words(manual, document, ways)
    also = [str(place) for place in _named_also(manual, document, target)]
    message = say(
        "There is no node “{id}” in this file, and here one comes to it: {ways}.",
        id=target,
        ways=named,
    )
    if len(places) == 1 and near and not also:
        hint = say("Did you mean “{near}”? If not: where should it lead?", near=near)
        return error(first, "unknown-target", message, hint)
    hint = (
        say("Where should they lead? Write the id of a node that exists, or add the node.")
        if len(places) > 1
        else say("Where should it lead? Write the id of a node that exists, or add the node.")
    )
    if also:
        hint = say("{hint} It is also named here: {places}.", hint=hint, places=enumerated(also))
    return error(first, "unknown-target", message, hint)


def _named_also(manual: Manual, document: AnyDocument, target: str) -> Iterator[Place]:
    """Where else the node is named: in scenarios of its page, and by pages that use it."""
    for n, scenario in enumerate(document.model.scenarios):
        if target in scenario.expect:
            yield document.source.value(("scenarios", n, "expect"))
    for user in manual.documents():
        for loc, node in located(user):
            if isinstance(node, Use) and node.use == document.id:
                yield from _named_by(user, loc, node, target)


def _named_by(user: AnyDocument, loc: Loc, use: Use, target: str) -> Iterator[Place]:
    if target == use.begin_at:
        yield user.source.value((*loc, "begin_at"))
    if target in use.then:
        yield user.source.key((*loc, "then", target))
