"""Waiting: for something that comes, or until a time has passed (BPMN event-based gateway)."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from claim_manual.model.questions import Choice, NodeModel, Target, WayAnswer
from claim_manual.model.schema import Duration, LawId, Model, Roles, Text
from claim_manual.model.shown import How, optional, shown
from claim_manual.model.values import COUNTS, TIMES

CAME, PASSED = "came", "passed"
"""The two ways on from a wait, as scenarios and paths write them: next: and otherwise:."""


class WaitFor(Model):
    """What is waited for, and for how long at most; a legal limit names its law."""

    event: Text = shown(
        "What is waited for", "What has to come: an answer, a day.", 10, How.TEXT,
        alias="for", is_name=True,
    )  # fmt: skip
    at_most: Duration | None = optional(
        "At most", "How long one waits, as an ISO 8601 duration: P2D, PT4H.", 20, How.DURATION
    )
    count: Annotated[str, Field(pattern="^(calendar|working)$")] = shown(
        "Days counted as", "Calendar days or working days.", 30, How.CHOICE,
        default="calendar", choices=COUNTS,
    )  # fmt: skip
    kind: Annotated[str, Field(pattern="^(target|legal)$")] = shown(
        "Kind", "target (a proposal) or legal.", 40, How.CHOICE, default="target", choices=TIMES
    )
    basis: LawId | None = optional("Basis", "The law, where the time is legal.", 50, How.LAWS)

    @model_validator(mode="after")
    def _legal_names_its_law(self) -> WaitFor:
        if self.kind == "legal" and self.basis is None:
            raise PydanticCustomError("legal_without_basis", "basis")
        return self


class WaitAnswer(WayAnswer):
    """How a wait ends: no answer that anybody gives, and in no source; `limit` is what was waited for."""

    limit: WaitFor


class Wait(NodeModel):
    """Nothing is done until something comes, or its time has passed."""

    wait: WaitFor = shown("Wait", "What is waited for, and how long at most.", 30, How.RECORD)
    role: Roles = shown("Who", "Who waits, and looks whether it came.", 100, How.PEOPLE, default=())
    details: Text | None = optional("Details", "What one has to know here.", 110, How.BLOCK)
    next: Target | None = optional(
        "When it came", "The node that follows when it came, unless it is the one below.", 260,
        How.WAYS,
    )  # fmt: skip
    otherwise: Target | None = optional(
        "When the time has passed", "The node that follows when at_most has passed.", 265, How.WAYS
    )

    @property
    def came(self) -> WaitAnswer:
        """What was waited for is there."""
        return WaitAnswer(id=CAME, limit=self.wait)

    @property
    def passed(self) -> WaitAnswer:
        """The time has passed and it is not there."""
        return WaitAnswer(id=PASSED, limit=self.wait)

    @cached_property
    def question(self) -> Choice:
        """The two ends of a wait as the proof walks them: a question that nobody is asked."""
        return Choice(id=self.id, ask=self.wait.event, answers=(self.came, self.passed))
