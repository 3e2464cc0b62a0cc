"""The days by which pages are to be reviewed, as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.reading import Reading


def calendar(reading: Reading, path: Callable[[str], str], site_url: str) -> bytes:
    """An all-day event for each page that is to be reviewed; retired pages are not."""
    title = reading.plain(reading.manual.settings.model.title)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Claim Manual//Reviews//" + reading.say.tag.upper(),
        f"X-WR-CALNAME:{_text(reading.say('Reviews: {title}', title=title))}",
        *_events(reading, path, site_url),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


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
        yield f"SUMMARY:{_text(summary)}"
        yield f"DESCRIPTION:{_text(reading.say('Answers for the page: {role}.', role=reading.plain(role.name) if role else model.owner))}"
        if root:
            yield f"URL:{root}{path(document_uri(document))}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _text(words: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", " ".join(words.split()))


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none of which cuts a character (RFC 5545, 3.1)."""
    rest, limit = line, 75
    while len(rest.encode()) > limit:
        cut = limit
        while len(rest[:cut].encode()) > limit:
            cut -= 1
        yield (" " if limit < 75 else "") + rest[:cut]
        rest, limit = rest[cut:], 74
    yield (" " if limit < 75 else "") + rest
