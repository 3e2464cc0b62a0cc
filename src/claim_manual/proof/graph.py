"""The edges of a flow: the one place from which every view and every proof takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from claim_manual.model.derived import derived_by
from claim_manual.model.documents import DecisionTable
from claim_manual.model.guard import Guard
from claim_manual.model.manual import AnyDocument, Manual, exceptions, located, nodes, standings
from claim_manual.model.nodes import (
    Answer,
    AnyNode,
    AnyTime,
    Ask,
    Branch,
    Done,
    Join,
    Multiple,
    Outcome,
    Parallel,
    Target,
    Use,
    Wait,
    ways,
)
from claim_manual.model.place import NOWHERE, Loc
from claim_manual.model.standing import Standing


@dataclass(frozen=True)
class Edge:
    """A way from node to node, by id; `loc` leads to the target in the source, if it is written.

    `answer` is set after a question, `result` (an outcome id of the other document) after a
    sub-process, `guard` where the way is open only under a condition, `rule` (from 1) for a row of
    a decision table, `branch` into a branch of a parallel. `rank` is its place among the guarded
    targets of one list, from 0; it `is_never` taken after one without a condition. With `told` it is walked from every node: the source is the id of
    the exception.
    """

    source: str
    target: str
    loc: Loc
    answer: Answer | None = None
    result: str | None = None
    guard: Guard | None = None
    rank: int = 0
    rule: int = 0
    branch: Branch | None = None
    told: AnyTime | None = None
    is_never: bool = False


def edges(document: AnyDocument) -> tuple[Edge, ...]:
    """All edges, in the order in which a reader meets them; targets may not exist.

    Those of exceptions come first: they are walked from every node.
    """
    model = document.model
    told = [
        Edge(exception.id, exception.to, ("at_any_time", n, "to"), told=exception)
        for n, exception in enumerate(exceptions(document))
    ]
    if isinstance(model, DecisionTable):
        return (*told, *_of_table(model))
    return (*told, *(edge for standing in standings(document) for edge in _from(standing)))


@derived_by(lambda document: (document.id, document.path))
def open_edges(manual: Manual, document: AnyDocument) -> tuple[Edge, ...]:
    """The edges that can be taken.

    None after a way that is always taken, none onward from a sub-process all of whose outcomes have
    a way.
    """
    return tuple(_open(manual, document))


def _open(manual: Manual, document: AnyDocument) -> Iterator[Edge]:
    closed = {
        node.id
        for _, node in located(document)
        if isinstance(node, Use) and _handles_all(manual, node)
    }
    yield from (
        edge
        for edge in edges(document)
        if not edge.is_never and (edge.result or edge.source not in closed)
    )


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


def _from(standing: Standing) -> Iterator[Edge]:
    node, loc = standing.node, standing.loc
    match node:
        case Ask():
            yield from _answered(node, loc)
        case Parallel():
            pairs = zip(node.parallel, standing.firsts, strict=True)
            yield from (Edge(node.id, first, (), branch=branch) for branch, first in pairs)
        case Wait():
            came, is_limited = node.came, node.otherwise is not None
            yield from _onward(standing, node.next, came if is_limited else None)
            if node.otherwise:
                loc = (*loc, "otherwise")
                yield from _along(node, node.otherwise, loc, answer=node.passed)
        case Outcome():
            return
        case Done() | Join():
            yield from _onward(standing, next_of(standing))
        case _:
            for result, target in node.then.items() if isinstance(node, Use) else ():
                yield from _along(node, target, (*loc, "then", result), result=result)
            yield from _onward(standing, node.next)


def _answered(node: Ask, loc: Loc) -> Iterator[Edge]:
    for position, answer in enumerate(node.answers):
        if targets := ways(answer):
            yield from _along(node, targets, (*loc, "answers", position, "to"), answer=answer)
        elif node.next and not isinstance(node, Multiple):
            yield from _along(node, node.next, (*loc, "next"), answer=answer)
    if node.next and isinstance(node, Multiple):
        yield from _along(node, node.next, (*loc, "next"))


def next_of(standing: Standing) -> Target | None:
    """What is written of where a node leads that asks nothing; a join leads where its parallel says."""
    return None if standing.firsts else getattr(standing.owner, "next", None)


def _onward(
    standing: Standing, target: Target | None, answer: Answer | None = None
) -> Iterator[Edge]:
    if target:
        yield from _along(standing.node, target, (*standing.loc, "next"), answer=answer)
    elif standing.after:
        yield Edge(standing.node.id, standing.after, (), answer)


def _along(
    node: AnyNode,
    target: Target,
    loc: Loc,
    *,
    answer: Answer | None = None,
    result: str | None = None,
) -> Iterator[Edge]:
    always = next((rank for rank, way in enumerate(target) if way.when is None), len(target))
    for rank, way in enumerate(target):
        place = (*loc, rank, "to")
        is_never = rank > always
        yield Edge(node.id, way.to, place, answer, result, way.when, rank, is_never=is_never)


@derived_by(lambda document: (document.id, document.path))
def crossing(manual: Manual, document: AnyDocument) -> tuple[Edge, ...]:
    """The ways that lead into a branch from outside, or out of one: nobody could say what is done."""
    branch_of = {standing.node.id: standing.branch for standing in standings(document)}
    return tuple(
        edge
        for edge in edges(document)
        if edge.loc
        and edge.target in branch_of
        and branch_of[edge.target] != (None if edge.told else branch_of.get(edge.source))
    )


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
