"""Cases of made-up people, which test a flow or procedure and are practised with."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from claim_manual.model.guard import NUMBER, number_of_manual
from claim_manual.model.schema import Id, Ids, Model, Text
from claim_manual.model.shown import Group, How, Where, listed, message, optional, shown


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
    """A case of a fictional person: a test of a flow or procedure, and a card for workshops."""

    id: Id = shown(
        "Identifier",
        "The id of the case, the only one in the file.",
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
    expect: Ids = shown(
        "Outcome",
        "The outcome that it must have; a list in a collect table.",
        40,
        How.WAYS,
        where=Where.PAGE,
        reason="On paper a case is an exercise: whoever practises writes it down.",
    )


def tested_by(order: int) -> Any:
    """The field `scenarios` of a document."""
    return listed("Cases", "Cases that test the page.", order, How.CASES, group=Group.STEPS)
