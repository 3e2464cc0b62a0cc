"""contact-of-person: the place of a date has a telephone number or an e-mail address in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.personal import has_contact
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="contact-of-person")
def contacts_of_people(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Dates have counts and a place; who receives people there is on no page."""
    for workshop in manual.workshops:
        for n, date in enumerate(workshop.model.dates):
            if any(has_contact(words) for words in date.place.root.values()):
                yield error(
                    workshop.source.value(("dates", n, "place")),
                    "contact-of-person",
                    say("There is a telephone number or an e-mail address in this place."),
                    say("Write the place alone; nobody's number or name stands in a workshop."),
                )
