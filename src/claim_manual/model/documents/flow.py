"""flows/<id>.yml: decision trees and decision tables, and the cases that test them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from claim_manual.model.guard import NUMBER, Guard, named_conditions, number_of_manual
from claim_manual.model.nodes import MOST, AnyNode, Inputs, Nodes, Outcome
from claim_manual.model.schema import Headed, Id, Model, Text, one_or_many
from claim_manual.model.shown import Group, How, Where, listed, message, optional, shown
from claim_manual.model.values import FLOW_KINDS, HIT_POLICIES


def _plain_answer(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_of_manual(value)
    if isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(answer, str) for answer in value)
    ):
        return tuple(value) if isinstance(value, list) else value
    raise PydanticCustomError("given", "given")


Given = Annotated[
    Any,
    AfterValidator(_plain_answer),
    WithJsonSchema(
        {
            "description": message(
                "The id of the answer; a list for multiple; or the number or day itself."
            ),
            "anyOf": [
                {"type": "string"},
                NUMBER,
                {"type": "array", "items": {"type": "string"}},
            ],
        }
    ),
]
"""An answer in a scenario: str | int | float | tuple[str, ...]."""


class Scenario(Model):
    """A case of a fictional person: a test of the flow, and a card for workshops."""

    id: Id = shown(
        "Identifier",
        "The id of the case, the only one in the flow.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers know a case by its story.",
    )
    story: Text | None = optional(
        "Story", "The case, told in a few sentences.", 20, How.TEXT, is_name=True
    )
    answers: dict[str, Given] = shown(
        "Answers",
        "Question and answer; on a page that is used, <id of the use>.<question>.",
        30,
        How.ANSWERS,
        default_factory=dict,
        where=Where.NEITHER,
        reason="Whoever practises with a case finds the answers in its story.",
    )
    expect: Annotated[
        tuple[Id, ...], BeforeValidator(one_or_many, json_schema_input_type=Id | list[Id])
    ] = shown(
        "Outcome",
        "The outcome that it must have; a list in a collect table.",
        40,
        How.WAYS,
        where=Where.PAGE,
        reason="On paper a case is an exercise: whoever practises writes it down.",
    )


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
    conditions: dict[Id, Guard] = named_conditions(360)
    scenarios: tuple[Scenario, ...] = listed(
        "Cases", "Cases that test the flow.", 400, How.CASES, group=Group.STEPS
    )


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
