"""missing-key and stale-contact, of the emergency line: a number on every page must be one to call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error=("missing-key", "stale-contact"))
def emergency_contacts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A contact of `emergency:` has a telephone number and is not `weak`."""
    settings = manual.settings
    is_misread = manual.register("contacts").source.path in manual.faulty
    for n, named in enumerate(settings.model.emergency):
        contact = manual.contact(named)
        place = settings.source.value(("emergency", n))
        if contact and contact.status == "weak":
            yield error(
                place,
                "stale-contact",
                say("The contact “{id}” is weak and would not be shown.", id=named),
                say("Confirm its number, or take it out of emergency:."),
            )
        elif contact and not contact.telephones and not is_misread:
            yield error(
                place,
                "missing-key",
                say("The contact “{id}” has no phone:.", id=named),
                say("Add its number, or take it out of emergency:."),
            )
