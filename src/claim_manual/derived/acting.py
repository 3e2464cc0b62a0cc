"""Who acts in a document: the roles of its steps and questions, and of the pages that they use."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.model.manual import AnyDocument, Manual, located, nodes
from claim_manual.model.nodes import AnyNode, Do, Use, roles
from claim_manual.model.place import Loc


def roles_of(node: AnyNode) -> Iterator[tuple[Loc, str]]:
    """The roles of a node, each with the way to it from the node."""
    for position, role in enumerate(roles(node)):
        yield ("role", position), role
    for number, part in enumerate(node.parts if isinstance(node, Do) else ()):
        yield from ((("parts", number, "role", n), role) for n, role in enumerate(part.role))


def acting_roles(node: AnyNode) -> tuple[str, ...]:
    """Who does a node: its roles; of one that names none, those of its parts."""
    parts = node.parts if isinstance(node, Do) else ()
    return roles(node) or tuple(dict.fromkeys(role for part in parts for role in part.role))


def acting(document: AnyDocument) -> Iterator[tuple[Loc, str]]:
    """The roles that act in a document, each with the way to where it is written, in order."""
    for loc, node in located(document):
        yield from (((*loc, *inner), role) for inner, role in roles_of(node))


def acting_anywhere(manual: Manual, document: AnyDocument) -> frozenset[str] | None:
    """The roles that act in a document and in the pages that it uses.

    None where a step, here or there, does not say who does it.
    """
    acts: set[str] = set()
    waiting, visited = [document], {document.id}
    while waiting:
        current = waiting.pop()
        acts |= {role for _, role in acting(current)}
        for node in nodes(current):
            if isinstance(node, Do) and not acting_roles(node):
                return None
            used = manual.document(node.use) if isinstance(node, Use) else None
            if used and used.id not in visited:
                visited.add(used.id)
                waiting.append(used)
    return frozenset(acts)
