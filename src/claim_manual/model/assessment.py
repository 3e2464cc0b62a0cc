"""assessments/<id>.yml: what people are asked before and after a workshop, without names."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from claim_manual.model.schema import ID, STATUS, DocumentId, Id, Ids, Model, Ref, Text
from claim_manual.model.shown import Group, How, Where, listed, optional, shown
from claim_manual.model.values import ASKED_AS, MEASURED, MOMENTS, STATUSES

WorkshopId = Annotated[Id, Ref("workshop")]
Moment = Literal["before", "after", "later"]
_OF_FORM = "The form itself shows it."
BANK_QUESTION = rf"^{ID[1:-1]}(\.{ID[1:-1]})?$"
"""A case by name, or the id of an own question."""


class Option(Model):
    """An answer that can be chosen."""

    id: Id = shown(
        "Identifier",
        "The id of the answer, the only one of its question.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers choose an answer by its words.",
    )
    label: Text = shown("Label", "What the answer says.", 20, How.TEXT, is_name=True)


class OwnQuestion(Model):
    """A question that the manual has no case for."""

    id: Id = shown(
        "Identifier",
        "The id of the question, the only one in the assessment.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="It stands in small print on the form, as the name of a column of the answers.",
    )
    ask: Text = shown(
        "Question", "The question, or a sentence to agree with.", 20, How.TEXT, is_name=True
    )
    kind: Literal["scale", "choice", "multiple", "text"] = shown(
        "Kind",
        "scale (1 to 5), choice, multiple or text.",
        30,
        How.CHOICE,
        choices=ASKED_AS,
        where=Where.NEITHER,
        reason=_OF_FORM,
    )
    answers: tuple[Option, ...] = listed(
        "Answers", "What can be chosen, of choice and multiple.", 40, How.LIST
    )
    right: Ids = listed(
        "Right answers",
        "The ids of the right answers, where the question has some.",
        50,
        How.CODE,
        where=Where.NEITHER,
        reason="Whoever answers finds it out.",
    )
    moments: tuple[Moment, ...] = listed(
        "When",
        "before, after or later; without it, whenever the assessment is answered.",
        60,
        How.CHOICE,
        choices=MOMENTS,
    )
    measures: Literal["satisfaction", "effectiveness", "feedback"] | None = optional(
        "Measures",
        "satisfaction, effectiveness or feedback.",
        70,
        How.CHOICE,
        choices=MEASURED,
    )
    objective: Id | None = optional(
        "Objective",
        "The objective of the workshop that it is about.",
        80,
        How.CODE,
        where=Where.NEITHER,
        reason="Results are grouped by it, under its words.",
    )
    scale: tuple[Text, ...] = listed(
        "Ends of the scale",
        "What 1 and 5 mean; agreement if left out.",
        90,
        How.TEXTS,
        max_length=2,
    )


class Bank(Model):
    """Questions from the cases of the manual: where does this case end?"""

    scenarios: Annotated[int, Field(ge=1)] | None = optional(
        "How many",
        "How many cases are asked.",
        10,
        How.NUMBER,
        where=Where.NEITHER,
        reason=_OF_FORM,
    )
    of: tuple[DocumentId, ...] = listed(
        "From pages",
        "The procedures and flows whose cases are asked.",
        20,
        How.PAGES,
        alias="from",
        where=Where.NEITHER,
        reason=_OF_FORM,
    )
    seed: int = shown(
        "Seed",
        "A number; another one chooses other cases and shuffles the answers otherwise.",
        30,
        How.NUMBER,
        default=1,
        where=Where.NEITHER,
        reason=_OF_FORM,
    )
    questions: tuple[Annotated[str, Field(pattern=BANK_QUESTION)], ...] = listed(
        "By name",
        "Cases by name (id of the page, full stop, id of the case), and ids of own questions.",
        40,
        How.CODE,
        where=Where.NEITHER,
        reason=_OF_FORM,
    )


class Later(Model):
    """How long after the workshop people are asked again."""

    days: Annotated[int, Field(ge=1)] = shown(
        "Days", "Days after the workshop.", 10, How.NUMBER, is_name=True
    )


class Assessment(Model):
    """What people are asked before and after a workshop."""

    title: Text = shown("Title", "The title.", 10, How.TEXT, group=Group.IDENTITY, is_name=True)
    workshop: WorkshopId = shown("Workshop", "An id of workshops/.", 20, How.CODE)
    status: Annotated[str, Field(pattern=STATUS)] = shown(
        "Status",
        "model, draft, in-review, approved or retired.",
        30,
        How.CHOICE,
        group=Group.IDENTITY,
        choices=STATUSES,
        default="model",
    )
    introduction: Text | None = optional(
        "Introduction", "What people read before the first question.", 40, How.BLOCK
    )
    moments: tuple[Moment, ...] = shown(
        "When",
        "before, after and later, those that there are.",
        50,
        How.CHOICE,
        choices=MOMENTS,
        min_length=1,
    )
    later: Later | None = optional("How much later", "How long after the workshop.", 60, How.RECORD)
    bank: Bank | None = optional(
        "From the cases",
        "Questions from the cases of the manual.",
        70,
        How.RECORD,
        where=Where.NEITHER,
        reason=_OF_FORM,
    )
    questions: tuple[OwnQuestion, ...] = listed(
        "Own questions", "Questions of its own.", 80, How.LIST
    )
    key: Literal["own-code"] | None = optional(
        "How answers are paired",
        "own-code: a code that people make up, so that before and after belong together without names.",
        90,
        How.CHOICE,
        choices={"own-code": "A code of one's own"},
        where=Where.NEITHER,
        reason=_OF_FORM,
    )

    @model_validator(mode="after")
    def _asks_something(self) -> Assessment:
        if self.bank is None and not self.questions:
            raise PydanticCustomError("nothing_asked", "nothing")
        return self

    @property
    def asked_at(self) -> tuple[Moment, ...]:
        """The moments at which it is answered, in the order of time."""
        later: tuple[Moment, ...] = ("later",) if self.later else ()
        order: tuple[Moment, ...] = ("before", "after", "later")
        return tuple(moment for moment in order if moment in (*self.moments, *later))
