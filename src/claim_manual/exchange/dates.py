"""The dates of a workshop as a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Document
from claim_manual.model.workshop import Occasion, Workshop
from claim_manual.publish.icalendar import calendar_file, ical_text


def dates_calendar(reading: Reading, workshop: Document[Workshop], address: str) -> bytes:
    """An event for each date: of the day, or of the hours that the workshop takes.

    Times are those of the place, in no zone (RFC 5545, 3.3.5). `address` is the workshop's page on
    the site, or empty.
    """
    title = reading.plain(workshop.model.title)
    return calendar_file("Workshops", reading.say.tag, title, _events(reading, workshop, address))


def _events(reading: Reading, workshop: Document[Workshop], address: str) -> Iterator[str]:
    for date in workshop.model.dates:
        yield "BEGIN:VEVENT"
        yield f"UID:{workshop.id}-{date.id}@claim-manual"
        yield f"DTSTAMP:{date.on:%Y%m%d}T000000Z"
        yield from _span(date, workshop.model.minutes)
        yield f"SUMMARY:{ical_text(reading.plain(workshop.model.title))}"
        yield f"LOCATION:{ical_text(reading.plain(date.place))}"
        if workshop.model.summary:
            yield f"DESCRIPTION:{ical_text(reading.plain(workshop.model.summary))}"
        if address:
            yield f"URL:{address}"
        yield "END:VEVENT"


def _span(date: Occasion, minutes: int) -> Iterator[str]:
    if date.starts is None:
        yield f"DTSTART;VALUE=DATE:{date.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{date.on + dt.timedelta(days=1):%Y%m%d}"
        return
    start = dt.datetime.combine(date.on, dt.time.fromisoformat(date.starts))
    yield f"DTSTART:{start:%Y%m%dT%H%M%S}"
    yield f"DTEND:{start + dt.timedelta(minutes=minutes):%Y%m%dT%H%M%S}"
