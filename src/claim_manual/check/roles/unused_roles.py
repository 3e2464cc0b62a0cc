"""unused-role: a role of reference/roles.yml that nothing in the manual names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import words
from claim_manual.derived.approval_words import approvals_in, role_named
from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import models
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.registers import Assignment


@rule(warning="unused-role")
def unused_roles(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Steps, responsibilities, owners, approvals, audiences of workshops: any of them is a use.

    What files with errors name is not known.
    """
    if manual.faulty or manual.unread:
        return
    named = {
        name
        for _, _, model in models(manual)
        if not isinstance(model, Assignment)  # who has a role says nothing of what it does
        for _, kind, name in parts_of(manual, model).references
        if kind == "role"
    }
    for _, approvals in approvals_in(manual):
        named |= {role_named(approval) for approval in approvals}
    register = manual.register("roles")
    for position, entry in enumerate(register):
        role = manual.role(entry.id)
        if role and entry.id not in named:
            yield warning(
                register.source.value((position,)),
                "unused-role",
                say("No page names the role “{name}”.", name=words(manual, role.name)),
                say("Name it where it acts, or take it away."),
            )
