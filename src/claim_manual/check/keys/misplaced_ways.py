"""unknown-key, of a table's input: it leads nowhere by itself, the rules say where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.documents import DecisionTable
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.nodes import ways
from claim_manual.model.place import Loc


@rule(error="unknown-key")
def misplaced_ways(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The answers to a table's inputs have no `to:`, and its inputs no `next:`."""
    for document in manual.flows:
        if not isinstance(document.model, DecisionTable):
            continue
        for n, question in enumerate(document.model.inputs):
            misplaced: list[Loc] = [
                ("inputs", n, "answers", m, "to")
                for m, answer in enumerate(question.answers)
                if ways(answer)
            ]
            misplaced += [("inputs", n, "next")] if question.next else []
            for loc in misplaced:
                yield error(
                    document.source.key(loc),
                    "unknown-key",
                    say("An input of a table does not lead anywhere by itself."),
                    say("Take “{key}” away; the rules say where its answers lead.", key=loc[-1]),
                )
