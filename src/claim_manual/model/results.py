"""results/<workshop>/<day>.yml: what an assessment came to, as counts; never what one person said."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from claim_manual.model.assessment import Moment, WorkshopId
from claim_manual.model.schema import Day, Id, Model
from claim_manual.model.shown import Group, How, Where, shown
from claim_manual.model.values import MOMENTS
from claim_manual.model.workshop import AssessmentId, Count

FEWEST = 5
"""Of fewer people than this nothing is kept and nothing shown."""
QuestionName = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$")]
"""The name of a question in forms and tables of answers."""


def _counted(label: str, hint: str, order: int, how: How = How.NUMBER, **options: Any) -> Any:
    """A field of which pages show what follows from all results together."""
    reason = "Pages show what follows from all of them together."
    return shown(label, hint, order, how, where=Where.NEITHER, reason=reason, **options)


class Counted(Model):
    """Counts of a question at a moment."""

    question: QuestionName = _counted(
        "Question", "Its name in the form.", 10, How.CODE, is_name=True
    )
    moment: Moment = _counted("When", "before, after or later.", 20, How.CHOICE, choices=MOMENTS)


class Tally(Counted):
    """How a question was answered at a moment."""

    n: Count = _counted("Answers", "How many answered.", 30)
    right: Count | None = _counted("Right", "How many answered rightly.", 40, default=None)
    counts: dict[str, Count] = _counted(
        "Each answer", "How many chose each answer.", 50, How.NAMES, default_factory=dict
    )


class Paired(Counted):
    """How the same people answered a question before the workshop and at a moment after it."""

    n: Count = _counted("Pairs", "How many pairs there are.", 30)
    gained: Count = _counted("Gained", "Wrong before, right after.", 40)
    lost: Count = _counted("Lost", "Right before, wrong after.", 50)
    kept: Count = _counted("Kept", "Right both times.", 60)


class Results(Model):
    """The results of one day of a workshop."""

    workshop: WorkshopId = _counted("Workshop", "An id of workshops/.", 10, How.CODE)
    assessment: AssessmentId = _counted("Assessment", "An id of assessments/.", 20, How.CODE)
    on: Day = shown(
        "Day", "The day of the workshop.", 30, How.DAY, group=Group.IDENTITY, is_name=True
    )
    date: Id | None = _counted(
        "Date", "The id of the date in the workshop.", 40, How.CODE, default=None
    )
    questions: tuple[Tally, ...] = _counted(
        "Questions", "How each question was answered.", 50, How.LIST, default=()
    )
    pairs: tuple[Paired, ...] = _counted(
        "Pairs", "Before and after of the same people.", 60, How.LIST, default=()
    )
