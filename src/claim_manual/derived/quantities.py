"""A number with what it counts, as the language writes it: 17 years, 870,50 €, 12 000 km."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.model.language import Words, is_currency
from claim_manual.model.nodes import AskDate, AskNumber


def counted(say: Words, question: AskDate, value: float) -> str:
    """So many days, months or years, as the question counts them."""
    number = int(value)
    match question.measure.split("-")[0]:
        case "months":
            return say.count("{n} month", "{n} months", number)
        case "years":
            return say.count("{n} year", "{n} years", number)
        case _:
            return say.count("{n} day", "{n} days", number)


class Quantities:
    """How the numbers of a question are written; `unit` is in the language of the words.

    Money has its sign where the language puts it, and two digits of cents where any bound has
    cents. One year of a unit that is years is a year.
    """

    def __init__(
        self, say: Words, question: AskNumber | AskDate, unit: str, *, is_whole: bool
    ) -> None:
        self.say = say
        self._question = question
        self._unit = unit
        self._is_whole = is_whole
        self.is_money = is_currency(unit)

    def of(self, value: float) -> str:
        """A number with its unit."""
        if isinstance(self._question, AskDate):
            return counted(self.say, self._question, value)
        if self.is_money:
            return self.say.money(value, self._unit, has_cents=not self._is_whole)
        singular = next((words for plural, words in self._times() if plural == self._unit), "")
        if value == 1 and singular:
            return singular
        return f"{self.say.number(value)} {self._unit}".strip()

    def bare(self, value: float) -> str:
        """A number that stands before another with the unit; money has it always."""
        return self.of(value) if self.is_money else self.say.number(value)

    def _times(self) -> Iterator[tuple[str, str]]:
        """Units of time in the plural, as units are written, each with one of it."""
        for singular, plural in (
            ("{n} day", "{n} days"),
            ("{n} month", "{n} months"),
            ("{n} year", "{n} years"),
        ):
            one, many = (self.say.count(singular, plural, n) for n in (1, 2))
            yield many.removeprefix("2").strip(), one
