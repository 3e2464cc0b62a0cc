"""The nodes of a document in order, those of branches between the gateway that splits and the join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claim_manual.model.nodes import AnyNode, Done, Parallel, joined
from claim_manual.model.place import Loc


@dataclass(frozen=True)
class Standing:
    """A node where it stands: `loc` leads to it in the source, `after` is the node that follows.

    `branch` is the id of the parallel around it and the number of the branch, from 0. Of a
    parallel, `firsts` are the first nodes of its branches; `next_branch` is the first node of the
    branch after the one in which a node stands. A join stands where its `parallel` does.
    """

    loc: Loc
    node: AnyNode
    after: str | None = None
    branch: tuple[str, int] | None = None
    firsts: tuple[str, ...] = ()
    next_branch: str | None = None
    parallel: Parallel | None = None

    @property
    def owner(self) -> AnyNode:
        """The node of the source that says where one goes on: of a join its parallel."""
        return self.parallel or self.node


def in_order(parts: tuple[tuple[str, Sequence[AnyNode]], ...]) -> tuple[Standing, ...]:
    """The nodes under each key, one key after the other."""
    flat = [((key, n), node) for key, nodes in parts for n, node in enumerate(nodes)]
    following = [node.id for _, node in flat[1:]]
    return tuple(
        standing
        for (loc, node), after in zip(flat, [*following, None], strict=True)
        for standing in _standing(loc, node, after)
    )


def _standing(loc: Loc, node: AnyNode, after: str | None) -> Iterator[Standing]:
    if not isinstance(node, Parallel):
        yield Standing(loc, node, after)
        return
    join = joined(node.id)
    firsts = tuple(branch.steps[0].id for branch in node.parallel)
    yield Standing(loc, node, firsts=firsts)
    for n, (branch, next_first) in enumerate(zip(node.parallel, [*firsts[1:], None], strict=True)):
        for m, (step, later) in enumerate(pairwise([*branch.steps, join])):
            following = join if isinstance(step, Done) else later
            place = (*loc, "parallel", n, "steps", m)
            yield Standing(place, step, following.id, (node.id, n), next_branch=next_first)
    yield Standing(loc, join, after, parallel=node)
