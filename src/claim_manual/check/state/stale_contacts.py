"""stale-contact: a number or address that has to be confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.state import CONTACT_AGE
from claim_manual.model.finding import Finding, info, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.registers import Contact


@rule(warning="stale-contact", info="stale-contact")
def stale_contacts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Marked `recheck` is an information; confirmed more than 180 days ago is a warning."""
    register = manual.register("contacts")
    for n, contact in enumerate(register):
        if not isinstance(contact, Contact):
            continue
        if contact.verified_on and contact.verified_on < today - CONTACT_AGE:
            yield warning(
                register.source.value((n, "verified_on")),
                "stale-contact",
                say(
                    "The contact “{id}” was last confirmed on {date}.",
                    id=contact.id,
                    date=contact.verified_on.isoformat(),
                ),
                say("Confirm it, then write the new verified_on:."),
            )
        elif contact.status == "recheck":
            yield info(
                register.source.value((n, "status")),
                "stale-contact",
                say("The contact “{id}” is marked to be confirmed.", id=contact.id),
                say("Confirm it, then make it status: ok."),
            )
