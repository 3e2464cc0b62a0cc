"""unversioned-change, hasty-approval: an approved edition or brief says something else."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.check.changes.pairs import pairs
from claim_manual.check.rule import rule
from claim_manual.derived.difference import ChangeKind, Difference, Revised
from claim_manual.derived.selection import selection
from claim_manual.model.approval import Approvals, ProductApproval, holding
from claim_manual.model.brief import Brief
from claim_manual.model.edition import Edition
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Document, Manual

_KEPT = {"brief": {"approvals", "version", "pages"}, "edition": {"approvals"}}
"""Keys that say how a brief or an edition is kept, not what it says."""


@rule(error=("hasty-approval", "unversioned-change"))
def approved_products(difference: Difference) -> Iterator[Finding]:
    """Whoever approved it approved other words: as of a page, a change asks for a new version."""
    for revised in difference.revised:
        before, after = revised.before, revised.after
        if not isinstance(before, Document) or not isinstance(after, Document):
            continue
        if isinstance(before.model, Brief) and isinstance(after.model, Brief):
            yield from _brief(revised, before, after)
    for edition in difference.after.editions:
        yield from _edition(difference, edition)


def _is_other(revised: Revised) -> bool:
    return revised.kind is ChangeKind.CHANGED and any(
        edit.way[0] not in _KEPT[revised.subject] for edit in revised.edits
    )


def _brief(revised: Revised, before: Document[Brief], after: Document[Brief]) -> Iterator[Finding]:
    if not _is_other(revised):
        return
    held = holding(after.model.approvals, after.model.version)
    earlier = [approval for approval in held if approval in before.model.approvals]
    new = [approval for approval in held if approval not in before.model.approvals]
    if earlier:
        yield error(
            after.source.key(("version",) if after.model.version else ("approvals",)),
            "unversioned-change",
            say("What this says has changed since it was approved, and its version is the same."),
            say("Write a new version:; the approval of the earlier one stays, with its version:."),
        )
    elif new:
        yield _hasty(after, after.model.approvals, new[0])


def _hasty(
    product: Document[Brief] | Document[Edition],
    approvals: Approvals,
    approval: ProductApproval,
) -> Finding:
    return error(
        product.source.value(("approvals", approvals.index(approval), "on")),
        "hasty-approval",
        say("This change approves it and writes something else in it."),
        say("Approve it in a change of its own, with approvals: alone."),
    )


def _edition(difference: Difference, edition: Document[Edition]) -> Iterator[Finding]:
    """An edition has the manual's version; what it has in it is what somebody approved."""
    older = next((each for each in difference.before.editions if each.id == edition.id), None)
    held = holding(edition.model.approvals, _version(difference.after))
    if older is None or not held:
        return
    changed = _changed_in(difference, edition)
    if not changed:
        return
    new = [approval for approval in held if approval not in older.model.approvals]
    if len(new) < len(held):
        yield error(
            edition.source.key(("approvals",)),
            "unversioned-change",
            say(
                "This edition is approved, and what stands in it has changed: {names}.",
                names=", ".join(changed),
            ),
            say("Write a new version: in manual.yml; the approval stays, with its version:."),
        )
    elif new:
        yield _hasty(edition, edition.model.approvals, new[0])


def _version(manual: Manual) -> str | None:
    return manual.settings.model.version


def _changed_in(difference: Difference, edition: Document[Edition]) -> list[str]:
    """What of an edition says something else: itself, its procedures and flows, its pages."""
    names = [
        revised.id
        for revised in difference.revised
        if revised.subject == "edition" and revised.id == edition.id and _is_other(revised)
    ]
    chosen = {page.id for page in selection(difference.after, edition.model).documents}
    names += [
        pair.after.model.code
        for pair in pairs(difference)
        if pair.is_other and pair.after.id in chosen
    ]
    return names
