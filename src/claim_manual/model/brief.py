"""briefs/<id>.yml: an executive summary, a report or a plan, from words and from parts of the manual."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claim_manual.model.approval import Approvals, approved_by
from claim_manual.model.schema import Day, Model, Ref, Text
from claim_manual.model.shown import Group, How, Where, optional, shown
from claim_manual.model.values import BRIEF_KINDS

BriefKind = Literal["summary", "report", "plan"]
PartId = Annotated[str, Ref("part")]
"""A part of the manual: its kind and, after a colon, which one."""


class BriefPart(Model):
    """A part of a brief: words, or what the manual says of something."""

    title: Text | None = optional(
        "Title", "The heading; a part of the manual has one by itself.", 10, How.TEXT, is_name=True
    )
    text: Text | None = optional(
        "Words", "Words, in Markdown; {count:procedures} becomes a number.", 20, How.BLOCK
    )
    of: PartId | None = optional(
        "Part of the manual",
        "phase:<category>, register:<name>, round:<round>, results:<workshop>, unconfirmed,"
        " unconfirmed:<role>, changes, state or indicators.",
        30,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers see the part itself.",
    )
    since: Day | None = optional(
        "Since", "With changes: what changed on this day and after it.", 40, How.DAY
    )


class Brief(Model):
    """An executive summary, a report or a plan."""

    title: Text = shown("Title", "The title.", 10, How.TEXT, group=Group.IDENTITY, is_name=True)
    kind: BriefKind = shown(
        "Kind",
        "summary, report or plan.",
        20,
        How.CHOICE,
        group=Group.IDENTITY,
        choices=BRIEF_KINDS,
    )
    audience: Text | None = optional("For whom", "For whom it is, in words.", 30, How.TEXT)
    version: str | None = optional("Version", "The version, where it is approved.", 40, How.CODE)
    pages: Annotated[int, Field(ge=1)] | None = optional(
        "Pages at most",
        "How many pages it may have in print, on A4.",
        50,
        How.NUMBER,
        where=Where.NEITHER,
        reason="It binds whoever writes; readers see how long it is.",
    )
    approvals: Approvals = approved_by(
        60, "Which role or body approved it, and when; nobody's name."
    )
    parts: tuple[BriefPart, ...] = shown(
        "Parts", "The parts, in order.", 70, How.LIST, group=Group.STEPS, min_length=1
    )
