"""Who hands over to whom, role by role, as it follows from the steps of procedures and trees.

A node is done by its roles; one that names none, and a question that the person answers, by whoever
acted before it. Whoever acts at a node and did not at the last one before receives from those who
did (`handovers` tells the same of organisations, node by node).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claim_manual.derived.acting import acting_roles
from claim_manual.model.derived import derived, derived_by
from claim_manual.model.manual import AnyDocument, Manual, exceptions, nodes
from claim_manual.model.nodes import AnyNode, Ask, Do
from claim_manual.model.registers import Assignment, Link, Organisation, Role
from claim_manual.model.schema import Text
from claim_manual.proof.graph import open_edges


@dataclass(frozen=True)
class Passing:
    """A document goes over from a role to another: after which node, at which node, and with what."""

    giver: str
    receiver: str
    document: AnyDocument
    after: str
    at: str
    hands: tuple[Text, ...] = ()


Pair = tuple[str, str]
"""Who hands over, and to whom: the ids of roles."""


@derived
def network(manual: Manual) -> Mapping[Pair, tuple[Passing, ...]]:
    """All that goes over from role to role, in the order of the manual; nothing of retired pages."""
    pairs: dict[Pair, list[Passing]] = {}
    for document in manual.documents():
        if document.model.status != "retired":
            for passing in passings(manual, document):
                pairs.setdefault((passing.giver, passing.receiver), []).append(passing)
    rank = {entry.id: n for n, entry in enumerate(manual.register("roles"))}
    in_order = sorted(pairs, key=lambda pair: [rank.get(role, len(rank)) for role in pair])
    return {pair: tuple(pairs[pair]) for pair in in_order}


@derived_by(lambda document: (document.id, document.path))
def passings(manual: Manual, document: AnyDocument) -> tuple[Passing, ...]:
    """What goes over within a document, in its order."""
    by_id = {node.id: node for node in nodes(document)}
    actors = {name: _actors(manual, node) for name, node in by_id.items()}
    hands: dict[tuple[str, str, str, str], list[Text]] = {}
    for name, before in _before(manual, document, actors).items():
        for after, step in sorted(before, key=lambda pair: [*by_id].index(pair[0])):
            for giver in actors[after]:
                for receiver in actors[name]:
                    if receiver not in actors[after]:
                        handed = hands.setdefault((giver, receiver, after, name), [])
                        text = _handed(by_id.get(step), actors, giver)
                        handed += [text] if text and text not in handed else []
    return tuple(
        Passing(giver, receiver, document, after, at, tuple(texts))
        for (giver, receiver, after, at), texts in hands.items()
    )


def _actors(manual: Manual, node: AnyNode) -> tuple[str, ...]:
    """Who acts at a node; where only the person answers a question, whoever asked is still there."""
    acting = acting_roles(node)
    named = [manual.role(role) for role in acting]
    is_person = all(role and role.kind == "person" for role in named)
    return () if isinstance(node, Ask) and is_person else acting


def _handed(step: AnyNode | None, actors: Mapping[str, tuple[str, ...]], giver: str) -> Text | None:
    """What the last step before says is handed over, where it was the giver's."""
    if not isinstance(step, Do) or not step.hands:
        return None
    return step.hands if giver in (actors[step.id] or (giver,)) else None


def _onward(manual: Manual, document: AnyDocument) -> Mapping[str, list[str]]:
    """Where one comes from each node; what may be told at any step leads on from every step."""
    told = {exception.id for exception in exceptions(document)}
    edges = open_edges(manual, document)
    anywhere = [edge.target for edge in edges if edge.source in told]
    onward: dict[str, list[str]] = {node.id: [] for node in nodes(document)}
    for edge in edges:
        if edge.source in onward:
            onward[edge.source].append(edge.target)
    return {
        name: [target for target in [*targets, *(anywhere if targets else ())] if target in onward]
        for name, targets in onward.items()
    }


def _before(
    manual: Manual, document: AnyDocument, actors: Mapping[str, tuple[str, ...]]
) -> Mapping[str, set[Pair]]:
    """For each node at which somebody acts: the nodes at which somebody acted last before it, on
    any way, each with the last step (`do`) on that way; "" for none.
    """
    by_id = {node.id: node for node in nodes(document)}
    onward = _onward(manual, document)
    before: dict[str, set[Pair]] = {name: set() for name in by_id}
    waiting = [(next(iter(by_id)), ("", ""))] if by_id else []
    seen = set(waiting)
    while waiting:
        name, (after, step) = waiting.pop()
        if actors[name] and after:
            before[name].add((after, step))
        passed = (name if actors[name] else after, name if isinstance(by_id[name], Do) else step)
        ahead = {(target, passed) for target in onward[name]} - seen
        seen |= ahead
        waiting += ahead
    return before


# -- what the registers say of actors


def has_actors(manual: Manual) -> bool:
    """Whether a manual says who works where: then it has pages on its actors."""
    roles = (role for role in manual.register("roles") if isinstance(role, Role))
    return any(name in manual.registers for name in ("organisations", "assignments", "links")) or (
        any(role.organisation or role.level or role.deputy for role in roles)
    )


def actors_of(manual: Manual) -> tuple[Role, ...]:
    """The roles that have a page of their own."""
    roles = (role for role in manual.register("roles") if isinstance(role, Role))
    return tuple(roles) if has_actors(manual) else ()


def organisations_of(manual: Manual, actor: str) -> frozenset[str]:
    """An actor by the ids under which links can name it: its own and that of its organisation."""
    role = manual.role(actor)
    return frozenset({actor, role.organisation} if role and role.organisation else {actor})


def links_in(manual: Manual) -> Iterator[Link]:
    """The links, in the order of their register."""
    yield from (link for link in manual.register("links") if isinstance(link, Link))


def links_between(manual: Manual, one: str, other: str) -> tuple[Link, ...]:
    """The links that join two roles, or their organisations."""
    of_one, of_other = organisations_of(manual, one), organisations_of(manual, other)
    return tuple(
        link
        for link in links_in(manual)
        if any(
            first in of_one and second in of_other and first != second
            for first in link.between
            for second in link.between
        )
    )


def links_of(manual: Manual, actor: str) -> tuple[Link, ...]:
    """The links in which a role or its organisation takes part."""
    named = organisations_of(manual, actor)
    return tuple(link for link in links_in(manual) if named & {*link.between})


def assignments_of(manual: Manual, actor: str) -> tuple[Assignment, ...]:
    """Who has a role, in the order of the register."""
    entries = manual.register("assignments")
    return tuple(
        entry for entry in entries if isinstance(entry, Assignment) and entry.role == actor
    )


def organisation(manual: Manual, entry_id: str) -> Organisation | None:
    """The organisation called `entry_id`."""
    entry = manual.register("organisations").find(entry_id)
    return entry if isinstance(entry, Organisation) else None
