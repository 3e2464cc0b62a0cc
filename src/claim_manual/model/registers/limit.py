"""Time limits in words, and how well something is known to hold."""

from __future__ import annotations

from typing import Any, Literal

from claim_manual.model.schema import LawId, Model, SourceId, Text, TimeLimit
from claim_manual.model.shown import How, Where, listed, optional, shown
from claim_manual.model.values import EVIDENCES, LIMITS

Evidence = Literal["found", "background", "changed"]


def evidence(order: int) -> Any:
    """The field that says how well something is known to hold."""
    return optional(
        "Evidence",
        "found (seen), background (to be confirmed) or changed (has changed).",
        order,
        How.CHOICE,
        choices=EVIDENCES,
    )


class Limit(Model):
    """A time limit in words: legal, with its law, or a target that the manual proposes."""

    text: Text = shown("Text", "The time limit, in words.", 10, How.TEXT, is_name=True)
    kind: Literal["target", "legal"] = shown(
        "Kind", "target (a proposal) or legal.", 20, How.CHOICE, choices=LIMITS
    )
    time: TimeLimit | None = optional("Time", "How long it is.", 30, How.RECORD)
    basis: LawId | None = optional("Basis", "The law.", 40, How.LAWS)
    article: str | None = optional("Article", "The article, as it is cited.", 50, How.CODE)
    evidence: Evidence | None = evidence(60)
    sources: tuple[SourceId, ...] = listed(
        "Sources",
        "The sources that the time limit rests on.",
        70,
        How.SOURCES,
        where=Where.PAGE,
        reason="On paper the law stands beside the time limit; codes of sources would crowd it.",
    )
    warning: Text | None = optional(
        "Warning", "What the reader has to be warned of.", 80, How.WARNING
    )
