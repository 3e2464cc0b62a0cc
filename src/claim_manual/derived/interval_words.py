"""Intervals in words, as people say them: less than 18 years, between 3 and 6 months, from €870.50."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from math import inf

from claim_manual.derived.elapsed import elapsed
from claim_manual.derived.intervals import Interval
from claim_manual.derived.quantities import Quantities
from claim_manual.model.language import Words
from claim_manual.model.nodes import AskDate, AskNumber


def interval_words(say: Words, question: AskNumber | AskDate, unit: str, interval: Interval) -> str:
    """The values of an interval, with the unit that the question counts in."""
    if interval.scale.is_of_days:
        return _days(say, interval)
    if isinstance(question, AskDate):
        return elapsed(say, question, interval)
    return amounts(say, question, unit, interval)


def amounts(say: Words, question: AskNumber | AskDate, unit: str, interval: Interval) -> str:
    """How many, whatever day they are counted from: between 6 and 17 years."""
    is_whole = interval.scale.is_whole
    quantities = Quantities(say, question, unit, is_whole=is_whole)
    low, high = interval.low[0], interval.high[0]
    is_one = interval.is_single and interval.is_up_to
    if interval.low == interval.scale.start == (0, 0) and high < inf and not is_one:
        low = -inf  # of what cannot be below nothing, nobody says so
    elif interval.is_single:
        return quantities.of(low)
    last = high - 1 if interval.is_up_to and is_whole else high
    if low == -inf or high == inf:
        return _one_sided(say, quantities.of, interval, low, last)
    if interval.is_after and not is_whole:
        first = say("more than {value}", value=quantities.of(low))
        return say(
            "{first}, and {second}", first=first, second=_up_to(say, quantities.of, interval, last)
        )
    gaps = {"low": quantities.bare(low), "high": quantities.of(last)}
    if interval.is_up_to:
        return say("between {low} and {high}", **gaps)
    return say("from {low} to less than {high}", **gaps)


def _one_sided(
    say: Words, count: Callable[[float], str], interval: Interval, low: float, last: float
) -> str:
    if low == -inf and last == inf:
        return say("any value")
    if low == -inf:
        return _up_to(say, count, interval, last)
    if interval.is_after:
        first = low - 1 if interval.scale.is_whole else low
        return say("more than {value}", value=count(first))
    return say("{value} or more", value=count(low))


def _up_to(say: Words, count: Callable[[float], str], interval: Interval, last: float) -> str:
    if interval.is_up_to:
        return say("{value} or less", value=count(last))
    return say("less than {value}", value=count(last))


def _days(say: Words, interval: Interval) -> str:
    """Days of the calendar: from 1 January 1967 to 29 February 2024, both included."""
    first, last = interval.low[0], interval.high[0] - 1
    if first == -inf and last == inf:
        return say("any value")
    if first == -inf:
        return _until(say, last, is_up_to=interval.is_up_to)
    if last == inf:
        return _since(say, first, is_after=interval.is_after)
    if interval.is_single:
        return _day(say, first)
    return say("from {low} to {high}", low=_day(say, first), high=_day(say, last))


def _until(say: Words, last: float, *, is_up_to: bool) -> str:
    if is_up_to:
        return say("{day} or earlier", day=_day(say, last))
    return say("before {day}", day=_day(say, last + 1))


def _since(say: Words, first: float, *, is_after: bool) -> str:
    if is_after:
        return say("after {day}", day=_day(say, first - 1))
    return say("{day} or later", day=_day(say, first))


def _day(say: Words, ordinal: float) -> str:
    at = min(max(int(ordinal), 1), dt.date.max.toordinal())
    return say.date(dt.date.fromordinal(at))
