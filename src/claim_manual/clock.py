"""The day by which reviews, contacts and printed dates go."""

from __future__ import annotations

import datetime as dt
import os
import re

from claim_manual.model.finding import Message, say
from claim_manual.model.schema import YEARS

_ARCHIVED = range(1970, 2106)
"""The years that the times of files in archives can say (gzip, RFC 1952: 32 bits from 1970)."""


class DayError(ValueError):
    """What should say a day says none; the argument is a message that tells what to write."""


def today() -> dt.date:
    """The day of CLAIM_MANUAL_TODAY (YYYY-MM-DD), of SOURCE_DATE_EPOCH (UTC seconds), or this one.

    Raises DayError where one of them is set to something else.
    """
    if asked := os.environ.get("CLAIM_MANUAL_TODAY"):
        date = day(asked)
        if date.year not in _ARCHIVED:
            raise DayError(_FAR)
        return date
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return _of_epoch(epoch)
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


def day(written: str) -> dt.date:
    """The day that is written as YYYY-MM-DD. Raises DayError for anything else."""
    try:
        date = dt.date.fromisoformat(written)
    except ValueError:
        raise DayError(_WRITTEN) from None
    if date.year not in YEARS or date.isoformat() != written:
        raise DayError(_WRITTEN)
    return date


def _of_epoch(written: str) -> dt.date:
    """The day of SOURCE_DATE_EPOCH: seconds since 1970 in digits (reproducible-builds.org)."""
    last = seconds(dt.date(_ARCHIVED[-1], 12, 31))
    if not re.fullmatch(r"[0-9]{1,12}", written) or int(written) > last:
        raise DayError(_EPOCH)
    return dt.datetime.fromtimestamp(int(written), tz=dt.UTC).date()


def seconds(day: dt.date) -> int:
    """The day as SOURCE_DATE_EPOCH says it: its first second, UTC; 0 for a day before 1970."""
    return max(int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp()), 0)


_WRITTEN: Message = say("The day must be written year-month-day: 2026-11-21.")
_FAR: Message = say("The day must lie in the years 1970 to 2105.")
_EPOCH: Message = say("SOURCE_DATE_EPOCH must be seconds since 1970, in digits: 1795219200.")
