"""Intervals of numbers and days in words: 18 to 64 anos, 90 days or more after that day."""

from __future__ import annotations

import datetime as dt
from math import inf

from claim_manual.model.language import Words
from claim_manual.model.nodes import AskDate, AskNumber
from claim_manual.proof.cases import END, START, Cut, Scale


def interval(
    say: Words, question: AskNumber | AskDate, unit: str, span: tuple[Cut, Cut], line: Scale
) -> str:
    """The values between two cuts, with the unit that the question counts in."""
    if isinstance(question, AskDate) and question.measure != "date" and span != (START, END):
        return _around(say, question, span, line, is_since=question.measure != "days-until")
    return bounds(say, question, unit, span, line)


def _around(
    say: Words, question: AskDate, span: tuple[Cut, Cut], line: Scale, *, is_since: bool
) -> str:
    """Time counted from a day or to it; below nothing it is counted on the other side of the day."""
    (low, _), (high, _) = span

    def beside_day(first: float, last: float, *, is_after: bool) -> str:
        words = bounds(say, question, "", ((first, 0), (last, 0)), line)
        if is_after:
            return say("{interval} after that day", interval=words)
        return say("{interval} before that day", interval=words)

    if (low, high) == (0, 1):
        return say("on that very day")
    if low >= 0:
        return beside_day(low, high, is_after=is_since)
    if high <= 0:
        return beside_day(1 - high, 1 - low, is_after=not is_since)
    ends = [beside_day(1 - low - 1, 1 - low, is_after=not is_since)] if low > -inf else []
    ends += [beside_day(high - 1, high, is_after=is_since)] if high < inf else []
    if len(ends) == 2:
        return say("{low} to {high}", low=ends[0], high=ends[1])
    is_later = (high == inf) == is_since
    return say("{day} or later", day=ends[0]) if is_later else say("{day} or earlier", day=ends[0])


def bounds(
    say: Words, question: AskNumber | AskDate, unit: str, span: tuple[Cut, Cut], line: Scale
) -> str:
    """The values between two cuts, whatever day they are counted from: 6 to 17 years."""
    if span == (START, END):
        return say("any value")
    if line.is_whole:
        return _whole(say, question, unit, span, line)
    (low, low_side), (high, high_side) = span
    if low == high:
        return _counted(say, question, unit, low)
    parts = []
    if low > -inf:
        value = _counted(say, question, unit, low)
        at_least = say("{value} or more", value=value)
        parts.append(say("more than {value}", value=value) if low_side else at_least)
    if high < inf:
        value = _counted(say, question, unit, high)
        at_most = say("{value} or less", value=value)
        parts.append(at_most if high_side else say("less than {value}", value=value))
    return f" {say('and')} ".join(parts)


def _whole(
    say: Words, question: AskNumber | AskDate, unit: str, span: tuple[Cut, Cut], line: Scale
) -> str:
    (low, _), (high, _) = span

    def count(value: float) -> str:
        if line.is_of_days:
            return say.short_date(
                dt.date.fromordinal(min(max(int(value), 1), dt.date.max.toordinal()))
            )
        return _counted(say, question, unit, value)

    if low == -inf:
        last = count(high - 1)
        at_most = say("{value} or less", value=last)
        return say("{day} or earlier", day=last) if line.is_of_days else at_most
    if high == inf:
        first = count(low)
        at_least = say("{value} or more", value=first)
        return say("{day} or later", day=first) if line.is_of_days else at_least
    if high == low + 1:
        return count(low)
    first = count(low) if line.is_of_days else f"{int(low)}"
    return say("{low} to {high}", low=first, high=count(high - 1))


def _counted(say: Words, question: AskNumber | AskDate, unit: str, number: float) -> str:
    measure = question.measure.split("-")[0] if isinstance(question, AskDate) else ""
    rounded = int(number)
    match measure:
        case "days":
            return say.count("{n} day", "{n} days", rounded)
        case "months":
            return say.count("{n} month", "{n} months", rounded)
        case "years":
            return say.count("{n} year", "{n} years", rounded)
        case _:
            return f"{rounded if number == rounded else number} {unit}".strip()
