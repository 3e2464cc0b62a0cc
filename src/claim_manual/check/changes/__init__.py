"""Changes: what a change of the manual may do to an approved page.

Each rule is a function from a difference to findings.
"""

from __future__ import annotations

from claim_manual.check.changes.approvals import approvals
from claim_manual.check.changes.approved_changes import approved_changes
from claim_manual.check.changes.approved_products import approved_products
from claim_manual.check.changes.histories import histories
from claim_manual.check.changes.removals import removals
from claim_manual.check.changes.renames import renames
from claim_manual.check.changes.versions import versions
from claim_manual.check.rule import Rule
from claim_manual.derived.difference import Difference
from claim_manual.model.finding import Finding

CHANGE_RULES: tuple[Rule[Difference], ...] = (
    versions,
    histories,
    approved_changes,
    approvals,
    approved_products,
    removals,
    renames,
)


def check_change(difference: Difference) -> list[Finding]:
    """Every finding of every rule about a change, in the files as they are after it."""
    return [finding for rule in CHANGE_RULES for finding in rule(difference)]
