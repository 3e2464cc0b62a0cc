"""Intervals of numbers and days: the values, and with which signs an author bounded them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from claim_manual.model.guard import Range
from claim_manual.proof.cases import AnswerClass, Cut, Fact, Scale


@dataclass(frozen=True)
class Interval:
    """The values between two cuts of a scale.

    Of whole numbers `lt: 18` and `le: 17` are the same values, but people say what they wrote:
    `is_after` is set where the lower bound is a `gt`, `is_up_to` where the upper one is a `le`.
    """

    scale: Scale
    low: Cut
    high: Cut
    is_after: bool = False
    is_up_to: bool = False

    @classmethod
    def of_range(cls, scale: Scale, range_: Range) -> Self:
        """The values of a range as it is written."""
        return cls._bounded(scale, *scale.span(range_), [range_])

    @classmethod
    def of_case(cls, fact: Fact, case: AnswerClass) -> Self:
        """The values of a case, bounded as by the ranges that part it from its neighbours."""
        ranges = [range_ for range_ in fact.division.ranges() if fact.scale.fits(range_)]
        return cls._bounded(fact.scale, case.low, case.high, ranges)

    @classmethod
    def of_value(cls, scale: Scale, value: float | dt.date) -> Self:
        """One value alone."""
        at = value.toordinal() if isinstance(value, dt.date) else value
        high = (at + 1, 0) if scale.is_whole else (at, 1)
        return cls(scale, (at, 0), high, is_up_to=True)

    @classmethod
    def _bounded(cls, scale: Scale, low: Cut, high: Cut, ranges: Iterable[Range]) -> Self:
        if not scale.is_whole:
            return cls(scale, low, high, bool(low[1]), bool(high[1]))
        signs = {
            sign
            for range_ in ranges
            for sign, bound in range_.bounds().items()
            for start, end in [scale.span(Range(**{sign: bound}))]
            if (end == high if sign in {"lt", "le"} else start == low)
        }
        return cls(scale, low, high, signs & {"ge", "gt"} == {"gt"}, signs & {"le", "lt"} == {"le"})

    @property
    def is_single(self) -> bool:
        """Whether there is one value in it."""
        last = self.low[0] + 1 if self.scale.is_whole else self.low[0]
        return last == self.high[0]
