"""Centres as services of HSDS, each of the organisation that runs it."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.derived.centres import areas_of, as_contact, contacts_at
from claim_manual.exchange.hsds.values import Object, Values, filled
from claim_manual.model.centre import Centre, Host
from claim_manual.model.manual import Document
from claim_manual.model.registers import Area, Contact, Service
from claim_manual.model.sources import register_kind
from claim_manual.model.values import HOSTS

_DOES = "services"


class CentreServices:
    """Makes a service of each centre; an organisation that runs several is the same in all."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.reading = values.reading
        self._hosts: dict[tuple[str, str], Object] = {}
        entries = self.reading.manual.register(_DOES)
        self._does = {entry.id: entry for entry in entries if isinstance(entry, Service)}

    def service(self, centre: Document[Centre]) -> Object:
        """A centre."""
        key = ("centre", centre.id)
        reached = self.values.reached(as_contact(centre), *key)
        return filled(
            id=self.values.ids.part(*key),
            name=self.reading.plain(centre.model.name),
            **reached,
            organization=self._organization(centre.model.host),
            service_areas=[
                self._area(area, *key) for area in areas_of(self.reading.manual, centre)
            ],
            contacts=[*self._contacts(centre, *key)],
            attributes=[self._attribute(name, *key) for name in dict.fromkeys(centre.model.does)],
        )

    def _organization(self, host: Host) -> Object:
        """Who runs it; of an organisation a manual says what kind it is, and no more."""
        key = (host.kind, host.name.get(self.reading.manual.default_language) or "")
        if key not in self._hosts:
            self._hosts[key] = {
                "id": self.values.ids.shared("host", *key),
                "name": self.reading.plain(host.name),
                "description": self.values.say(HOSTS[host.kind]),
            }
        return self._hosts[key]

    def _area(self, area: Area, *owner: str) -> Object:
        """An area by its name and, as HSDS has no field for codes, its code as an attribute."""
        ids = self.values.ids
        code = {
            "id": ids.part(*owner, "area", area.id, "code"),
            "link_type": "code",
            "value": area.id,
        }
        return filled(
            id=ids.part(*owner, "area", area.id),
            name=self.reading.plain(area.name),
            description=self.reading.plain(area.region),
            attributes=[code],
        )

    def _contacts(self, centre: Document[Centre], *owner: str) -> Iterator[Object]:
        """Whom one calls there in place of contacts that differ by place."""
        for contact in contacts_at(self.reading.manual, centre).values():
            if not contact.discreet:
                yield self._contact(contact, *owner, "contact", contact.id)

    def _contact(self, contact: Contact, *key: str) -> Object:
        national = self.reading.manual.contact(contact.id)
        return filled(
            id=self.values.ids.part(*key),
            name=self.reading.plain(contact.name),
            department=self.reading.plain(national.name) if national else "",
            email=contact.email,
            phones=self.values.phones(contact.telephones, *key),
        )

    def _attribute(self, service_id: str, *owner: str) -> Object:
        """What a centre does, as a term of the manual's own words for it."""
        entry = self._does.get(service_id)
        name = self.reading.plain(entry.name) if entry else service_id
        description = self.reading.plain(entry.description) if entry else ""
        title = self.values.say(register_kind(_DOES).title)
        return {
            "id": self.values.ids.part(*owner, "does", service_id),
            "link_type": "does",
            "taxonomy_term": self.values.term((_DOES, title), service_id, name, description),
        }
