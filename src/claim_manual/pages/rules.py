"""The rules of a decision table as a table of a page."""

from __future__ import annotations

from claim_manual.derived.rule_table import RuleRow, rule_table
from claim_manual.model.manual import AnyDocument
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import HereGoal
from claim_manual.pages.texts import Texts


def rules(texts: Texts, document: AnyDocument) -> b.Blocks:
    """A row for each rule, a column for each question; nothing of any other document."""
    table = rule_table(texts.reading, document)
    if table is None:
        return ()
    say = texts.say
    heads = [say("Rule"), *table.columns]
    heads += [say("Other conditions")] if table.has_other else []
    rows = tuple(_row(texts, row, has_other=table.has_other) for row in table.rows)
    titles = tuple(texts.words(head) for head in (*heads, say("Outcome")))
    return (
        b.Paragraph(texts.words(table.policy)),
        b.Table(say("Rules"), titles, rows, "rules"),
    )


def _row(texts: Texts, row: RuleRow, *, has_other: bool) -> b.Row:
    cells = [texts.words(cell or "–") for cell in row.cells]
    cells += [texts.words(row.other or "–")] if has_other else []
    badge = texts.badge(row.outcome.level)
    outcome: list[i.Inline] = [badge, i.Words(" ")] if badge else []
    outcome.append(i.Link(HereGoal(f"n-{row.outcome.id}"), texts.words(row.text)))
    if row.note:
        outcome += [i.Break(), i.Span("muted", texts.line(row.note))]
    return b.Row(texts.words(str(row.number)), (*cells, tuple(outcome)))
