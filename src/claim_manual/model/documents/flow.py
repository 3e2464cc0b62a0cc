"""flows/<id>.yml: decision trees and decision tables."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import WithJsonSchema

from claim_manual.model.documents.scenario import Scenario, tested_by
from claim_manual.model.guard import Guard, named_conditions
from claim_manual.model.nodes import (
    MOST,
    AnyNode,
    AnyTime,
    Inputs,
    Nodes,
    Outcome,
    told_at_any_time,
)
from claim_manual.model.schema import Headed, Id, Model, Text
from claim_manual.model.shown import Group, How, Where, optional, shown
from claim_manual.model.values import FLOW_KINDS, HIT_POLICIES


def _kind_of_flow(hint: str, **options: Any) -> Any:
    return shown(
        "Kind",
        hint,
        340,
        How.CHOICE,
        choices=FLOW_KINDS,
        where=Where.NEITHER,
        reason="The rules or the questions of a flow show which kind it is.",
        **options,
    )


class Flow(Headed):
    """flows/<id>.yml, of either kind."""

    kind: str = _kind_of_flow("decision-tree or decision-table.")
    nodes: tuple[AnyNode, ...] = shown(
        "Questions and outcomes", "The nodes.", 390, How.NODES, group=Group.STEPS
    )
    at_any_time: tuple[AnyTime, ...] = told_at_any_time(365)
    conditions: dict[Id, Guard] = named_conditions(360)
    scenarios: tuple[Scenario, ...] = tested_by(400)


class DecisionTree(Flow):
    """A flow of questions, steps and outcomes."""

    kind: Annotated[
        Literal["decision-tree", "decision-table"], WithJsonSchema({"const": "decision-tree"})
    ] = _kind_of_flow("decision-tree or decision-table.", default="decision-tree")
    nodes: Nodes = shown(
        "Questions and outcomes",
        "The nodes; the first is the start.",
        390,
        How.NODES,
        group=Group.STEPS,
    )


class TableRule(Model):
    """A row of a decision table (DMN): when these answers are given, that outcome."""

    when: Guard | None = optional(
        "Only if", "The answers; without when, the rule always holds.", 10, How.CONDITION
    )
    then: Id = shown("Outcome", "The outcome: an id of nodes.", 20, How.WAYS, is_name=True)
    note: Text | None = optional("Note", "What one has to know of this rule.", 30, How.TEXT)


HitPolicy = Literal["unique", "first", "collect"]


class DecisionTable(Flow):
    """A flow whose questions are all asked, and whose outcome a table of rules gives (DMN)."""

    kind: Literal["decision-table"] = _kind_of_flow("decision-table.")
    inputs: Inputs = shown(
        "Questions", "The questions, all asked in this order.", 370, How.NODES, group=Group.STEPS
    )
    hit_policy: HitPolicy = shown(
        "Which rules apply",
        "unique (one rule alone), first (the first) or collect (all).",
        350,
        How.CHOICE,
        group=Group.STEPS,
        choices=HIT_POLICIES,
    )
    rules: tuple[TableRule, ...] = shown(
        "Rules",
        "The rules, in order.",
        380,
        How.RULES,
        group=Group.STEPS,
        min_length=1,
        max_length=MOST,
    )
    nodes: tuple[Outcome, ...] = shown(
        "Outcomes", "The outcomes.", 390, How.NODES, group=Group.STEPS, min_length=1
    )
