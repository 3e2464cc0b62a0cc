"""Ways that lead elsewhere in the file that came back, as edits of where they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from claim_manual.derived.source_edits import SourceEdits
from claim_manual.imports.into import Into
from claim_manual.imports.returned.compared import Change, Kind
from claim_manual.imports.returned.new_rows import NewRows
from claim_manual.model.manual import AnyDocument
from claim_manual.model.nodes import AnyNode, Ask, Do, Use
from claim_manual.model.place import Loc
from claim_manual.model.standing import Standing
from claim_manual.proof.graph import Edge, open_edges

_GOAL = re.compile(r"→\{(?P<node>[^{}]+)\}")


def label_of(way: str) -> str:
    """What stands before where a way leads."""
    return way.partition("→{")[0].strip().removesuffix(":").strip()


def goal_of(way: str) -> str:
    """Where a way leads: a node, or a new row; "" for what is no way."""
    match = _GOAL.search(way)
    return match["node"] if match else ""


@dataclass
class ChangedWays:
    """Writes ways of nodes into edits."""

    document: AnyDocument
    into: Into
    new_rows: NewRows
    edits: SourceEdits

    def read(self, change: Change, standing: Standing) -> None:
        """A paragraph that says where one goes on, and is otherwise."""
        goal = self.new_rows.id_of(goal_of(change.after))
        if change.kind is Kind.ADDED and goal:
            self._added(change, standing, goal)
        elif edge := self._edge(change):
            if change.kind is Kind.REMOVED:
                self._gone(edge, standing)
            elif goal and goal != edge.target:
                self.edits.values[_written(edge, standing)] = goal

    def _edge(self, change: Change) -> Edge | None:
        """The way that a paragraph says: the ways of a node stand in their order."""
        ways = [
            edge
            for edge in open_edges(self.into.manual, self.document)
            if edge.source == change.spot.node and not edge.told
        ]
        n = change.spot.n
        is_said = 0 <= n < len(ways) and ways[n].target == goal_of(change.before)
        return ways[n] if is_said and not ways[n].branch else None

    def _gone(self, edge: Edge, standing: Standing) -> None:
        if edge.answer is not None and isinstance(standing.node, Ask):
            at = _answer_at(standing.node, edge)
            self.edits.removed.add((*standing.loc, "answers", at))
        elif edge.loc and edge.guard is None and not edge.rank:
            self.edits.values[edge.loc[:-2]] = None

    def _added(self, change: Change, standing: Standing, goal: str) -> None:
        node, label = standing.node, label_of(change.after)
        if isinstance(node, Ask):
            answer: dict[str, Any] = self.into.answer(label)
            if label and answer["id"] not in {other.id for other in node.answers}:
                at = min(change.spot.n, len(node.answers) - 1)
                loc = (*standing.loc, "answers")
                self.edits.added.setdefault(loc, []).append((at, {**answer, "to": goal}))
        elif isinstance(node, Do | Use) and node.next is None and not _is_labelled(node):
            self.edits.values[(*standing.loc, "next")] = goal


def _is_labelled(node: AnyNode) -> bool:
    """Whether ways of a node have names of their own."""
    return isinstance(node, Use) and bool(node.then)


def _answer_at(node: Ask, edge: Edge) -> int:
    return next(n for n, answer in enumerate(node.answers) if answer is edge.answer)


def _written(edge: Edge, standing: Standing) -> Loc:
    """Where the target of a way is written, or is to be: what other answers share stays theirs."""
    node, loc = standing.node, standing.loc
    if edge.guard is not None or edge.rank:
        return edge.loc
    written = edge.loc[:-2]  # a target that holds always stands at its key, without a list
    is_shared = not written or written[-1] == "next"
    if edge.answer is not None and isinstance(node, Ask) and is_shared:
        return (*loc, "answers", _answer_at(node, edge), "to")
    if written:
        return written
    return (*loc, "then", edge.result) if edge.result else (*loc, "next")
