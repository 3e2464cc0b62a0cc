"""The entries of the registers: what stands once in reference/ and is named by its id."""

from __future__ import annotations

from claim_manual.model.registers.area import Area, Service
from claim_manual.model.registers.contact import Contact
from claim_manual.model.registers.entries import (
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
from claim_manual.model.registers.network import Assignment, Link, Organisation
from claim_manual.model.registers.opening import Opening
from claim_manual.model.registers.policy import Ends, Policy, Requirement, Scope
from claim_manual.model.registers.reached import Telephone

__all__ = [
    "Area",
    "Assignment",
    "Contact",
    "Deadline",
    "Ends",
    "Entry",
    "Evidence",
    "Form",
    "Law",
    "Limit",
    "Link",
    "Opening",
    "Organisation",
    "Policy",
    "Requirement",
    "Role",
    "Scope",
    "Service",
    "Source",
    "Telephone",
    "Term",
    "Validation",
]
