"""personal-address: an e-mail address that is written as names of people are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.centres import of_places
from claim_manual.derived.personal import is_mail_of_a_person
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.place import Loc


@rule(warning="personal-address")
def personal_addresses(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A manual names no person; people leave, and the address of the service stays."""
    for centre in manual.centres:
        mails: list[tuple[Loc, str | None]] = [(("email",), centre.model.email)]
        mails += [(("contacts", name, "email"), local.email) for name, local in of_places(centre)]
        for loc, mail in mails:
            if mail and is_mail_of_a_person(mail):
                yield warning(
                    centre.source.value(loc),
                    "personal-address",
                    say("“{written}” looks like the address of a person.", written=mail),
                    say("Write the address of the service, which stays when people go."),
                )
