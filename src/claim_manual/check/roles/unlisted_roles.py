"""unlisted-role: a role acts in a step, and `responsibilities` of the procedure does not name it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import words
from claim_manual.derived.acting import acting
from claim_manual.derived.matrix import named_roles
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.place import Loc


@rule(warning="unlisted-role")
def unlisted_roles(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Told once for each role, where it acts first; the person served answers for nothing."""
    for document in manual.procedures:
        named = named_roles(document.model)
        if not named or document.path in manual.faulty:
            continue
        first: dict[str, Loc] = {}
        for loc, name in acting(document):
            first.setdefault(name, loc)
        for name, loc in first.items():
            role = manual.role(name)
            if role and role.kind != "person" and name not in named:
                yield warning(
                    document.source.value(loc),
                    "unlisted-role",
                    say(
                        "“{name}” acts here, and stands nowhere in responsibilities: of this page.",
                        name=words(manual, role.name),
                    ),
                    say(
                        "Write “{id}” under responsible:, accountable:, consulted: or informed:.",
                        id=name,
                    ),
                )
