"""Calendars of events (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def calendar_file(product: str, tag: str, name: str, events: Iterable[str]) -> bytes:
    """A calendar called `name`; `events` are the lines of its events, `tag` is its language's."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Claim Manual//{product}//{tag.upper()}",
        f"X-WR-CALNAME:{ical_text(name)}",
        *events,
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def ical_text(words: str) -> str:
    """Words as a value of a calendar: what has a meaning there is escaped."""
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
