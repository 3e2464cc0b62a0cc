"""What objects of HSDS have in common: ids that never change, telephones, languages, terms."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from claim_manual.derived.centres import words_for_all
from claim_manual.derived.contact_filters import languages_of
from claim_manual.derived.contact_words import extension_in_words
from claim_manual.derived.postal import postal
from claim_manual.derived.reading import Reading
from claim_manual.exchange.hsds.schedules import schedules
from claim_manual.model.registers import Contact, Telephone
from claim_manual.model.telephone import dialled

Object = dict[str, Any]
_NOWHERE = "urn:claim-manual:"
"""Before the title of a manual that is not online, in place of its address."""
_IN_PATHS = "/:@!$&'()*+,;=~%"


class Ids:
    """UUIDs of things by what they are: those of a manual differ from those of every other."""

    def __init__(self, site: str, title: str = "") -> None:
        address = site.rstrip("/") or f"{_NOWHERE}{quote(title)}"
        self._manual = uuid.uuid5(uuid.NAMESPACE_URL, address)
        self._given: Counter[str] = Counter()

    def shared(self, *names: str) -> str:
        """The id of a thing that stands in several places."""
        return str(uuid.uuid5(self._manual, "/".join(quote(name, safe="") for name in names)))

    def part(self, *names: str) -> str:
        """The id of a thing that stands in one place; the same once more is another thing."""
        first = self.shared(*names)
        self._given[first] += 1
        again = self._given[first]
        return first if again == 1 else self.shared(*names, str(again))


def filled(**fields: Any) -> Object:
    """An object of the fields that say something."""
    return {key: value for key, value in fields.items() if value not in (None, "", [])}


def uri(url: str | None) -> str | None:
    """An address as URIs are written: letters beyond ASCII as RFC 3987 maps them."""
    if url is None or url.isascii():
        return url
    parts = urlsplit(url)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        host = quote(parts.netloc, safe=_IN_PATHS)
    path, query, fragment = (
        quote(part, safe=f"{_IN_PATHS}?") for part in (parts.path, parts.query, parts.fragment)
    )
    return parts._replace(netloc=host, path=path, query=query, fragment=fragment).geturl()


class Values:
    """Makes the parts of services, in one language."""

    def __init__(self, reading: Reading, ids: Ids) -> None:
        self.reading = reading
        self.ids = ids
        self.say = reading.say

    def reached(self, contact: Contact, *owner: str) -> Object:
        """What a service has of how it is reached; `owner` are the names of its id."""
        verified = contact.verified_on
        return filled(
            description=words_for_all(self.reading, contact.note),
            url=uri(contact.url),
            email=contact.email,
            status="active",
            alert=self.say("to be confirmed") if contact.status == "recheck" else "",
            assured_date=verified.isoformat() if verified else "",
            phones=self.phones(contact.telephones, *owner),
            schedules=schedules(self.reading, contact, lambda *key: self.ids.part(*owner, *key)),
            languages=[*self._languages(contact, *owner)],
            service_at_locations=[*self._locations(contact, *owner)],
        )

    def phones(self, telephones: Iterable[Telephone], *owner: str) -> list[Object]:
        """Numbers as they are dialled."""
        return [self._phone(telephone, *owner) for telephone in telephones]

    def _phone(self, telephone: Telephone, *owner: str) -> Object:
        extension = telephone.extension or ""
        is_number = extension.isdecimal() and str(int(extension)) == extension
        words = [
            "" if is_number else extension_in_words(self.say, telephone),
            words_for_all(self.reading, telephone.note),
        ]
        key = dialled(telephone.number, extension)
        return filled(
            id=self.ids.part(*owner, "phone", key),
            number=telephone.number,
            extension=int(extension) if is_number else None,
            description=", ".join(filter(None, words)),
        )

    def _languages(self, contact: Contact, *owner: str) -> Iterator[Object]:
        """Languages by their codes; words that are no names of languages stay words."""
        if isinstance(contact.languages, tuple):
            tags = {tag: self.say.language(tag) for tag in contact.languages}
        else:
            names = languages_of(self.reading, contact)
            codes = [self.say.language_code(name) for name in names]
            tags = {code: name for code, name in zip(codes, names, strict=True) if code}
            if len(tags) < len(names):
                words = self.reading.plain(contact.languages)
                yield {"id": self.ids.part(*owner, "languages"), "note": words}
                return
        for tag, name in tags.items():
            code = tag.split("-", maxsplit=1)[0].lower()
            yield {"id": self.ids.part(*owner, "language", tag), "name": name, "code": code}

    def _locations(self, contact: Contact, *owner: str) -> Iterator[Object]:
        """Where it is, where an address says so."""
        if not contact.address:
            return
        key = (*owner, "location")
        name, written = self.reading.plain(contact.name), self.reading.plain(contact.address)
        address = {
            "id": self.ids.part(*key, "address"),
            **_address(written),
            "address_type": "physical",
        }
        location = {
            "id": self.ids.part(*key),
            "location_type": "physical",
            "name": name,
            "addresses": [address],
        }
        yield {"id": self.ids.part(*owner, "at"), "location": location}

    def term(self, taxonomy: tuple[str, str], code: str, *words: str) -> Object:
        """A term of the manual's own: its name, and what it is; `taxonomy` is an id and a title."""
        name, description = words
        key, title = taxonomy
        return {
            "id": self.ids.shared("term", key, code),
            "code": code,
            "name": name,
            "description": description or name,
            "language": self.say.tag.split("-", maxsplit=1)[0],
            "taxonomy_detail": {
                "id": self.ids.shared("taxonomy", key),
                "name": title,
                "description": title,
            },
        }


def _address(written: str) -> Object:
    """An address as it is written. HSDS demands more fields than a manual has: those are empty."""
    parts = postal(written)
    return {
        "address_1": parts.street,
        "city": parts.place,
        "state_province": "",
        "postal_code": parts.code,
        "country": "",
    }
