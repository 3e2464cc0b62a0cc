"""A decision table as people read one: a row for each rule, a column for each question."""

from __future__ import annotations

from dataclasses import dataclass

from claim_manual.derived.hit_policy import policy_text
from claim_manual.derived.reading import Reading
from claim_manual.model.documents import DecisionTable, TableRule
from claim_manual.model.guard import Condition, Every, Test
from claim_manual.model.manual import AnyDocument, nodes
from claim_manual.model.nodes import Ask, Outcome
from claim_manual.model.schema import Text


@dataclass(frozen=True)
class RuleRow:
    """A rule: what each question must be answered ("" where it does not matter), the outcome.

    `other` is what the columns cannot say, in words.
    """

    number: int
    cells: tuple[str, ...]
    other: str
    outcome: Outcome
    text: str
    note: Text | None


@dataclass(frozen=True)
class RuleTable:
    """A decision table in one language."""

    policy: str
    columns: tuple[str, ...]
    rows: tuple[RuleRow, ...]

    @property
    def has_other(self) -> bool:
        """Whether some rule says more than its columns can."""
        return any(row.other for row in self.rows)


def rule_table(reading: Reading, document: AnyDocument) -> RuleTable | None:
    """The rules of a decision table; None of any other document."""
    table = document.model
    if not isinstance(table, DecisionTable):
        return None
    outcomes = {node.id: node for node in table.nodes}
    columns = [f"{n}. {reading.plain(question.ask)}" for n, question in enumerate(table.inputs, 1)]
    rows = [
        _row(reading, document, (n, rule), outcomes[rule.then])
        for n, rule in enumerate(table.rules, 1)
    ]
    return RuleTable(policy_text(reading, document), tuple(columns), tuple(rows))


def _row(
    reading: Reading, document: AnyDocument, numbered: tuple[int, TableRule], outcome: Outcome
) -> RuleRow:
    number, rule = numbered
    cells = dict.fromkeys((node.id for node in nodes(document) if isinstance(node, Ask)), "")
    conditions = []
    for part in _parts(document, rule):
        if isinstance(part, Test) and part.fact in cells and not cells[part.fact]:
            cells[part.fact] = reading.test(document, part)
        else:
            conditions.append(reading.condition(document, part))
    words = f" {reading.say('and')} ".join(conditions)
    return RuleRow(number, tuple(cells.values()), words, outcome, reading.node(outcome), rule.note)


def _parts(document: AnyDocument, rule: TableRule) -> tuple[Condition, ...]:
    if rule.when is None:
        return ()
    condition = rule.when.condition(document.model.conditions)
    return condition.parts if isinstance(condition, Every) else (condition,)
