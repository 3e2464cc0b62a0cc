"""In whose lane each node of a document stands: who does it first, else whoever acted before it."""

from __future__ import annotations

from collections.abc import Mapping

from claim_manual.derived.acting import acting_roles
from claim_manual.model.derived import derived_by
from claim_manual.model.manual import AnyDocument, Manual, exceptions, nodes
from claim_manual.proof.graph import open_edges


@derived_by(lambda document: (document.id, document.path))
def lanes(manual: Manual, document: AnyDocument) -> Mapping[str, tuple[str, ...]]:
    """By role the nodes of its lane, roles and nodes in the document's order; what may be told at any
    time stands where it leads. Nothing where fewer than two roles have a lane.
    """
    names = [node.id for node in nodes(document)]
    placed = {node.id: acting[0] for node in nodes(document) if (acting := acting_roles(node))}
    if len({*placed.values()}) < 2:
        return {}
    edges = [(edge.source, edge.target) for edge in open_edges(manual, document)]
    told = {exception.id for exception in exceptions(document)}
    _inherit(placed, names, edges)
    _inherit(placed, [*names[::-1], *told], [(target, source) for source, target in edges])
    first = next(iter(placed.values()))
    in_order = [*names, *(exception.id for exception in exceptions(document))]
    by_role: dict[str, list[str]] = {}
    for name in in_order:
        by_role.setdefault(placed.get(name, first), []).append(name)
    return {role: tuple(inner) for role, inner in by_role.items()}


def _inherit(placed: dict[str, str], names: list[str], edges: list[tuple[str, str]]) -> None:
    """Nodes without a lane stand in that of the first node from which one comes to them."""
    is_moved = True
    while is_moved:
        is_moved = False
        for name in names:
            sources = [source for source, target in edges if target == name and source in placed]
            if name not in placed and sources:
                placed[name] = placed[sources[0]]
                is_moved = True
