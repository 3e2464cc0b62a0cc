"""Where one goes on after an outcome of a tree, in the pages that go through it as a sub-process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.derived.uses import users
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Outcome, Use
from claim_manual.proof.graph import open_edges, results_of


@dataclass(frozen=True)
class Return:
    """A page on which one goes on: at a node of it, or at its beginning."""

    document: AnyDocument
    node_id: str | None = None


def returns(manual: Manual, document: AnyDocument) -> dict[str, tuple[Return, ...]]:
    """By the outcomes of a document, where one goes on in the pages that use it.

    So nobody who began with the tree alone is asked again what the tree has asked. Pages that go
    through all of the tree come before those that begin further down, which then are left out;
    where a page ends too, one goes on with what its end names, if the tree itself names nothing.
    """
    uses = [
        (user, node)
        for user in users(manual).get(document.id, ())
        for node in nodes(user)
        if isinstance(node, Use) and node.use == document.id
    ]
    whole = [(user, node) for user, node in uses if node.begin_at is None]
    offered = {node.id: node.continue_with for node in nodes(document) if isinstance(node, Outcome)}
    followed: dict[str, dict[tuple[str, str | None], Return]] = {}
    for user, use in whole or uses:
        for outcome, onward in _followed(manual, user, use, document):
            if onward.node_id or not offered[outcome]:
                key = onward.document.id, onward.node_id
                followed.setdefault(outcome, {})[key] = onward
    return {outcome: tuple(onward.values()) for outcome, onward in followed.items()}


def _followed(
    manual: Manual, user: AnyDocument, use: Use, used: AnyDocument
) -> Iterator[tuple[str, Return]]:
    """Each outcome that the use can end in, with each place that can follow it."""
    by_id = {node.id: node for node in nodes(user)}
    edges = [edge for edge in open_edges(manual, user) if edge.source == use.id]
    for node in nodes(used):
        if node.id not in results_of(used, use.begin_at):
            continue
        result = node.id if node.id in use.then else None
        for target in (by_id[edge.target] for edge in edges if edge.result == result):
            if not isinstance(target, Outcome):
                yield node.id, Return(user, target.id)
                continue
            for page_id in target.continue_with:
                if page_id != used.id and (page := manual.document(page_id)):
                    yield node.id, Return(page)
