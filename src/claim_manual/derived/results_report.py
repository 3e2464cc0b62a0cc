"""What the results of a workshop come to, over all its days: the same values for every output.

No group of fewer than five people is shown (None). Of how many chose each answer about what they
think, none below five is shown where one is one to four; where the total would tell them, the
smallest that is shown is left out with them. Of several days there are no such numbers day by day,
for one day would follow from the others. How many of five or more answered rightly is always said,
and what follows from it: that is of the workshop, not of a person. Of what changed, both numbers are
left out where one is one to four; whoever knows the rest and p can work them out.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claim_manual.derived.assessment_form import AssessmentForm, FormQuestion, assessment_form
from claim_manual.derived.reading import Reading
from claim_manual.derived.statistics import mcnemar_exact, wilson_interval
from claim_manual.model.assessment import Assessment, Moment
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.results import FEWEST, Paired, Results, Tally
from claim_manual.model.workshop import Objective, Workshop

UNDERSTOOD = 80
"""How many of a hundred have to be right after a workshop."""


@dataclass(frozen=True)
class Share:
    """How many of how many were right, with the 95 % interval of the share, from 0 to 1."""

    right: int
    n: int

    @property
    def value(self) -> float:
        """The share, from 0 to 1."""
        return self.right / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share lies by Wilson's interval."""
        return wilson_interval(self.right, self.n)


@dataclass(frozen=True)
class Cell:
    """How many chose an answer; None where that is not shown."""

    id: str
    words: str
    n: int | None


@dataclass(frozen=True)
class Distribution:
    """How a question that nothing is right of was answered at a moment, by `n` people."""

    question: FormQuestion
    moment: Moment
    n: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Known:
    """How a question was answered by moment; None where fewer than five people answered."""

    question: FormQuestion
    shares: Mapping[Moment, Share | None]


@dataclass(frozen=True)
class PairedChange:
    """How the same people answered before and at a moment after; `p` by McNemar's exact test.

    `gained` and `lost` are None where one of them is one to four.
    """

    question: FormQuestion
    moment: Moment
    before: Share
    after: Share
    gained: int | None
    lost: int | None
    p: float


@dataclass(frozen=True)
class ObjectiveResult:
    """An objective of the workshop, and the share of right answers about it by moment.

    A person gives several of these answers, so that there is no interval.
    """

    words: str
    shares: Mapping[Moment, Share | None]


@dataclass(frozen=True)
class Misunderstood:
    """A question that too few answered rightly after the workshop.

    `wrong` is the wrong answer that most chose, `wrong_n` how many where they are five or more.
    """

    question: FormQuestion
    page: AnyDocument | None
    after: Share
    wrong: str
    wrong_n: int | None


@dataclass(frozen=True)
class DayResult:
    """A day of a workshop: where it was, how many answered, and how many answers were right."""

    on: dt.date
    place: str
    people: Mapping[Moment, int]
    shares: Mapping[Moment, Share | None]


@dataclass(frozen=True)
class ResultsReport:
    """The results of a workshop in one language. `people` are those who answered, by moment."""

    workshop: Document[Workshop]
    title: str
    form: AssessmentForm
    people: Mapping[Moment, int]
    pairs: int
    days: tuple[DayResult, ...]
    distributions: tuple[Distribution, ...]
    known: tuple[Known, ...]
    changes: tuple[PairedChange, ...]
    objectives: tuple[ObjectiveResult, ...]
    misunderstood: tuple[Misunderstood, ...]


def results_of(manual: Manual, workshop_id: str) -> tuple[Document[Results], ...]:
    """The results of a workshop, day by day."""
    days = (result for result in manual.results if result.model.workshop == workshop_id)
    return tuple(sorted(days, key=lambda result: (result.model.on, result.id)))


def has_results(manual: Manual, workshop: Document[Workshop]) -> bool:
    """Whether `results_report` has something to say."""
    return _assessment(manual, workshop, results_of(manual, workshop.id)) is not None


