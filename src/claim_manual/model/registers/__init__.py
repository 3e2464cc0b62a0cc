"""The entries of the registers: what stands once in reference/ and is named by its id."""

from __future__ import annotations

from claim_manual.model.registers.entries import (
    PHONE,
    Contact,
    Deadline,
    Form,
    Law,
    Role,
    Source,
    Term,
    Validation,
)
from claim_manual.model.registers.entry import Entry
from claim_manual.model.registers.limit import Evidence, Limit
from claim_manual.model.registers.policy import Ends, Policy, Requirement, Scope

__all__ = [
    "PHONE",
    "Contact",
    "Deadline",
    "Ends",
    "Entry",
    "Evidence",
    "Form",
    "Law",
    "Limit",
    "Policy",
    "Requirement",
    "Role",
    "Scope",
    "Source",
    "Term",
    "Validation",
]
