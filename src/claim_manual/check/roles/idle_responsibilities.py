"""idle-responsibility: a role is responsible for a procedure, and acts in none of its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import words
from claim_manual.derived.acting import acting_anywhere
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual


@rule(warning="idle-responsibility")
def idle_responsibilities(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Steps of pages that are used count; where a step does not say who does it, nothing is told."""
    if manual.unread:
        return
    for document in manual.procedures:
        responsibilities = document.model.responsibilities
        if responsibilities is None or not document.is_whole or document.path in manual.faulty:
            continue
        acting = acting_anywhere(manual, document)
        for position, name in enumerate(responsibilities.responsible):
            role = manual.role(name)
            if acting is not None and role and name not in acting:
                yield warning(
                    document.source.value(("responsibilities", "responsible", position)),
                    "idle-responsibility",
                    say(
                        "“{name}” is responsible for this page, and acts in none of its steps.",
                        name=words(manual, role.name),
                    ),
                    say("Name it in role: of what it does, or move it to consulted: or informed:."),
                )
