"""What pages say to search engines: centres and contacts in the words of schema.org, as JSON-LD.

https://schema.org/docs/documents.html; tests hold each property against its type (ADR 46). What the
manual does not say is left out, and so is what is discreet or weak.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from claim_manual.derived.centres import areas_of, as_contact, contacts_for_all, words_for_all
from claim_manual.derived.contact_filters import languages_of
from claim_manual.derived.local_edition import is_open
from claim_manual.derived.postal import postal
from claim_manual.derived.reading import Reading
from claim_manual.model.centre import Centre
from claim_manual.model.manual import Document
from claim_manual.model.registers import Area, Contact, Opening, Telephone
from claim_manual.model.registers.opening import MIDNIGHT
from claim_manual.model.telephone import dialled
from claim_manual.model.values import CONTACT_KINDS

_HOSTS: dict[str, tuple[str | list[str], str]] = {
    "municipality": ("GovernmentOffice", "GovernmentOrganization"),
    "association": (["NGO", "Place"], "NGO"),
    "university": (["Organization", "Place"], "CollegeOrUniversity"),
    "other": (["Organization", "Place"], "Organization"),
}
"""What a centre is by who runs it, and what that is."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Thing = dict[str, Any]


def centre_linked(reading: Reading, centre: Document[Centre]) -> str:
    """A centre: where it is and when, for which areas, of whom."""
    model, contact = centre.model, as_contact(centre)
    kind, parent = _HOSTS[model.host.kind]
    phones = contact.telephones
    verified = model.verified_on
    page = _thing(
        "WebPage",
        inLanguage=reading.say.tag,
        lastReviewed=verified.isoformat() if verified else None,
    )
    return _written(
        _thing(
            kind,
            name=reading.plain(model.name),
            description=words_for_all(reading, model.note),
            url=contact.url,
            telephone=_dialled(phones[0]) if phones else None,
            email=contact.email,
            address=_address(reading, contact),
            openingHoursSpecification=_hours(reading, contact.opening),
            areaServed=[_area(reading, area) for area in areas_of(reading.manual, centre)],
            contactPoint=_points(reading, contact),
            parentOrganization=_thing(parent, name=reading.plain(model.host.name)),
            subjectOf=page,
        )
    )


def contacts_linked(reading: Reading, title: str) -> str:
    """The contacts that everybody may see, as services; nothing where there are none.

    In a local edition those of the place: of what a centre lacks it says where to ask, which is no
    address, and a number of elsewhere is none either.
    """
    manual = reading.manual
    shown = (one for one in contacts_for_all(manual) if not is_open(manual, one.id))
    services = [_service(reading, contact) for contact in shown]
    if not services:
        return ""
    return _written(
        _thing("ItemList", name=title, numberOfItems=len(services), itemListElement=services)
    )


def _service(reading: Reading, contact: Contact) -> Thing:
    points = _points(reading, contact)
    address = _address(reading, contact)
    channel = _thing(
        "ServiceChannel",
        serviceUrl=contact.url,
        servicePhone=points,
        serviceLocation=_thing("Place", address=address) if address else None,
        availableLanguage=_languages(reading, contact) if not points else None,
    )
    return _thing(
        "Service",
        name=reading.plain(contact.name),
        description=words_for_all(reading, contact.note),
        serviceType=reading.say(CONTACT_KINDS[contact.kind]) if contact.kind else None,
        areaServed=reading.plain(contact.area),
        hoursAvailable=_hours(reading, contact.opening),
        availableChannel=channel if len(channel) > 1 else None,
    )


def _points(reading: Reading, contact: Contact) -> list[Thing]:
    """A point for each number; the address of mail is with the first, or by itself."""
    languages = _languages(reading, contact)
    numbers: list[Telephone | None] = [*contact.telephones]
    if not numbers and contact.email:
        numbers = [None]
    return [
        _thing(
            "ContactPoint",
            telephone=_dialled(phone) if phone else None,
            description=words_for_all(reading, phone.note) if phone else None,
            email=contact.email if n == 0 else None,
            availableLanguage=languages,
        )
        for n, phone in enumerate(numbers)
    ]


def _dialled(phone: Telephone) -> str:
    """A number as it is written; with what is dialled after it as RFC 3966 has that."""
    if phone.extension is None:
        return phone.number
    return dialled(phone.number, phone.extension).removeprefix("tel:")


def _languages(reading: Reading, contact: Contact) -> list[str]:
    """Languages by their tags (BCP 47), or as an author names them."""
    if isinstance(contact.languages, tuple):
        return [*contact.languages]
    return languages_of(reading, contact)


def _address(reading: Reading, contact: Contact) -> Thing | None:
    if not contact.address:
        return None
    parts = postal(reading.plain(contact.address))
    return _thing(
        "PostalAddress",
        streetAddress=parts.street,
        postalCode=parts.code,
        addressLocality=parts.place,
    )


def _area(reading: Reading, area: Area) -> Thing:
    region = reading.plain(area.region)
    return _thing(
        "AdministrativeArea",
        name=reading.plain(area.name),
        identifier=area.id,
        containedInPlace=_thing("AdministrativeArea", name=region) if region else None,
    )


def _hours(reading: Reading, rules: Iterable[Opening]) -> list[Thing]:
    """Opening times; a rule without times is none, since one would read that it is closed."""
    return [_opening(reading, rule, *rule.times) for rule in rules if rule.times]


def _opening(reading: Reading, rule: Opening, begins: int, ends: int) -> Thing:
    """Days and times; what closes before it opens closes on the next day, as schema.org has it."""
    words = [
        reading.say("By appointment") if rule.by_appointment else "",
        words_for_all(reading, rule.note),
    ]
    return _thing(
        "OpeningHoursSpecification",
        dayOfWeek=[f"https://schema.org/{_DAYS[day]}" for day in rule.weekdays],
        opens=_clock(begins),
        closes="23:59" if ends == MIDNIGHT else _clock(ends % MIDNIGHT),
        description=". ".join(filter(None, words)),
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _thing(kind: str | list[str], **fields: Any) -> Thing:
    """A thing of a kind, with the fields that say something."""
    filled = {key: value for key, value in fields.items() if value not in (None, "", [])}
    return {"@type": kind, **filled}


def _written(thing: Thing) -> str:
    content = {"@context": "https://schema.org", **thing}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
