"""table-gap: answers for which no rule of a decision table holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Manual
from claim_manual.proof.tables import rows, tables

SHOWN = 3
"""How many combinations without a rule are shown at once."""


@rule(error="table-gap", warning="table-gap")
def table_gaps(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A table is complete: some rule holds whatever is answered (DMN 1.5, 8.2.10).

    Where a table collects, no rule means an empty list: a warning.
    """
    for document, table, walk in tables(manual):
        gaps = [row for row in rows(table, walk) if not row.rules]
        for row in gaps[:SHOWN]:
            yield (warning if table.hit_policy == "collect" else error)(
                document.source.key(("rules",)),
                "table-gap",
                say(
                    "No rule holds for: {answers}.",
                    answers=answers(manual, walk.program, row.answered),
                ),
                say("Add a rule for it."),
            )
