"""unreachable-place: a centre, or a contact of its place, that nobody can call, write to or go to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.centres import of_places
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.place import Loc
from claim_manual.model.registers.reached import Reached


@rule(warning="unreachable-place")
def unreachable_places(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A name alone helps nobody at the desk."""
    for centre in manual.centres:
        places: list[tuple[Loc, Reached]] = [((), centre.model)]
        places += [(("contacts", name), local) for name, local in of_places(centre)]
        for loc, reached in places:
            if not (reached.telephones or reached.email or reached.url or reached.address):
                yield warning(
                    centre.source.key(loc) if loc else centre.source.value(("name",)),
                    "unreachable-place",
                    say("Nothing here says how to reach it."),
                    say("Write phone:, email:, url: or address:."),
                )