def results_report(reading: Reading, workshop: Document[Workshop]) -> ResultsReport | None:
    """What the results of a workshop come to; None where there are none of an assessment there is.

    Results of another assessment are left out: its questions are others.
    """
    results = results_of(reading.manual, workshop.id)
    assessment = _assessment(reading.manual, workshop, results)
    if assessment is None:
        return None
    of_form = [result.model for result in results if result.model.assessment == assessment.id]
    form = assessment_form(reading, assessment)
    pooled = _Pooled(form, of_form)
    known = tuple(pooled.known())
    return ResultsReport(
        workshop,
        reading.plain(workshop.model.title),
        form,
        pooled.people,
        max((pair.n for pair in pooled.pairs.values()), default=0),
        tuple(_day(reading, workshop, form, result) for result in of_form),
        tuple(pooled.distributions()),
        known,
        tuple(pooled.changes()),
        tuple(_objectives(reading, workshop.model.objectives, form.moments, known)),
        tuple(_misunderstood(pooled, known)),
    )


def _assessment(
    manual: Manual, workshop: Document[Workshop], results: Sequence[Document[Results]]
) -> Document[Assessment] | None:
    """The workshop's own assessment, if it has results; else that of its last results."""
    answered = [result.model.assessment for result in results]
    named = [name for name in [workshop.model.assessment] if name in answered]
    wanted = [name for name in (*named, *reversed(answered)) if name]
    return next((found for name in wanted if (found := manual.assessment(name))), None)


class _Pooled:
    """The counts of several days together."""

    def __init__(self, form: AssessmentForm, results: Sequence[Results]) -> None:
        self.form = form
        self.tallies = _tallies(tally for result in results for tally in result.questions)
        self.pairs = _paired(pair for result in results for pair in result.pairs)
        days = [_people(form, result) for result in results]
        self.people = {moment: sum(day[moment] for day in days) for moment in form.moments}

    def shares(self, question: FormQuestion) -> dict[Moment, Share | None]:
        """The share of right answers to a question, at each of its moments."""
        return {moment: self._share(question, moment) for moment in question.moments}

    def _share(self, question: FormQuestion, moment: Moment) -> Share | None:
        tally = self.tallies.get((question.name, moment))
        return shown_share(tally.right or 0, tally.n) if tally else None

    def known(self) -> Iterator[Known]:
        """The questions that can be answered rightly."""
        for question in self.form.questions:
            shares = self.shares(question) if question.is_knowledge else {}
            if any(shares.values()):
                yield Known(question, shares)

    def distributions(self) -> Iterator[Distribution]:
        """The others, those that measure satisfaction first."""
        others = [one for one in self.form.questions if one.options and not one.is_knowledge]
        others.sort(key=lambda question: question.measures != "satisfaction")
        for question in others:
            for moment in question.moments:
                tally = self.tallies.get((question.name, moment))
                if tally and tally.n >= FEWEST:
                    yield Distribution(question, moment, tally.n, _cells(question, tally))

    def changes(self) -> Iterator[PairedChange]:
        """What changed among the same people."""
        for question in self.form.questions:
            for moment in question.moments:
                pair = self.pairs.get((question.name, moment))
                if pair and pair.n >= FEWEST:
                    yield _change(question, moment, pair)


def _tallies(tallies: Iterable[Tally]) -> dict[tuple[str, Moment], Tally]:
    """Tallies of the same question and moment added up."""
    sums: dict[tuple[str, Moment], Tally] = {}
    for tally in tallies:
        key = (tally.question, tally.moment)
        before = sums.get(key)
        if before is None:
            sums[key] = tally
            continue
        counts = Counter(before.counts)
        counts.update(tally.counts)
        right = None if tally.right is None else (before.right or 0) + tally.right
        update = {"n": before.n + tally.n, "right": right, "counts": dict(counts)}
        sums[key] = before.model_copy(update=update)
    return sums


def _paired(pairs: Iterable[Paired]) -> dict[tuple[str, Moment], Paired]:
    """Pairs of the same question and moment added up."""
    sums: dict[tuple[str, Moment], Paired] = {}
    for pair in pairs:
        key = (pair.question, pair.moment)
        before = sums.get(key)
        if before is not None:
            update = {
                name: getattr(before, name) + getattr(pair, name)
                for name in ("n", "gained", "lost", "kept")
            }
            pair = before.model_copy(update=update)  # noqa: PLW2901 - the sum takes its place
        sums[key] = pair
    return sums


def _people(form: AssessmentForm, result: Results) -> dict[Moment, int]:
    """How many people answered on a day: as many as answered the question that most did."""
    return {
        moment: max((tally.n for tally in result.questions if tally.moment == moment), default=0)
        for moment in form.moments
    }


def shown_share(right: int, n: int) -> Share | None:
    """A share of people or of answers; None of fewer than five."""
    return Share(right, n) if n >= FEWEST else None


