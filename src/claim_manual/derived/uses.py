"""Which documents name a thing: where a law is cited, a contact called, a page followed."""

from __future__ import annotations

from collections.abc import Mapping

from claim_manual.derived.parts import parts_of
from claim_manual.model.derived import derived
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Use

Uses = Mapping[tuple[str, str], list[AnyDocument]]
"""By the kind of the reference and the thing's id, the documents in the manual's order."""


@derived
def uses(manual: Manual) -> Uses:
    """Which documents name each thing."""
    by_reference: dict[tuple[str, str], list[AnyDocument]] = {}
    for document in manual.documents():
        references = parts_of(manual, document.model).references
        for reference in {(kind, thing_id) for _, kind, thing_id in references}:
            by_reference.setdefault(reference, []).append(document)
    return by_reference


@derived
def users(manual: Manual) -> Mapping[str, list[AnyDocument]]:
    """Which documents go through each document as a sub-process, by its id."""
    by_id: dict[str, list[AnyDocument]] = {}
    for document in manual.documents():
        for used in {node.use for node in nodes(document) if isinstance(node, Use)}:
            by_id.setdefault(used, []).append(document)
    return by_id
