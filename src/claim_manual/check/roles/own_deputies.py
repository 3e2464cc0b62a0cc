"""own-deputy: a role stands among its own deputies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.registers import Role


@rule(error="own-deputy")
def own_deputies(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Where nobody else acts in its place, there is no deputy."""
    register = manual.register("roles")
    for n, role in enumerate(register):
        for position, name in enumerate(role.deputy if isinstance(role, Role) else ()):
            if name == role.id:
                yield error(
                    register.source.value((n, "deputy", position)),
                    "own-deputy",
                    say("This role stands among its own deputies."),
                    say("Name another role, or take deputy: away."),
                )
