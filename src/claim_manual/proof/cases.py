"""What a question can be answered, divided into the cases that a flow can tell apart.

Of a choice each answer is a case; of numbers and dates each interval between two thresholds that
the flow uses; of a multiple question each class of choices that guards distinguish, shown by its
smallest example. Two flows that are compared divide alike: by the thresholds of both.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import inf

from claim_manual.model.guard import Bounded, Range, Test
from claim_manual.model.nodes import Ask, AskDate, AskNumber, Multiple
from claim_manual.proof.choices import class_of, classes

Cut = tuple[float, int]
"""A point between values: (x, 0) lies just before x, (x, 1) just after it."""

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
            max((cut for cut in lows if cut), default=START),
            min((cut for cut in highs if cut), default=END),
        )

    def _cut(self, bound: Bounded | None, side: int) -> Cut | None:
        if bound is None:
            return None
        value = bound.toordinal() if isinstance(bound, dt.date) else bound
        return (value + side, 0) if self.is_whole else (value, side)

    def fits(self, range_: Range) -> bool:
        """Whether the range is of the scale's own sort: of days, or of numbers."""
        return range_.is_of_days == self.is_of_days

    def bounds(self, low: Cut, high: Cut) -> dict[str, Bounded | str]:
        """Two cuts as the bounds of a range are written: {"ge": 6, "lt": 7}."""
        signs = {("ge", "gt")[low[1]]: low[0], ("lt", "le")[high[1]]: high[0]}
        return {sign: self._written(value) for sign, value in signs.items() if -inf < value < inf}

    def _written(self, value: float) -> Bounded | str:
        """A bound as sources have it."""
        if self.is_of_days:
            return _day(value).isoformat()
        return int(value) if value == int(value) else value

    def value(self, low: Cut, high: Cut) -> Bounded:
        """A value between two cuts: the smallest there is, else the one nearest to a threshold."""
        if self.is_whole:
            value = low[0] if low[0] > -inf else high[0] - 1 if high[0] < inf else 0
            return _day(value) if self.is_of_days else int(value)
        if low[0] == -inf:
            value = 0.0 if high[0] == inf else high[0] if high[1] else high[0] - 1
        elif not low[1]:
            value = low[0]
        else:
            value = low[0] + 1 if low[0] + 1 < high[0] else (low[0] + high[0]) / 2
        return int(value) if value == int(value) else value


def _day(ordinal: float) -> dt.date:
    """The day of this number, within the calendar that Python knows."""
    return dt.date.fromordinal(min(max(int(ordinal), 1), dt.date.max.toordinal()))


@dataclass(frozen=True)
class Division:
    """What divides the answers of a question: itself, and the tests that read it."""

    question: Ask
    tests: Sequence[Test] = ()

    @property
    def sort(self) -> str:
        """What kind of answers it has; those of one sort can be held against each other."""
        match self.question:
            case AskNumber():
                return "number"
            case AskDate(measure=measure):
                return measure
            case Multiple():
                return "multiple"
            case _:
                return "choice"

    def ranges(self) -> list[Range]:
        """Every range of values that stands in it."""
        question = self.question
        ranges = [test.range for test in self.tests if test.range]
        if isinstance(question, AskNumber | AskDate):
            ranges += [answer.range for answer in question.answers]
            ranges += [question.domain] if question.domain else []
        return ranges

    def cuts(self, line: Scale) -> set[Cut]:
        """Every point of a line at which its answers are divided."""
        return {cut for range_ in self.ranges() if line.fits(range_) for cut in line.span(range_)}

    def sets(self) -> set[frozenset[str]]:
        """The sets of answers that are told apart."""
        return {frozenset(test.answers) for test in self.tests}


def scale(
    question: AskNumber | AskDate, tests: Iterable[Test] = (), beside: Division | None = None
) -> Scale:
    """The scale of a question that these tests read, and on which another's answers lie too.

    Numbers are whole unless a bound is written with a decimal point. Without a domain every value
    can be; a number whose ranges begin at `ge: 0` has none below.
    """
    answer_ranges = [answer.range for answer in question.answers]
    ranges = Division(question, [*tests]).ranges() + (beside.ranges() if beside else [])
    is_of_days = isinstance(question, AskDate) and question.measure == "date"
    is_whole = isinstance(question, AskDate) or not _has_fraction(ranges)
    free = Scale(is_whole, is_of_days, START, END)
    if question.domain and free.fits(question.domain):
        start, end = free.span(question.domain)
        return replace(free, start=start, end=end)
    if isinstance(question, AskNumber) and _start_at_nothing(free, answer_ranges):
        return replace(free, start=(0, 0))
    return free


def _has_fraction(ranges: Iterable[Range]) -> bool:
    """Whether a bound is written with a decimal point."""
    return any(isinstance(bound, float) for range_ in ranges for bound in range_.bounds().values())


def _start_at_nothing(free: Scale, ranges: Sequence[Range]) -> bool:
    """Whether a range begins at `ge: 0`, and none below it."""
    lowest = min((free.span(range_)[0] for range_ in ranges if free.fits(range_)), default=START)
    return lowest == (0, 0) and any(range_.ge == 0 for range_ in ranges)


