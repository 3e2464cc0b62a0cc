"""The edges of a flow: the one place from which every view and every proof takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claim_manual.model.nodes import Answer, AnyNode, Ask, Do, Guard, Outcome, Target, Use
from claim_manual.model.place import Loc


@dataclass(frozen=True)
class Edge:
    """A way from node to node, by id; `loc` leads to the target in the node's source.

    `answer` is set after a question, `result` (an outcome id of the other document) after a
    sub-process, `guard` where the way is open only under a condition.
    """

    source: str
    target: str
    loc: Loc
    answer: Answer | None = None
    result: str | None = None
    guard: Guard | None = None


def edges(nodes: Sequence[AnyNode]) -> tuple[Edge, ...]:
    """All edges, in the order in which a reader meets them; targets may not exist."""
    return tuple(
        edge
        for node, following in zip(nodes, [*nodes[1:], None], strict=True)
        for edge in _from(node, following.id if following else None)
    )


def _from(node: AnyNode, following: str | None) -> Iterator[Edge]:
    match node:
        case Outcome():
            return
        case Ask():
            for position, answer in enumerate(node.answers):
                if answer.to:
                    yield from _along(node, answer.to, ("answers", position, "to"), answer=answer)
                elif node.next:
                    yield from _along(node, node.next, ("next",), answer=answer)
        case Use():
            for result, target in node.then.items():
                yield from _along(node, target, ("then", result), result=result)
            yield from _onward(node, following)
        case Do():
            yield from _onward(node, following)


def _onward(node: Do | Use, following: str | None) -> Iterator[Edge]:
    if node.next:
        yield from _along(node, node.next, ("next",))
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
    for position, way in enumerate(target):
        yield Edge(node.id, way.to, (*loc, position, "to"), answer, result, way.when)


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
