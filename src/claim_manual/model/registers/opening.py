"""When a service is open: on which days, from when until when."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from claim_manual.model.schema import Model, Text, one_or_many
from claim_manual.model.shown import How, optional, shown

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days as a source writes them, in the order of a week (ISO 8601)."""
_DAY = f"({'|'.join(WEEK)})"
DAYS = f"^{_DAY}( ?- ?{_DAY})?$"
CLOCK = r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
MIDNIGHT = 24 * 60


def minutes(clock: str) -> int:
    """The minutes of a day at a time of it, 09:30."""
    hours, _, more = clock.partition(":")
    return int(hours) * 60 + int(more)


def _begins(clock: str) -> str:
    if minutes(clock) == MIDNIGHT:
        raise PydanticCustomError("late_opening", "clock")
    return clock


def weekdays(written: str) -> tuple[int, ...]:
    """The days of a word, Monday as 0: mon is one, mon-fri are five, sat-mon are three."""
    first, last = ([*map(str.strip, written.split("-"))] * 2)[:2]
    begin, end = WEEK.index(first), WEEK.index(last)
    return tuple(day % 7 for day in range(begin, end + 1 if begin <= end else end + 8))


_Day = Annotated[str, Field(pattern=DAYS)]
Days = Annotated[
    tuple[_Day, ...],
    BeforeValidator(one_or_many, json_schema_input_type=_Day | list[_Day]),
    Field(min_length=1),
]


class Opening(Model):
    """Days on which a service is open, and between which times of them."""

    days: Days = shown(
        "Days",
        "Days or ranges of them: mon-fri, or mon, wed, sat.",
        10,
        How.CODE,
        is_name=True,
    )
    begins: Annotated[str, Field(pattern=CLOCK), AfterValidator(_begins)] | None = optional(
        "Opens at", "The time at which it opens: 09:00.", 20, How.CODE, alias="from"
    )
    ends: Annotated[str, Field(pattern=CLOCK)] | None = optional(
        "Closes at",
        "The time at which it closes: 17:30; 24:00 is the end of the day, and a time before it opens is on the next day.",
        30,
        How.CODE,
        alias="to",
    )
    by_appointment: bool = shown(
        "By appointment", "true if one has to book before.", 40, How.FLAG, default=False
    )
    note: Text | None = optional("Note", "What else holds at these times.", 50, How.TEXT)

    @model_validator(mode="after")
    def _says_when(self) -> Opening:
        if (self.begins is None) != (self.ends is None):
            raise PydanticCustomError("half_opening", "opening")
        if self.begins is None and not self.by_appointment:
            raise PydanticCustomError("half_opening", "opening")
        if self.begins is not None and self.begins == self.ends and minutes(self.begins):
            raise PydanticCustomError("empty_opening", "opening")
        return self

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Its days in the order of the week, Monday as 0, each once."""
        return tuple(sorted({day for word in self.days for day in weekdays(word)}))

    @property
    def times(self) -> tuple[int, int] | None:
        """The minutes of a day from which and until which it is open; beyond 1440 on the next day."""
        if self.begins is None or self.ends is None:
            return None
        begin, end = minutes(self.begins), minutes(self.ends)
        return begin, end if end > begin else end + MIDNIGHT
