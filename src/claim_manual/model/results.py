"""results/<workshop>/<day>.yml: what an assessment came to, as counts; never what one person said."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from claim_manual.model.assessment import Moment, WorkshopId
from claim_manual.model.schema import Day, Id, Model
from claim_manual.model.shown import Group, How, Where, listed, optional, shown
from claim_manual.model.values import MOMENTS
from claim_manual.model.workshop import AssessmentId, Count

FEWEST = 5
"""Of fewer people than this nothing is kept and nothing shown."""
_REPORTED = "Pages show what follows from all of them together."
QuestionName = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$")]
"""The name of a question in forms and tables of answers."""


class Tally(Model):
    """How a question was answered at a moment."""

    question: QuestionName = shown(
        "Question",
        "Its name in the form.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason=_REPORTED,
        is_name=True,
    )
    moment: Moment = shown(
        "When",
        "before, after or later.",
        20,
        How.CHOICE,
        choices=MOMENTS,
        where=Where.NEITHER,
        reason=_REPORTED,
    )
    n: Count = shown(
        "Answers", "How many answered.", 30, How.NUMBER, where=Where.NEITHER, reason=_REPORTED
    )
    right: Count | None = shown(
        "Right",
        "How many answered rightly.",
        40,
        How.NUMBER,
        default=None,
        where=Where.NEITHER,
        reason=_REPORTED,
    )
    counts: dict[str, Count] = shown(
        "Each answer",
        "How many chose each answer.",
        50,
        How.NAMES,
        default_factory=dict,
        where=Where.NEITHER,
        reason=_REPORTED,
    )


class Paired(Model):
    """How the same people answered a question before the workshop and at a moment after it."""

    question: QuestionName = shown(
        "Question",
        "Its name in the form.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason=_REPORTED,
        is_name=True,
    )
    moment: Moment = shown(
        "When",
        "after or later.",
        20,
        How.CHOICE,
        choices=MOMENTS,
        where=Where.NEITHER,
        reason=_REPORTED,
    )
    n: Count = shown(
        "Pairs", "How many pairs there are.", 30, How.NUMBER, where=Where.NEITHER, reason=_REPORTED
    )
    gained: Count = shown(
        "Gained",
        "Wrong before, right after.",
        40,
        How.NUMBER,
        where=Where.NEITHER,
        reason=_REPORTED,
    )
    lost: Count = shown(
        "Lost", "Right before, wrong after.", 50, How.NUMBER, where=Where.NEITHER, reason=_REPORTED
    )
    kept: Count = shown(
        "Kept", "Right both times.", 60, How.NUMBER, where=Where.NEITHER, reason=_REPORTED
    )


class Results(Model):
    """The results of one day of a workshop."""

    workshop: WorkshopId = shown(
        "Workshop", "An id of workshops/.", 10, How.CODE, where=Where.NEITHER, reason=_REPORTED
    )
    assessment: AssessmentId = shown(
        "Assessment", "An id of assessments/.", 20, How.CODE, where=Where.NEITHER, reason=_REPORTED
    )
    on: Day = shown(
        "Day", "The day of the workshop.", 30, How.DAY, group=Group.IDENTITY, is_name=True
    )
    date: Id | None = optional(
        "Date",
        "The id of the date in the workshop.",
        40,
        How.CODE,
        where=Where.NEITHER,
        reason=_REPORTED,
    )
    questions: tuple[Tally, ...] = listed(
        "Questions",
        "How each question was answered.",
        50,
        How.LIST,
        where=Where.NEITHER,
        reason=_REPORTED,
    )
    pairs: tuple[Paired, ...] = listed(
        "Pairs",
        "Before and after of the same people.",
        60,
        How.LIST,
        where=Where.NEITHER,
        reason=_REPORTED,
    )