def shown_counts(counts: Sequence[int], *, is_exclusive: bool) -> tuple[int | None, ...]:
    """Counts, without those that say too much of few people.

    Where a count is one to four, all below five are left out, 0 too. `is_exclusive` is whether each
    person stands in one of them alone, so that what is shown leaves the sum of the others: where
    that tells them, the smallest that is shown is left out as well.
    """
    hidden = {n for n, count in enumerate(counts) if count < FEWEST}
    if not any(counts[n] for n in hidden):
        return tuple(counts)
    if is_exclusive and _is_told([counts[n] for n in hidden]):
        others = [n for n in range(len(counts)) if n not in hidden]
        hidden |= {min(others, key=lambda n: counts[n])} if others else set()
    return tuple(None if n in hidden else count for n, count in enumerate(counts))


def _is_told(hidden: Sequence[int]) -> bool:
    """Whether the sum of hidden counts, each below five, tells what each of them is."""
    return len(hidden) == 1 or sum(hidden) == (FEWEST - 1) * len(hidden)


def _cells(question: FormQuestion, tally: Tally) -> tuple[Cell, ...]:
    counts = [tally.counts.get(option.id, 0) for option in question.options]
    shown = shown_counts(counts, is_exclusive=question.kind != "multiple")
    return tuple(
        Cell(option.id, option.words, n) for option, n in zip(question.options, shown, strict=True)
    )


def _change(question: FormQuestion, moment: Moment, pair: Paired) -> PairedChange:
    is_shown = not any(0 < number < FEWEST for number in (pair.gained, pair.lost))
    return PairedChange(
        question,
        moment,
        before=Share(pair.kept + pair.lost, pair.n),
        after=Share(pair.kept + pair.gained, pair.n),
        gained=pair.gained if is_shown else None,
        lost=pair.lost if is_shown else None,
        p=mcnemar_exact(pair.gained, pair.lost),
    )


def _objectives(
    reading: Reading,
    objectives: Sequence[Objective],
    moments: Sequence[Moment],
    known: Sequence[Known],
) -> Iterator[ObjectiveResult]:
    for objective in objectives:
        about = [row for row in known if _is_about(row.question, objective)]
        if about:
            shares = {
                moment: _together(row.shares.get(moment) for row in about) for moment in moments
            }
            yield ObjectiveResult(reading.plain(objective.text), shares)


def _is_about(question: FormQuestion, objective: Objective) -> bool:
    return question.objective == objective.id or not {*question.pages}.isdisjoint(objective.pages)


def _together(shares: Iterable[Share | None]) -> Share | None:
    """Answers to several questions as one share."""
    there = [share for share in shares if share]
    return shown_share(sum(share.right for share in there), sum(share.n for share in there))


def _misunderstood(pooled: _Pooled, known: Sequence[Known]) -> Iterator[Misunderstood]:
    """The questions that too few answered rightly after the workshop, the worst first."""
    after = [(row.question, share) for row in known if (share := row.shares.get("after"))]
    few = [(question, share) for question, share in after if not _is_understood(share)]
    for question, share in sorted(few, key=lambda pair: pair[1].value):
        wrong, n = _wrong_answer(question, pooled.tallies[question.name, "after"])
        page = question.case.document if question.case else None
        yield Misunderstood(question, page, share, wrong, n)


def _is_understood(share: Share) -> bool:
    return share.right * 100 >= UNDERSTOOD * share.n


def _wrong_answer(question: FormQuestion, tally: Tally) -> tuple[str, int | None]:
    """The wrong answer that most chose, and how many where they are five or more; "" for none."""
    wrong = [option for option in question.options if option.id not in question.right]
    most = max(wrong, key=lambda option: tally.counts.get(option.id, 0), default=None)
    if most is None or not tally.counts.get(most.id):
        return "", None
    n = tally.counts[most.id]
    return most.words, n if n >= FEWEST else None


def _day(
    reading: Reading, workshop: Document[Workshop], form: AssessmentForm, result: Results
) -> DayResult:
    dates = workshop.model.dates
    place = next((date.place for date in dates if date.id == result.date), None)
    knowledge = {question.name for question in form.questions if question.is_knowledge}
    tallies = [tally for tally in result.questions if tally.question in knowledge]
    shares = {
        moment: _together(
            shown_share(tally.right or 0, tally.n) for tally in tallies if tally.moment == moment
        )
        for moment in form.moments
    }
    return DayResult(result.on, reading.plain(place), _people(form, result), shares)
