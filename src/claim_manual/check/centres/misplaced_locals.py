"""unknown-reference, misplaced-local-contact: a contact of a place stands for none that differs by place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.centre import Centre
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Document, Manual
from claim_manual.model.near import Near
from claim_manual.model.sources import register_path

_CONTACTS = register_path("contacts")


@rule(error=("unknown-reference", "misplaced-local-contact"), warning="misplaced-local-contact")
def misplaced_locals(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A key under `contacts:` is a contact with `local: true`; an id beside it is one without."""
    if manual.is_unread(_CONTACTS):
        return
    near_of = Near([contact.id for contact in manual.register("contacts")])
    for centre in manual.centres:
        yield from _unknown(manual, centre, near_of)
        yield from _the_same_everywhere(manual, centre)
        yield from _differing(manual, centre)


def _unknown(manual: Manual, centre: Document[Centre], near_of: Near) -> Iterator[Finding]:
    for name in centre.model.contacts:
        if manual.contact(name) is None:
            near = near_of(name)
            yield error(
                centre.source.key(("contacts", name)),
                "unknown-reference",
                say("There is no “{id}” among {where}.", id=name, where=_CONTACTS),
                say("Did you mean “{near}”?", near=near)
                if near
                else say("Write one that exists, or add it there."),
            )


def _the_same_everywhere(manual: Manual, centre: Document[Centre]) -> Iterator[Finding]:
    for name in centre.model.contacts:
        contact = manual.contact(name)
        if contact and not contact.local:
            yield warning(
                centre.source.key(("contacts", name)),
                "misplaced-local-contact",
                say(
                    "The contact “{id}” is the same everywhere, so no page shows this one.", id=name
                ),
                say("Write local: true at it in {path}, or take it out here.", path=_CONTACTS),
            )


def _differing(manual: Manual, centre: Document[Centre]) -> Iterator[Finding]:
    """Contacts in place of which nobody is called: they differ by place too, or are not shown."""
    for name, local in centre.model.contacts.items():
        other = manual.contact(local) if isinstance(local, str) else None
        if other is None or not (other.local or other.status == "weak"):
            continue
        differs = say(
            "The contact “{id}” differs by place itself, so nobody is called.", id=other.id
        )
        is_hidden = say("The contact “{id}” is not shown, so nobody is called.", id=other.id)
        yield error(
            centre.source.value(("contacts", name)),
            "misplaced-local-contact",
            differs if other.local else is_hidden,
            say("Write the name and the number that it has here, or another contact."),
        )
