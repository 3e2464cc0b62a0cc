"""The days by which pages are to be reviewed, as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.reading import Reading
from claim_manual.publish.icalendar import calendar_file, ical_text


def calendar(reading: Reading, path: Callable[[str], str], site_url: str) -> bytes:
    """An all-day event for each page that is to be reviewed; retired pages are not."""
    title = reading.plain(reading.manual.settings.model.title)
    name = reading.say("Reviews: {title}", title=title)
    return calendar_file("Reviews", reading.say.tag, name, _events(reading, path, site_url))


def _events(reading: Reading, path: Callable[[str], str], site_url: str) -> Iterator[str]:
    root = f"{site_url.rstrip('/')}/" if site_url else ""
    for document in reading.manual.documents():
        model = document.model
        if model.review_by is None or model.status == "retired":
            continue
        role = reading.manual.role(model.owner)
        summary = reading.say("Review {title}", title=reading.title(document))
        stamp = (model.verified_on or model.review_by).strftime("%Y%m%d")
        yield "BEGIN:VEVENT"
        yield f"UID:{document.id}-{model.review_by:%Y%m%d}@claim-manual"
        yield f"DTSTAMP:{stamp}T000000Z"
        yield f"DTSTART;VALUE=DATE:{model.review_by:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{model.review_by + dt.timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{ical_text(summary)}"
        yield f"DESCRIPTION:{ical_text(reading.say('Answers for the page: {role}.', role=reading.plain(role.name) if role else model.owner))}"
        if root:
            yield f"URL:{root}{path(document_uri(document))}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"
