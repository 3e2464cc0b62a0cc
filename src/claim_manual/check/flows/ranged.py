"""The questions that ranges answer, and how their ranges are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from math import inf

from claim_manual.check.witness import answers
from claim_manual.model.finding import Message, say
from claim_manual.model.manual import AnyDocument, Manual, located
from claim_manual.model.nodes import AskDate, AskNumber
from claim_manual.model.place import NOWHERE, Loc
from claim_manual.proof.cases import AnswerClass, Cut, Fact
from claim_manual.proof.walks import walk


def ranged(manual: Manual) -> Iterator[tuple[AnyDocument, Loc, Fact]]:
    """Every question of numbers or days whose answers all have their ranges."""
    for document in manual.documents():
        for loc, node in located(document):
            if not isinstance(node, AskNumber | AskDate):
                continue
            places = [
                document.source.value((*loc, "answers", n, "range"))
                for n in range(len(node.answers))
            ]
            if NOWHERE not in places:
                yield document, loc, Fact(node)


def written_range(fact: Fact, case: AnswerClass) -> str:
    """The values of a case as the source writes a range: {ge: 17, lt: 18}."""
    bounds = []
    if case.low[0] > -inf:
        bounds.append(f"{'gt' if case.low[1] else 'ge'}: {_bound(fact, case.low)}")
    if case.high[0] < inf:
        bounds.append(f"{'le' if case.high[1] else 'lt'}: {_bound(fact, case.high)}")
    return f"{{{', '.join(bounds)}}}"


def _bound(fact: Fact, cut: Cut) -> str:
    if fact.scale.is_of_days:
        return dt.date.fromordinal(int(cut[0])).isoformat()
    return str(int(cut[0]) if cut[0] == int(cut[0]) else cut[0])


def answers_before(manual: Manual, document: AnyDocument, loc: Loc) -> Message:
    """The fewest answers that lead to a question; says nothing where it is asked whatever is."""
    walked = walk(manual, document)
    states = [
        state
        for stop, state in walked.first.items()
        if (asking := walked.program.stops[stop]).loc == loc and not asking.scope.caller
    ]
    answered = walked.answered(states[0]) if states else ()
    if not answered:
        return Message("")
    return say(" (after: {answers})", answers=answers(manual, walked.program, answered))
