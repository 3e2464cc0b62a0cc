"""The edges of a flow: the one place from which every view and every proof takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from claim_manual.model.derived import derived_by
from claim_manual.model.documents import DecisionTable
from claim_manual.model.guard import Guard
from claim_manual.model.manual import AnyDocument, Manual, located, nodes
from claim_manual.model.nodes import (
    Answer,
    AnyNode,
    Ask,
    Do,
    Multiple,
    Outcome,
    Target,
    Use,
    ways,
)
from claim_manual.model.place import NOWHERE, Loc


@dataclass(frozen=True)
class Edge:
    """A way from node to node, by id; `loc` leads to the target in the source, if it is written.

    `answer` is set after a question, `result` (an outcome id of the other document) after a
    sub-process, `guard` where the way is open only under a condition, `rule` (from 1) for a row of
    a decision table. `rank` is its place among the guarded targets of one list, from 0.
    """

    source: str
    target: str
    loc: Loc
    answer: Answer | None = None
    result: str | None = None
    guard: Guard | None = None
    rank: int = 0
    rule: int = 0


def edges(document: AnyDocument) -> tuple[Edge, ...]:
    """All edges, in the order in which a reader meets them; targets may not exist."""
    model = document.model
    if isinstance(model, DecisionTable):
        return tuple(_of_table(model))
    pairs = list(located(document))
    following = [node.id for _, node in pairs[1:]]
    return tuple(
        edge
        for (loc, node), after in zip(pairs, [*following, None], strict=True)
        for edge in _from(node, loc, after)
    )


@derived_by(lambda document: (document.id, document.path))
def open_edges(manual: Manual, document: AnyDocument) -> tuple[Edge, ...]:
    """The edges that can be taken: none onward from a sub-process all of whose outcomes have a way."""
    return tuple(_open(manual, document))


def _open(manual: Manual, document: AnyDocument) -> Iterator[Edge]:
    closed = {
        node.id
        for _, node in located(document)
        if isinstance(node, Use) and _handles_all(manual, node)
    }
    yield from (edge for edge in edges(document) if edge.result or edge.source not in closed)


def _handles_all(manual: Manual, node: Use) -> bool:
    used = manual.document(node.use)
    outcomes = results_of(used, node.begin_at) if used else set()
    return bool(outcomes) and outcomes <= node.then.keys()


def results_of(used: AnyDocument, begin_at: str | None = None) -> set[str]:
    """The outcomes of a page that is used: all of them, or those that come after where one begins."""
    outcomes = {node.id for node in nodes(used) if isinstance(node, Outcome)}
    if begin_at is None:
        return outcomes
    return outcomes & reached_from([begin_at], [(edge.source, edge.target) for edge in edges(used)])


def _of_table(table: DecisionTable) -> Iterator[Edge]:
    for question, following in pairwise(table.inputs):
        yield Edge(question.id, following.id, ())
    for n, rule in enumerate(table.rules):
        loc = ("rules", n, "then")
        yield Edge(table.inputs[-1].id, rule.then, loc, guard=rule.when, rank=n, rule=n + 1)


def _from(node: AnyNode, loc: Loc, following: str | None) -> Iterator[Edge]:
    match node:
        case Ask():
            for position, answer in enumerate(node.answers):
                if targets := ways(answer):
                    yield from _along(
                        node, targets, (*loc, "answers", position, "to"), answer=answer
                    )
                elif node.next and not isinstance(node, Multiple):
                    yield from _along(node, node.next, (*loc, "next"), answer=answer)
            if node.next and isinstance(node, Multiple):
                yield from _along(node, node.next, (*loc, "next"))
        case Use():
            for result, target in node.then.items():
                yield from _along(node, target, (*loc, "then", result), result=result)
            yield from _onward(node, loc, following)
        case Do():
            yield from _onward(node, loc, following)
        case _:
            return


def _onward(node: Do | Use, loc: Loc, following: str | None) -> Iterator[Edge]:
    if node.next:
        yield from _along(node, node.next, (*loc, "next"))
    elif following:
        yield Edge(node.id, following, ())


def _along(
    node: AnyNode,
    target: Target,
    loc: Loc,
    *,
    answer: Answer | None = None,
    result: str | None = None,
) -> Iterator[Edge]:
    for rank, way in enumerate(target):
        yield Edge(node.id, way.to, (*loc, rank, "to"), answer, result, way.when, rank)


@derived_by(lambda document: (document.id, document.path))
def lost_targets(manual: Manual, document: AnyDocument) -> dict[str, list[Edge]]:
    """What ways of a document lead to and it does not have, with these ways: a node that was deleted."""
    ids = {node.id for node in nodes(document)}
    lost: dict[str, list[Edge]] = {}
    for edge in edges(document):
        if edge.target not in ids and document.source.value(edge.loc) != NOWHERE:
            lost.setdefault(edge.target, []).append(edge)
    return lost


def reached_from(start: Iterable[str], ways: Iterable[tuple[str, str]]) -> set[str]:
    """Every node that the start nodes lead to along the ways, themselves included."""
    onward: dict[str, set[str]] = {}
    for source, target in ways:
        onward.setdefault(source, set()).add(target)
    seen: set[str] = set()
    todo = list(start)
    while todo:
        node = todo.pop()
        if node not in seen:
            seen.add(node)
            todo.extend(onward.get(node, ()))
    return seen
