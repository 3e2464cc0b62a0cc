"""reviews/<round>.yml: what organisations said of the manual in a round of review, and what came of it."""

from __future__ import annotations

from typing import Literal

from claim_manual.model.schema import Day, DocumentId, Id, Model, Text
from claim_manual.model.shown import Group, How, Where, listed, optional, shown
from claim_manual.model.values import DECISIONS

Decision = Literal["accepted", "partly", "rejected", "open"]


class Remark(Model):
    """A comment or recommendation of an organisation, and what was decided."""

    id: Id = shown(
        "Identifier",
        "The id of the comment, the only one in the round.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="The report numbers the comments.",
    )
    sender: Text = shown(
        "From", "The organisation that made it; never a person.", 20, How.TEXT, alias="from"
    )
    on: DocumentId | None = optional(
        "About", "The page that it is about; without one, the whole manual.", 30, How.PAGES
    )
    where: Text | None = optional(
        "Part of the page", "The part of the page that it is about.", 40, How.TEXT
    )
    text: str | None = optional(
        "Text",
        "The text that it is about: its file, # and the keys and ids that lead to it.",
        42,
        How.CODE,
        where=Where.NEITHER,
        reason="The report says the part of the page in words.",
    )
    lang: str | None = optional(
        "Language",
        "The language of the text, and of the comment.",
        44,
        How.CODE,
        where=Where.NEITHER,
        reason="The report says the words as they were said.",
    )
    quote: Text | None = optional("Quoted words", "The words that it is about.", 46, How.TEXT)
    comment: Text = shown("Comment", "The comment.", 50, How.TEXT)
    proposal: Text | None = optional(
        "Proposal", "What it proposes; of a text, all of its words as they should be.", 60, How.TEXT
    )
    decision: Decision = shown(
        "Decision",
        "accepted, partly, rejected or open (to be decided).",
        70,
        How.CHOICE,
        choices=DECISIONS,
    )
    why: Text | None = optional(
        "Why", "The reason; needed unless all of it was accepted.", 80, How.TEXT
    )
    version: str | None = optional(
        "Version", "The version of the page in which it is done.", 90, How.CODE
    )


class Round(Model):
    """A round of review."""

    title: Text = shown(
        "Title", "The title of the round.", 10, How.TEXT, group=Group.IDENTITY, is_name=True
    )
    opened_on: Day = shown(
        "Opened on", "The day on which it opened.", 20, How.DAY, group=Group.IDENTITY
    )
    closed_on: Day | None = optional(
        "Closed on", "The day on which it closed.", 30, How.DAY, group=Group.IDENTITY
    )
    summary: Text | None = optional(
        "Summary", "What it was about, and who was heard.", 40, How.TEXT, group=Group.SUMMARY
    )
    remarks: tuple[Remark, ...] = listed(
        "Comments", "The comments, in order.", 50, How.LIST, group=Group.STEPS
    )
