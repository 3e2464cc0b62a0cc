"""stale-centre: a centre, or a contact of its place, that has to be confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.centres import is_stale, of_places
from claim_manual.model.finding import Finding, info, say, warning
from claim_manual.model.manual import Manual

_CONFIRM = say("Confirm it, then write the new verified_on:.")


@rule(warning="stale-centre", info="stale-centre")
def stale_centres(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Marked `recheck` is an information; confirmed longer ago than a contact may be is a warning."""
    for centre in manual.centres:
        source, model = centre.source, centre.model
        if is_stale(model, today):
            yield warning(
                source.value(("verified_on",)),
                "stale-centre",
                say(
                    "The centre “{id}” was last confirmed on {date}.",
                    id=centre.id,
                    date=str(model.verified_on),
                ),
                _CONFIRM,
            )
        elif model.status == "recheck":
            yield info(
                source.value(("status",)),
                "stale-centre",
                say("The centre “{id}” is marked to be confirmed.", id=centre.id),
                say("Confirm it, then make it status: ok."),
            )
        for name, local in of_places(centre):
            if is_stale(local, today):
                yield warning(
                    source.value(("contacts", name, "verified_on")),
                    "stale-centre",
                    say(
                        "The contact “{id}” of this place was last confirmed on {date}.",
                        id=name,
                        date=str(local.verified_on),
                    ),
                    _CONFIRM,
                )
