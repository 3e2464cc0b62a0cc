"""shadowed-rule: a rule that is never taken, because earlier ones always are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.proof.tables import RuleCase, rows, tables


@rule(error="shadowed-rule")
def shadowed_rules(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Hit policy first: for each rule there are answers for which no earlier one holds."""
    for document, table, walk in tables(manual):
        if table.hit_policy != "first" or not walk.is_whole:
            continue
        taken: set[int] = set()
        covered: dict[int, RuleCase] = {}
        for row in rows(table, walk):
            taken |= {*row.rules[:1]}
            for number in row.rules[1:]:
                covered.setdefault(number, row)
        for number, row in covered.items():
            if number not in taken:
                yield error(
                    document.source.value(("rules", number)),
                    "shadowed-rule",
                    say(
                        "Rule {second} is never taken: for {answers}, rule {first} comes first.",
                        first=row.rules[0] + 1,
                        second=number + 1,
                        answers=answers(manual, walk.program, row.answered),
                    ),
                    say("Put it before that rule, or take it away."),
                )
