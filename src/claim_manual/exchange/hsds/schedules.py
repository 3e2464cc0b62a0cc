"""Opening times as schedules of HSDS, whose fields are those of rules of iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from claim_manual.derived.centres import words_for_all
from claim_manual.derived.contact_words import opening_lines
from claim_manual.derived.reading import Reading
from claim_manual.derived.state import CONTACT_AGE
from claim_manual.model.markup import plain
from claim_manual.model.registers import Contact, Opening
from claim_manual.model.registers.opening import MIDNIGHT

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days as RFC 5545 writes them, Monday first."""
_END_OF_DAY = "23:59"
"""What the specification's guidance writes for the end of a day that has no other."""
Name = Callable[..., str]
"""Gives an id by what a schedule says."""


def schedules(reading: Reading, contact: Contact, name: Name) -> list[dict[str, Any]]:
    """A schedule for each rule, and one of words where an author wrote hours in words.

    A time that closes before it opens is on the next day. Times are those of the place; they say how
    far from UTC where that is the same all year.
    """
    offset = _offset(reading.manual.settings.model.timezone, contact.verified_on)
    rows = [_schedule(reading, rule, offset, name) for rule in contact.opening]
    if words := words_for_all(reading, contact.hours):
        lines = [plain(line) for line in reading.words(contact.hours).split("\n")]
        written = words if len(lines) == 1 else "\n".join(filter(None, lines))
        rows.append({"id": name("hours"), "description": written})
    return [row | _validity(contact.verified_on) for row in rows]


def _schedule(reading: Reading, rule: Opening, offset: str, name: Name) -> dict[str, Any]:
    days = ",".join(DAYS[day] for day in rule.weekdays)
    (line,) = opening_lines(reading.say, (rule,))
    notes = [
        reading.say("By appointment") if rule.by_appointment else "",
        words_for_all(reading, rule.note),
    ]
    times = rule.times
    key = f"{days} {times} {rule.by_appointment}"
    return {
        "id": name("schedule", key),
        "freq": "WEEKLY",
        "wkst": DAYS[0],
        "byday": days,
        **(_times(*times, offset) if times else {}),
        "description": line.words,
        **({"notes": ". ".join(filter(None, notes))} if any(notes) else {}),
    }


def _times(begins: int, ends: int, offset: str) -> dict[str, str]:
    end = _END_OF_DAY if ends == MIDNIGHT else _clock(ends % MIDNIGHT)
    return {"opens_at": _clock(begins) + offset, "closes_at": end + offset}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _validity(verified: dt.date | None) -> dict[str, str]:
    """From when and until when it can be relied on: until somebody has to confirm it again."""
    if verified is None:
        return {}
    until = verified + CONTACT_AGE
    return {"valid_from": verified.isoformat(), "valid_to": until.isoformat()}


def _offset(zone: str | None, day: dt.date | None) -> str:
    """How far from UTC a zone is, where no clock is changed in the year; else nothing."""
    try:
        place = ZoneInfo(zone) if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        place = None  # a machine without the list
    if place is None or day is None:
        return ""
    months = {
        dt.datetime(day.year, month, 1, 12, tzinfo=place).strftime("%z") for month in range(1, 13)
    }
    offset = months.pop()
    return "" if months else f"{offset[:3]}:{offset[3:5]}"
