"""missing-local-contact: a centre does not say who some contact is where it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.centres import lacking, shown_centres
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.sources import register_path


@rule(warning="missing-local-contact")
def lacking_contacts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Every contact that is `local: true` is somebody in each place: a page would call nobody there."""
    if manual.is_unread(register_path("contacts")):
        return
    for centre in shown_centres(manual):
        missing = [contact.id for contact in lacking(manual, centre)]
        missing = [name for name in missing if name not in centre.model.contacts]
        if missing:
            yield warning(
                centre.source.key(("contacts",)),
                "missing-local-contact",
                say(
                    "The centre “{id}” does not say who is called there for: {names}.",
                    id=centre.id,
                    names=", ".join(missing),
                ),
                say(
                    "Write each under contacts: with its name and number; where it is the same everywhere, take local: true off it."
                ),
            )
