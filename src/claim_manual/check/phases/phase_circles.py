"""phase-circle: phases come after each other, so that none of them is the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.phases import circle, phase
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="phase-circle")
def phase_circles(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Each circle once, at the phase that stands first."""
    order = [*manual.settings.model.categories]
    for category in order:
        way = circle(manual, category)
        if not way or min(way, key=order.index) != category:
            continue
        said = phase(manual, category)
        position = said.follows.index([*way, category][1])
        names = " ← ".join((*way, category))
        yield error(
            manual.settings.source.value(("categories", category, "follows", position)),
            "phase-circle",
            say("These phases come after each other in a circle: {names}.", names=names),
            say("Take one of them out of follows:, so that one phase is the first."),
        )
