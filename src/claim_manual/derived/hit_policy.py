"""Which rules of a decision table are taken, in words."""

from __future__ import annotations

from claim_manual.derived.reading import Reading
from claim_manual.model.documents import DecisionTable
from claim_manual.model.manual import AnyDocument
from claim_manual.model.values import HIT_POLICIES


def policy_text(reading: Reading, document: AnyDocument) -> str:
    """Which of a decision table's rules apply, in words; nothing of any other document."""
    table = document.model
    return reading.say(HIT_POLICIES[table.hit_policy]) if isinstance(table, DecisionTable) else ""
