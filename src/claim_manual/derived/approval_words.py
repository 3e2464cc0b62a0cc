"""Who approved an edition or a brief, when and in which version, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claim_manual.derived.reading import Reading
from claim_manual.model.approval import Approvals, ProductApproval, holding
from claim_manual.model.manual import Manual, Origin
from claim_manual.model.registers import Role
from claim_manual.model.schema import ID

_ID = re.compile(ID)


def approvals_in(manual: Manual) -> Iterator[tuple[Origin, Approvals]]:
    """The approvals of every edition and brief, with where they stand."""
    for edition in manual.editions:
        yield edition.source, edition.model.approvals
    for brief in manual.briefs:
        yield brief.source, brief.model.approvals


def role_named(approval: ProductApproval) -> str:
    """The id by which an approval names a role; "" where it names a body in words."""
    alone = approval.by.root.get("", "") if approval.by.root.keys() == {""} else ""
    return alone if _ID.match(alone) else ""


def role_of(manual: Manual, approval: ProductApproval) -> Role | None:
    """The role that approved, where the manual has it."""
    return manual.role(role_named(approval)) if role_named(approval) else None


def who(reading: Reading, approval: ProductApproval) -> str:
    """The role or the body that approved."""
    role = role_of(reading.manual, approval)
    return reading.plain(role.name if role else approval.by)


def approval_lines(reading: Reading, approvals: Approvals, version: str | None) -> Iterator[str]:
    """A line for each approval that holds for a version, then those of other versions."""
    held = holding(approvals, version)
    yield from (_held(reading, approval) for approval in held)
    for approval in approvals:
        if approval not in held:
            yield reading.say(
                "Version {version} was approved by {who} on {day}.",
                version=approval.version,
                who=who(reading, approval),
                day=reading.say.date(approval.on),
            )


def _held(reading: Reading, approval: ProductApproval) -> str:
    say, named = reading.say, {"who": who(reading, approval), "day": reading.say.date(approval.on)}
    if approval.version:
        line = say(
            "Approved by {who} on {day}, version {version}.", version=approval.version, **named
        )
    else:
        line = say("Approved by {who} on {day}.", **named)
    note = reading.plain(approval.note)
    return f"{line} {note}" if note else line


def approval_or_draft(
    reading: Reading, approvals: Approvals, version: str | None
) -> tuple[str, ...]:
    """The same; where nobody has approved this version, first that it is a draft."""
    lines = tuple(approval_lines(reading, approvals, version))
    if holding(approvals, version):
        return lines
    return (reading.say("Draft, not approved yet."), *lines)
