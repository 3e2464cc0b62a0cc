"""repeated-area: a centre names an area twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual


@rule(warning="repeated-area")
def repeated_areas(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The second time may be a slip for another code."""
    for centre in manual.centres:
        seen: set[str] = set()
        for n, code in enumerate(centre.model.covers):
            if code in seen:
                yield warning(
                    centre.source.value(("covers", n)),
                    "repeated-area",
                    say("The area “{id}” stands here twice.", id=code),
                    say("Take it out, or write the code that was meant."),
                )
            seen.add(code)
