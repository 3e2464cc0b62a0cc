"""Contacts that are the same everywhere, as services of HSDS."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.derived.centres import contacts_for_all
from claim_manual.exchange.hsds.values import Object, Values, filled
from claim_manual.model.registers import Contact
from claim_manual.model.values import CONTACT_KINDS


def contact_services(values: Values) -> Iterator[Object]:
    """A service for each contact that everybody may see, and that can be reached from anywhere."""
    for contact in contacts_for_all(values.reading.manual):
        yield _service(values, contact)


def _service(values: Values, contact: Contact) -> Object:
    key = ("contact", contact.id)
    area = values.reading.plain(contact.area)
    return filled(
        id=values.ids.part(*key),
        name=values.reading.plain(contact.name),
        **values.reached(contact, *key),
        service_areas=[{"id": values.ids.part(*key, "area"), "name": area}] if area else [],
        attributes=[_kind(values, contact.kind, *key)] if contact.kind else [],
    )


def _kind(values: Values, kind: str, *owner: str) -> Object:
    title = values.say("Kind")
    return {
        "id": values.ids.part(*owner, "kind"),
        "link_type": "kind",
        "taxonomy_term": values.term(("kind", title), kind, values.say(CONTACT_KINDS[kind]), ""),
    }
