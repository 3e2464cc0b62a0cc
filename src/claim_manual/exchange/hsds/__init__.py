"""The network as data of Open Referral: the Human Services Data Specification 3 (HSDS), as JSON.

https://docs.openreferral.org. Each centre is a service of the organisation that runs it, and so is
each contact that is the same everywhere. What the manual does not say is left out (ADR 46).
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from claim_manual.derived.centres import shown_centres
from claim_manual.derived.reading import Reading
from claim_manual.exchange.hsds.centre_services import CentreServices
from claim_manual.exchange.hsds.contact_services import contact_services
from claim_manual.exchange.hsds.values import Ids, Values

VERSION = "3.0"
"""What data says of itself: 3.0 and 3.0.1 have the same fields."""


def hsds(reading: Reading, site: str) -> bytes:
    """Centres and contacts in one language, as one page of a list of whole services.

    Ids are the same in every language and each time: they follow from the address of the `site` and
    from the manual's ids. Of what is discreet or weak there is nothing. A manual of one centre has
    the whole network all the same.
    """
    manual = reading.manual.for_no_place
    reading = replace(reading, manual=manual)
    title = Reading(manual, manual.default_language).plain(manual.settings.model.title)
    content = _page(reading, [*_services(reading, Ids(site, title))])
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _services(reading: Reading, ids: Ids) -> list[dict[str, Any]]:
    values = Values(reading, ids)
    centres = CentreServices(values)
    return [
        *(centres.service(centre) for centre in shown_centres(reading.manual)),
        *contact_services(values),
    ]


def _page(reading: Reading, services: list[dict[str, Any]]) -> dict[str, Any]:
    """Services as the specification's API has a list; HSDS itself says nothing of files."""
    return {
        "version": VERSION,
        "language": reading.say.tag,
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }
