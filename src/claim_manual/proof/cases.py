"""What a question can be answered, divided into the cases that a flow can tell apart.

Of a choice each answer is a case; of numbers and dates each interval between two thresholds that
the flow uses; of a multiple question each class of choices that guards distinguish, shown by its
smallest example.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, pairwise
from math import inf

from claim_manual.model.guard import Bounded, Range, Test
from claim_manual.model.nodes import Ask, AskDate, AskNumber, Multiple

Cut = tuple[float, int]
"""A point between values: (x, 0) lies just before x, (x, 1) just after it."""

MAX_CLASSES = 4_096
"""How many classes of choices are told apart: those of twelve things, each read by itself."""

START, END = (-inf, 0), (inf, 0)


@dataclass(frozen=True)
class Scale:
    """How the values of a question lie on a line, and which of them can be."""

    is_whole: bool
    is_of_days: bool
    start: Cut
    end: Cut

    def span(self, range_: Range) -> tuple[Cut, Cut]:
        """The cuts between which a range lies."""
        lows = [self._cut(range_.ge, 0), self._cut(range_.gt, 1)]
        highs = [self._cut(range_.lt, 0), self._cut(range_.le, 1)]
        return (
            max((one for one in lows if one), default=START),
            min((one for one in highs if one), default=END),
        )

    def _cut(self, bound: Bounded | None, side: int) -> Cut | None:
        if bound is None:
            return None
        value = bound.toordinal() if isinstance(bound, dt.date) else bound
        return (value + side, 0) if self.is_whole else (value, side)

    def fits(self, range_: Range) -> bool:
        """Whether the range is of the scale's own sort: of days, or of numbers."""
        return range_.is_of_days == self.is_of_days

    def value(self, low: Cut, high: Cut) -> Bounded:
        """A value between two cuts: the smallest there is, else the one nearest to a threshold."""
        if self.is_whole:
            found = low[0] if low[0] > -inf else high[0] - 1 if high[0] < inf else 0
            return _day(found) if self.is_of_days else int(found)
        if low[0] == -inf:
            found = 0.0 if high[0] == inf else high[0] if high[1] else high[0] - 1
        elif not low[1]:
            found = low[0]
        else:
            found = low[0] + 1 if low[0] + 1 < high[0] else (low[0] + high[0]) / 2
        return int(found) if found == int(found) else found


def _day(ordinal: float) -> dt.date:
    """The day of this number, within the calendar that Python knows."""
    return dt.date.fromordinal(min(max(int(ordinal), 1), dt.date.max.toordinal()))


def scale(question: AskNumber | AskDate, tests: Iterable[Test] = ()) -> Scale:
    """The scale of a question that these tests read.

    Numbers are whole unless a bound is written with a decimal point. Without a domain every value
    can be; a number whose ranges begin at `ge: 0` has none below.
    """
    own = [one.range for one in question.answers]
    ranges = [*own, *(one.range for one in tests if one.range)]
    if question.domain:
        ranges.append(question.domain)
    is_of_days = isinstance(question, AskDate) and question.measure == "date"
    bounds = [bound for one in ranges for bound in one.bounds().values()]
    is_whole = isinstance(question, AskDate) or not any(isinstance(one, float) for one in bounds)
    free = Scale(is_whole, is_of_days, START, END)
    if question.domain and free.fits(question.domain):
        return Scale(is_whole, is_of_days, *free.span(question.domain))
    from_nothing = isinstance(question, AskNumber) and any(one.ge == 0 for one in own)
    lowest = min((free.span(one)[0] for one in own if free.fits(one)), default=START)
    return Scale(is_whole, is_of_days, (0, 0) if from_nothing and lowest == (0, 0) else START, END)


@dataclass(frozen=True)
class Case:
    """A way of answering: the ids of the answers, and for numbers and days the values.

    `answers` is empty where no answer is for these values (a gap) or where nothing is chosen; it
    has more than one id where several are chosen, or ranges overlap. `value` is an example between
    `low` and `high`.
    """

    answers: tuple[str, ...] = ()
    low: Cut = START
    high: Cut = END
    value: Bounded | None = None


class Fact:
    """What a question can be answered, as far as `tests` and its own ways tell answers apart."""

    def __init__(self, question: Ask, tests: Sequence[Test] = ()) -> None:
        self.question = question
        self.cases: tuple[Case, ...]
        match question:
            case AskNumber() | AskDate():
                self.scale = scale(question, tests)
                self.cases = tuple(_intervals(question, self.scale, tests))
            case Multiple():
                self._sets = sorted({frozenset(one.answers) for one in tests}, key=sorted)
                self._classes = _classes(question, self._sets)
                self._is_whole = len(_met(question, self._sets)) <= MAX_CLASSES
                self._numbers = {one: n for n, one in enumerate(self._classes)}
                self.cases = tuple(Case(example) for example in self._classes.values())
            case _:
                self.cases = tuple(Case((answer.id,)) for answer in question.answers)

    @property
    def is_whole(self) -> bool:
        """Whether no class of choices had to be left out."""
        return not isinstance(self.question, Multiple) or self._is_whole

    def is_gap(self, case: Case) -> bool:
        """Whether nobody answers for the values of a case."""
        return not case.answers and not isinstance(self.question, Multiple)

    def given(self, case: Case) -> str | list[str] | float:
        """The answer as a scenario writes it: an id, the ids chosen, a number or a day."""
        if isinstance(self.question, Multiple):
            return [*case.answers]
        if case.value is None:
            return case.answers[0]
        return case.value.isoformat() if isinstance(case.value, dt.date) else case.value

    def chosen(self, case: Case) -> tuple[str, ...]:
        """The answers of a case; of a multiple question, all that can be chosen within it."""
        if not isinstance(self.question, Multiple):
            return case.answers[:1]
        own = _class(case.answers, self._sets)
        return tuple(one.id for one in self.question.answers if _class([one.id], self._sets) <= own)

    def where(self, test: Test) -> frozenset[int]:
        """The cases, by number, in which a test of this fact holds."""
        if test.range is not None:
            return self._within(test.range)
        if isinstance(self.question, Multiple) and not test.answers:
            return frozenset(n for n, case in enumerate(self.cases) if not case.answers)
        found = (self._with_answer.get(answer, ()) for answer in {*test.answers})
        return frozenset(n for numbers in found for n in numbers)

    def _within(self, range_: Range) -> frozenset[int]:
        """The cases whose values lie in a range: neighbours, as they stand in the order of values."""
        if not isinstance(self.question, AskNumber | AskDate) or not self.scale.fits(range_):
            return frozenset()
        low, high = self.scale.span(range_)
        first = bisect_left(self.cases, low, key=lambda case: case.low)
        last = bisect_right(self.cases, high, key=lambda case: case.high)
        return frozenset(range(first, last))

    @cached_property
    def _with_answer(self) -> dict[str, list[int]]:
        """For each answer the cases that are counted as its own; several of a multiple question."""
        found: dict[str, list[int]] = {}
        for n, case in enumerate(self.cases):
            is_multiple = isinstance(self.question, Multiple)
            for answer in case.answers if is_multiple else case.answers[:1]:
                found.setdefault(answer, []).append(n)
        return found

    def case_of(self, given: object) -> int | None:
        """The number of the case that an answer falls into; None where it is no answer.

        `given` is an answer id, a tuple of ids, a number or a day (ISO 8601).
        """
        match self.question, given:
            case Multiple(), tuple():
                return self._chosen(given)
            case Multiple(), str():
                return self._chosen((given,))
            case ((AskNumber() | AskDate()), int() | float() | str()):
                return self._valued(given)
            case _:
                return next(
                    (n for n, one in enumerate(self.cases) if one.answers == (given,)), None
                )

    def _chosen(self, ids: tuple[str, ...]) -> int | None:
        if not {*ids} <= {one.id for one in self.question.answers}:
            return None
        return self._numbers.get(_class(ids, self._sets))

    def _valued(self, given: float | str) -> int | None:
        for n, case in enumerate(self.cases):
            if case.answers[:1] == (given,):
                return n
        if isinstance(given, str) != self.scale.is_of_days:
            return None
        try:
            value = dt.date.fromisoformat(given).toordinal() if isinstance(given, str) else given
        except ValueError:
            return None
        if self.scale.is_whole and value != int(value):
            return None
        point = (value, 0)
        return next((n for n, one in enumerate(self.cases) if one.low <= point < one.high), None)


def _intervals(question: AskNumber | AskDate, line: Scale, tests: Sequence[Test]) -> Iterator[Case]:
    own = [(one.id, line.span(one.range)) for one in question.answers if line.fits(one.range)]
    read = [line.span(one.range) for one in tests if one.range and line.fits(one.range)]
    cuts = {cut for span in (*(span for _, span in own), *read) for cut in span}
    inner = sorted(cut for cut in cuts if line.start < cut < line.end)
    for low, high in pairwise([line.start, *inner, line.end]):
        taken = tuple(one for one, (start, end) in own if start <= low and high <= end)
        yield Case(taken, low, high, line.value(low, high))


def _class(ids: Iterable[str], sets: Sequence[frozenset[str]]) -> frozenset[int]:
    """Which of the tested sets a choice meets; the empty set stands for "something is chosen"."""
    return frozenset(n for one in ids for n, ids_ in enumerate(sets) if one in ids_ or not ids_)


def _classes(
    question: Multiple, sets: Sequence[frozenset[str]]
) -> dict[frozenset[int], tuple[str, ...]]:
    """Each class of choices with its smallest example, the smallest first."""
    order = {answer.id: n for n, answer in enumerate(question.answers)}
    found = _met(question, sets)
    if len(found) > MAX_CLASSES:
        found = _smallest(question, sets)
    return dict(
        sorted(found.items(), key=lambda one: (len(one[1]), [order[id_] for id_ in one[1]]))
    )


def _met(
    question: Multiple, sets: Sequence[frozenset[str]]
) -> dict[frozenset[int], tuple[str, ...]]:
    """Every class, by joining those of single answers; stops when there are too many."""
    found: dict[frozenset[int], tuple[str, ...]] = {frozenset(): ()}
    seen: set[frozenset[int]] = set()
    for answer in question.answers:
        own = _class([answer.id], sets)
        if own in seen:  # one of the same class with a smaller place is there already
            continue
        seen.add(own)
        for known, example in list(found.items()):
            longer = (*example, answer.id)
            if known | own not in found or len(longer) < len(found[known | own]):
                found[known | own] = longer
        if len(found) > MAX_CLASSES:
            break
    return found


def _smallest(
    question: Multiple, sets: Sequence[frozenset[str]]
) -> dict[frozenset[int], tuple[str, ...]]:
    """The classes of the smallest choices: nothing, each answer, each two, as far as allowed."""
    ids = [answer.id for answer in question.answers]
    found: dict[frozenset[int], tuple[str, ...]] = {}
    for some in chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1)):
        found.setdefault(_class(some, sets), some)
        if len(found) == MAX_CLASSES:
            break
    return found