@dataclass(frozen=True)
class AnswerClass:
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

    def __init__(
        self, question: Ask, tests: Sequence[Test] = (), beside: Division | None = None
    ) -> None:
        """`beside` is what the same question is in another flow, whose answers are divided alike."""
        self.question = question
        self.division = Division(question, tests)
        self.cases: tuple[AnswerClass, ...]
        if beside and beside.sort != self.division.sort:
            beside = None
        match question:
            case AskNumber() | AskDate():
                self.scale = scale(question, tests, beside)
                cuts = self.division.cuts(self.scale)
                if beside:
                    cuts |= beside.cuts(self.scale) | _ends(beside, self.division)
                self.cases = tuple(_intervals(question, self.scale, cuts))
            case Multiple():
                sets = self.division.sets() | (beside.sets() if beside else set())
                self._sets = sorted(sets, key=sorted)
                examples, self._is_whole = classes(question, self._sets)
                self._numbers = {class_: n for n, class_ in enumerate(examples)}
                self.cases = tuple(AnswerClass(example) for example in examples.values())
            case _:
                self.cases = tuple(AnswerClass((answer.id,)) for answer in question.answers)

    @property
    def is_whole(self) -> bool:
        """Whether no class of choices had to be left out."""
        return not isinstance(self.question, Multiple) or self._is_whole

    def is_gap(self, case: AnswerClass) -> bool:
        """Whether nobody answers for the values of a case."""
        return not case.answers and not isinstance(self.question, Multiple)

    def given(self, case: AnswerClass) -> str | list[str] | float:
        """The answer as a scenario writes it: an id, the ids chosen, a number or a day."""
        if isinstance(self.question, Multiple):
            return [*case.answers]
        if case.value is None:
            return case.answers[0]
        return case.value.isoformat() if isinstance(case.value, dt.date) else case.value

    def key(self, case: AnswerClass) -> Hashable:
        """What a case is called in every flow whose answers are divided alike."""
        match self.question:
            case AskNumber() | AskDate():
                return case.low, case.high
            case Multiple():
                return class_of(case.answers, self._sets)
            case _:
                return case.answers[0]

    def chosen(self, case: AnswerClass) -> tuple[str, ...]:
        """The answers of a case; of a multiple question, all that can be chosen within it."""
        if not isinstance(self.question, Multiple):
            return case.answers[:1]
        chosen_class = class_of(case.answers, self._sets)
        return tuple(
            answer.id
            for answer in self.question.answers
            if class_of([answer.id], self._sets) <= chosen_class
        )

    def where(self, test: Test) -> frozenset[int]:
        """The cases, by number, in which a test of this fact holds."""
        if test.range is not None:
            return self._within(test.range)
        if isinstance(self.question, Multiple) and not test.answers:
            return frozenset(n for n, case in enumerate(self.cases) if not case.answers)
        numbers_of_answers = (self._with_answer.get(answer, ()) for answer in {*test.answers})
        return frozenset(n for numbers in numbers_of_answers for n in numbers)

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
        by_answer: dict[str, list[int]] = {}
        for n, case in enumerate(self.cases):
            is_multiple = isinstance(self.question, Multiple)
            for answer in case.answers if is_multiple else case.answers[:1]:
                by_answer.setdefault(answer, []).append(n)
        return by_answer

    def case_of(self, answer: object) -> int | None:
        """The number of the case that an answer falls into; None where it is no answer.

        `given` is an answer id, a tuple of ids, a number or a day (ISO 8601).
        """
        match self.question, answer:
            case Multiple(), tuple():
                return self._chosen(answer)
            case Multiple(), str():
                return self._chosen((answer,))
            case ((AskNumber() | AskDate()), int() | float() | str()):
                return self._valued(answer)
            case _:
                return next(
                    (n for n, case in enumerate(self.cases) if case.answers == (answer,)), None
                )

    def _chosen(self, ids: tuple[str, ...]) -> int | None:
        if not {*ids} <= {answer.id for answer in self.question.answers}:
            return None
        return self._numbers.get(class_of(ids, self._sets))

    def _valued(self, answer: float | str) -> int | None:
        for n, case in enumerate(self.cases):
            if case.answers[:1] == (answer,):
                return n
        if isinstance(answer, str) != self.scale.is_of_days:
            return None
        try:
            value = dt.date.fromisoformat(answer).toordinal() if isinstance(answer, str) else answer
        except ValueError:
            return None
        if self.scale.is_whole and value != int(value):
            return None
        point = (value, 0)
        return next((n for n, case in enumerate(self.cases) if case.low <= point < case.high), None)


def _ends(division: Division, beside: Division) -> set[Cut]:
    """Where the values of a question begin and end, on the scale that it shares with another's."""
    question = division.question
    if not isinstance(question, AskNumber | AskDate):
        return set()
    line = scale(question, division.tests, beside)
    return {line.start, line.end}


def _intervals(
    question: AskNumber | AskDate, line: Scale, cuts: Iterable[Cut]
) -> Iterator[AnswerClass]:
    answer_spans = [
        (answer.id, line.span(answer.range))
        for answer in question.answers
        if line.fits(answer.range)
    ]
    inner = sorted(cut for cut in cuts if line.start < cut < line.end)
    for low, high in pairwise([line.start, *inner, line.end]):
        answers = tuple(
            answer_id for answer_id, (start, end) in answer_spans if start <= low and high <= end
        )
        yield AnswerClass(answers, low, high, line.value(low, high))
