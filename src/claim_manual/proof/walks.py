"""The walks of a manual's documents, each made once, and what all of them saw of its conditions."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.model.derived import derived, derived_by
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Use
from claim_manual.model.place import Loc
from claim_manual.proof.graph import crossing, lost_targets, reached_from
from claim_manual.proof.moves import ConditionRecord
from claim_manual.proof.states import Walk


@derived_by(lambda document: (document.id, document.path))
def walk(manual: Manual, document: AnyDocument) -> Walk:
    """The walk of a document, made once for a manual."""
    return Walk(manual, document)


def walks(manual: Manual) -> Iterator[Walk]:
    """The walk of every document of a manual that was read whole, with all it uses."""
    misread = not_whole(manual)
    return (walk(manual, document) for document in manual.documents() if document.id not in misread)


@derived
def not_whole(manual: Manual) -> set[str]:
    """The ids of documents that could not be read whole or are not there, and of those that use them.

    Of a document whose ways lead to a node that it does not have, or across the bounds of a branch,
    nobody knows where they should lead.
    """
    used_by = [
        (node.use, document.id)
        for document in manual.documents()
        for node in nodes(document)
        if isinstance(node, Use)
    ]
    misread = [
        document.id
        for document in manual.documents()
        if not document.is_whole or lost_targets(manual, document) or crossing(manual, document)
    ]
    missing = [used for used, _ in used_by if manual.document(used) is None]
    return reached_from([*misread, *missing], used_by)


def partly_walked(manual: Manual) -> set[str]:
    """The ids of documents of which not all was visited, here or in a page that uses them."""
    return {
        stop.scope.document.id
        for document_walk in walks(manual)
        if not document_walk.is_whole
        for stop in document_walk.program.stops
    }


@derived
def seen(manual: Manual) -> dict[tuple[str, Loc], ConditionRecord]:
    """What was seen of every condition, in every document from which it can be come to.

    Keys are a document's id and where in it the target of the way stands, or the note's `when`.
    """
    merged: dict[tuple[str, Loc], ConditionRecord] = {}
    for document_walk in walks(manual):
        for place, of_walk in document_walk.seen.items():
            of_manual = merged.setdefault(place, ConditionRecord())
            of_manual.held |= of_walk.held
            of_manual.failed |= of_walk.failed
            of_manual.decided |= of_walk.decided
            of_manual.known |= of_walk.known
    return merged
