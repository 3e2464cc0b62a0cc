"""table-overlap: answers for which two rules hold in a table where only one may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations

from claim_manual.check.rule import rule
from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.proof.tables import RuleCase, rows, tables


@rule(error="table-overlap")
def table_overlaps(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Hit policy unique: no two rules hold for the same answers (DMN 1.5, 8.2.10)."""
    for document, table, walk in tables(manual):
        if table.hit_policy != "unique":
            continue
        pairs: dict[tuple[int, int], RuleCase] = {}
        for row in rows(table, walk):
            for pair in combinations(row.rules, 2):
                pairs.setdefault(pair, row)
        for (first, second), row in pairs.items():
            ends = table.rules[first].then, table.rules[second].then
            witness = answers(manual, walk.program, row.answered)
            numbers = {"first": first + 1, "second": second + 1, "answers": witness}
            yield error(
                document.source.value(("rules", second)),
                "table-overlap",
                say("Rules {first} and {second} both hold for: {answers}.", **numbers)
                if ends[0] == ends[1]
                else say(
                    "Rules {first} and {second} answer differently for: {answers}.", **numbers
                ),
                say("Narrow one of them, or choose hit_policy: first."),
            )
