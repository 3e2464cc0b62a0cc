"""shared-area: two centres are there for the same area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.centres import areas, shown_centres
from claim_manual.model.finding import Finding, info, say
from claim_manual.model.manual import Manual


@rule(info="shared-area")
def shared_areas(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """That can be right, in a large town; or one of them took an area of the other."""
    names = {area.id: area.name for area in areas(manual)}
    first: dict[str, str] = {}
    for centre in sorted(shown_centres(manual), key=lambda centre: centre.path):
        covers = centre.model.covers
        for code in dict.fromkeys(covers):
            other = first.setdefault(code, centre.id)
            if other != centre.id and code in names:
                yield info(
                    centre.source.value(("covers", covers.index(code))),
                    "shared-area",
                    say(
                        "The area “{id}” ({name}) has the centre “{other}” too.",
                        id=code,
                        name=names[code].get(manual.default_language) or code,
                        other=other,
                    ),
                    say(
                        "That is right where both are there for it; else take it from one of them."
                    ),
                )
