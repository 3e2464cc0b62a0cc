"""Approvals of editions and briefs: which role or body, on which day, which version."""

from __future__ import annotations

from claim_manual.model.schema import Day, Model, Text
from claim_manual.model.shown import How, listed, optional, shown


class ProductApproval(Model):
    """That a role or a body approved something that is made from the manual; never a person."""

    by: Text = shown(
        "Approved by",
        "The role (an id of reference/roles.yml) or the body, in words; never a person.",
        10,
        How.TEXT,
        is_name=True,
    )
    on: Day = shown("Approved on", "The day of the approval.", 20, How.DAY)
    version: str | None = optional(
        "Version", "The version that was approved; if left out, whichever there is.", 30, How.CODE
    )
    note: Text | None = optional("Note", "What was said with the approval.", 40, How.TEXT)


Approvals = tuple[ProductApproval, ...]


def approved_by(order: int, hint: str) -> Approvals:
    """The field `approvals` of what is approved as a whole."""
    approvals: Approvals = listed("Approvals", hint, order, How.LIST)
    return approvals


def holding(approvals: Approvals, version: str | None) -> Approvals:
    """The approvals of this version: those that name it, or none."""
    return tuple(
        approval for approval in approvals if not approval.version or approval.version == version
    )
