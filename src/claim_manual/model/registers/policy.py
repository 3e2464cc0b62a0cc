"""reference/policies.yml: what must hold on every path."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from claim_manual.model.nodes import Level, OutcomeKind
from claim_manual.model.registers.entry import Entry
from claim_manual.model.schema import FlowId, Id, Ids, Model, ProcedureId, SourceId, Text
from claim_manual.model.shown import How, Where, listed, optional, shown
from claim_manual.model.values import ENDS, LEVELS

_PROVED = "The rule says it in words; this is its form for the proof."


def _proved(
    label: str, hint: str, order: int, how: How, *, default: Any = (), **options: Any
) -> Any:
    return shown(
        label, hint, order, how, default=default, where=Where.NEITHER, reason=_PROVED, **options
    )


class Scope(Model):
    """Which documents a policy speaks of."""

    categories: tuple[Id, ...] = _proved("Categories", "Categories of manual.yml.", 10, How.CODE)
    procedures: tuple[ProcedureId, ...] = _proved("Procedures", "Ids of procedures.", 20, How.PAGES)
    flows: tuple[FlowId, ...] = _proved("Decision trees", "Ids of flows.", 30, How.PAGES)


class Ends(Model):
    """The outcomes that a policy speaks of: those that are all that is given; every one without."""

    outcome_kind: tuple[OutcomeKind, ...] = _proved(
        "Kind of outcome", "Kinds of outcomes.", 10, How.CHOICE, choices=ENDS
    )
    level: tuple[Level, ...] = _proved(
        "Level", "Levels of outcomes.", 20, How.CHOICE, choices=LEVELS
    )
    tags: tuple[Id, ...] = _proved("Tags", "Marks of outcomes, any of them.", 30, How.CODE)
    passing: Id | None = _proved(
        "Passing",
        "The id or tag of a node on the way, or of the outcome.",
        40,
        How.CODE,
        default=None,
    )


class Requirement(Model):
    """What must hold on a path: one of `before`, `within_questions` with `node`, `offers`, `without`."""

    before: Id | None = _proved(
        "Before",
        "The id or tag of a node, or an id that a use names, before the outcome.",
        10,
        How.CODE,
        default=None,
    )
    within_questions: Annotated[int, Field(ge=1)] | None = _proved(
        "Within the first questions",
        "Among the first n questions is that of node.",
        20,
        How.NUMBER,
        default=None,
    )
    node: Id | None = _proved(
        "Node", "The id or tag of the question, with within_questions.", 30, How.CODE, default=None
    )
    offers: Ids = _proved(
        "Offers",
        "A tag, contact or procedure that the outcome offers; of several, one is enough.",
        40,
        How.CODE,
    )
    without: Id | None = _proved(
        "Without",
        "The id or tag of a node that is not on the way, nor the outcome.",
        50,
        How.CODE,
        default=None,
    )

    @model_validator(mode="after")
    def _has_one_requirement(self) -> Requirement:
        requirements = [self.before, self.within_questions, self.offers, self.without]
        if sum(bool(requirement) for requirement in requirements) != 1:
            raise PydanticCustomError("requirement", "requirement")
        if (self.node is None) != (self.within_questions is None):
            raise PydanticCustomError("requirement", "requirement")
        return self


class Policy(Entry):
    """reference/policies.yml: what must hold on every path of the documents that it names."""

    says: Text = shown("What must hold", "The rule, in words.", 10, How.TEXT, is_name=True)
    applies_to: Scope = shown(
        "Holds in",
        "Where it holds: categories, procedures or flows.",
        20,
        How.RECORD,
        where=Where.PAGE,
        reason="On paper the rule itself says where it holds; the site lists and links the pages.",
    )
    where: Ends | None = _proved(
        "Only for these outcomes",
        "Only for paths that end in outcomes like these.",
        30,
        How.RECORD,
        default=None,
    )
    requires: Requirement = shown(
        "Requires",
        "before, within_questions with node, offers, or without.",
        40,
        How.RECORD,
        where=Where.NEITHER,
        reason=_PROVED,
    )
    evidence: Text | None = optional("Evidence", "What the rule rests on.", 50, How.TEXT)
    sources: tuple[SourceId, ...] = listed(
        "Sources",
        "The sources that the rule rests on.",
        60,
        How.SOURCES,
        where=Where.PAGE,
        reason="On paper the evidence is told in words.",
    )
