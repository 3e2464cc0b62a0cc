"""The day by which reviews, contacts and printed dates go."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """The day of CLAIM_MANUAL_TODAY (YYYY-MM-DD), of SOURCE_DATE_EPOCH (UTC seconds), or this one.

    Raises ValueError where one of them is set to something else.
    """
    if asked := os.environ.get("CLAIM_MANUAL_TODAY"):
        return dt.date.fromisoformat(asked)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def seconds(day: dt.date) -> int:
    """The day as SOURCE_DATE_EPOCH says it: its first second, UTC."""
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
