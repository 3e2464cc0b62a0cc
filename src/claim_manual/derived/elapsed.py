"""Time between a day and today as people say it: less than 18 years ago, in 3 days or more.

A day is so many whole days, months or years away, and each word says the same set of days as the
bounds do: "less than 18 years ago" is `years-since` with `lt: 18`, a day that is still to come
included. Whole months and years are counted down: 3 months and 10 days are 3 months, so that at
most 3 months is less than 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from claim_manual.derived.intervals import Interval
from claim_manual.derived.quantities import counted
from claim_manual.model.language import Words
from claim_manual.model.nodes import AskDate


@dataclass(frozen=True)
class _Side:
    """What is said of days on one side of today, each with a number of days, months or years."""

    exactly: str
    or_more: str
    or_less: str
    more_than: str
    less_than: str
    from_to: str
    from_below: str
    beyond: str
    """Of today and what lies on the other side; `within` of today and what lies on this one."""
    within: str
    wholly: str
    """Of what lies on this side alone."""


def _sides(say: Words) -> tuple[_Side, _Side]:
    """What is said of days that were, and of days to come."""
    past = _Side(
        say("{value} ago"),
        say("{value} ago or more"),
        say("{value} ago or less"),
        say("more than {value} ago"),
        say("less than {value} ago"),
        say("{low} to {high} ago"),
        say("{low} ago or more, and less than {high}"),
        beyond=say("today or later"),
        within=say("today or earlier"),
        wholly=say("before today"),
    )
    future = _Side(
        say("in {value}"),
        say("in {value} or more"),
        say("in {value} or less"),
        say("in more than {value}"),
        say("in less than {value}"),
        say("in {low} to {high}"),
        say("in {low} or more, and in less than {high}"),
        beyond=say("today or earlier"),
        within=say("today or later"),
        wholly=say("after today"),
    )
    return past, future


def elapsed(say: Words, question: AskDate, interval: Interval) -> str:
    """The days of an interval, by their distance from today."""
    return _Telling(say, question, interval).words()


class _Telling:
    def __init__(self, say: Words, question: AskDate, interval: Interval) -> None:
        self.say = say
        self.question = question
        self.low, self.high = interval.low[0], interval.high[0]
        past, future = _sides(say)
        is_since = question.measure != "days-until"
        self.near, self.far = (past, future) if is_since else (future, past)
        """The side on which values are above nothing, and the other."""
        is_of_days = question.measure.startswith("days")
        self.is_after = interval.is_after and is_of_days
        self.is_up_to = interval.is_up_to and is_of_days
        self.is_single = interval.is_single and (is_of_days or interval.is_up_to)

    def words(self) -> str:
        if self.is_single:
            return self._at(self.low)
        if self.low == -inf and self.high == inf:
            return self.say("any value")
        if self.low > 0 and self.high < inf:
            return self._between()
        if self.low == -inf:
            return self._below()
        if self.high == inf:
            return self._above()
        first, second = self._above(), self._below()
        if self.high <= 0:  # what is nearer to today comes first
            first, second = second, first
        return self.say("{first}, and {second}", first=first, second=second)

    def _at(self, value: float) -> str:
        if value == 0:
            return self.say("today")
        return self._fill((self.near if value > 0 else self.far).exactly, abs(value))

    def _between(self) -> str:
        first = self._count(self.low)
        if self.is_up_to:
            gaps = {"low": f"{int(self.low)}", "high": self._count(self.high - 1)}
            return self.near.from_to.format(**gaps)
        last = self._count(self.high) if self.low == 1 else f"{int(self.high)}"
        return self.near.from_below.format(low=first, high=last)

    def _above(self) -> str:
        """The value is the lower bound or above it."""
        if self.low == 0:
            return self.near.within
        low = self.low - 1 if self.is_after else self.low
        if self.is_after:
            return self._side(low, self.near.wholly, self.near.more_than, self.far.less_than)
        return self._side(low, self.near.within, self.near.or_more, self.far.or_less)

    def _below(self) -> str:
        """The value is below the upper bound."""
        if self.is_up_to:
            high = self.high - 1
            return self._side(high, self.near.beyond, self.near.or_less, self.far.or_more)
        if self.high == 1 and self.question.measure.startswith("days"):
            return self.near.beyond
        return self._side(self.high, self.far.wholly, self.near.less_than, self.far.more_than)

    def _side(self, value: float, at_nothing: str, near: str, far: str) -> str:
        if value == 0:
            return at_nothing
        return self._fill(near if value > 0 else far, abs(value))

    def _fill(self, pattern: str, value: float) -> str:
        return pattern.format(value=self._count(value))

    def _count(self, value: float) -> str:
        return counted(self.say, self.question, value)
