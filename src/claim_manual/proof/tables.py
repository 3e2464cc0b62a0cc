"""Which rules of a decision table hold in each combination of answers that can occur."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.model.documents import DecisionTable, Flow
from claim_manual.model.manual import Document, Manual
from claim_manual.proof.moves import Answered
from claim_manual.proof.states import Walk
from claim_manual.proof.walks import not_whole, walk


@dataclass(frozen=True)
class RuleCase:
    """A combination of answers and the positions of the rules that hold for it."""

    answered: Answered
    rules: tuple[int, ...]


def tables(manual: Manual) -> Iterator[tuple[Document[Flow], DecisionTable, Walk]]:
    """Every decision table, with its own walk."""
    for document in manual.flows:
        is_read = document.id not in not_whole(manual)
        if is_read and isinstance(document.model, DecisionTable):
            yield document, document.model, walk(manual, document)


def rows(table: DecisionTable, walk: Walk) -> Iterator[RuleCase]:
    """Every combination that the table can tell apart, answers with a gap left out."""
    for state, moves in walk.moves.items():
        stop = walk.stop(state)
        if stop.node is not table.inputs[-1]:
            continue
        before = walk.answered(state)
        ways = next(iter(stop.ways.values()))
        for move in moves:
            if walk.program.facts[stop.fact].is_gap(walk.program.facts[stop.fact].cases[move.case]):
                continue
            facts = tuple(move.case if n == stop.fact else case for n, case in enumerate(state[1]))
            held = tuple(n for n, way in enumerate(ways) if way.holds is None or way.holds(facts))
            yield RuleCase((*before, (stop.fact, move.case)), held)
