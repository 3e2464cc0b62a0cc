"""Centres as data for the browser: what pages show in place of national contacts, in one language."""

from __future__ import annotations

import json
import re
from typing import Any

from claim_manual.derived.centres import as_contact, contacts_at, shown_centres
from claim_manual.derived.opening import as_data
from claim_manual.derived.reading import Reading
from claim_manual.model.centre import Centre
from claim_manual.model.manual import Document
from claim_manual.model.registers import Contact
from claim_manual.pages import inline as i
from claim_manual.pages.plain import plain
from claim_manual.pages.texts import Texts


def centre_data(reading: Reading) -> bytes:
    """Every centre that readers may see, as JSON of two keys.

    `centres`: by the id of each its `name`, codes of its `areas`, how it is
    reached (`here`), and by the ids of national contacts how these are reached there (`contacts`).
    `hours`: for each way to be open its week as pages have it, and its words in lines. A way to be
    reached has `name` and what there is of `phones` (a number whose digits one dials; or number,
    address and words after it),
    `url`, `email`, `address`, `hours` (which of them), `note`, and `flag` where it is to be confirmed.
    """
    data = _Data(reading)
    centres = {centre.id: data.centre(centre) for centre in shown_centres(reading.manual)}
    content = {"centres": centres, "hours": [*data.hours]}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


class _Data:
    """Gathers data; hours that several have in common are written once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.hours: dict[tuple[str, str], int] = {}

    def centre(self, centre: Document[Centre]) -> dict[str, Any]:
        """A centre."""
        texts = Texts(self.reading, centre.path, here=False)
        here = contacts_at(self.reading.manual, centre)
        return {
            "name": self.reading.plain(centre.model.name),
            "areas": [*dict.fromkeys(centre.model.covers)],
            "here": self._reached(texts, as_contact(centre)),
            "contacts": {name: self._reached(texts, contact) for name, contact in here.items()},
        }

    def _reached(self, texts: Texts, contact: Contact) -> dict[str, Any]:
        shown = texts.contact(contact)
        values = {
            "name": plain(shown.name),
            "phones": [_phone(phone) for phone in shown.phones],
            "url": shown.url,
            "email": shown.email,
            "address": plain(shown.address),
            "hours": self._hours(texts, contact),
            "note": self.reading.plain(contact.note),
            "flag": shown.flag,
        }
        return {key: value for key, value in values.items() if value not in ("", None, [])}

    def _hours(self, texts: Texts, contact: Contact) -> int | None:
        """Which of the hours they are; None where there are none."""
        words = "\n".join(_lines(texts.hours(contact)))
        if not words:
            return None
        return self.hours.setdefault((as_data(contact.opening), words), len(self.hours))


def _phone(phone: i.Phone) -> str | list[str]:
    """A number alone where one dials what stands there; else with what one dials, and words after it."""
    more = plain(phone.more)
    if not more and phone.address == f"tel:{re.sub('[^0-9+]', '', phone.number)}":
        return phone.number
    return [phone.number, phone.address, *([more] if more else [])]


def _lines(parts: i.Parts) -> list[str]:
    """The lines of what has breaks in it."""
    lines: list[list[i.Inline]] = [[]]
    for part in parts:
        if isinstance(part, i.Break):
            lines.append([])
        else:
            lines[-1].append(part)
    return [words for line in lines if (words := plain(tuple(line)))]
