"""Answers as counts: what `results/` keeps, and nothing of what one person said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claim_manual.derived.assessment_form import FormQuestion
from claim_manual.exchange.answers import AnswerRow, Answers
from claim_manual.model.assessment import Moment
from claim_manual.model.results import FEWEST, Paired, Tally

_LATER_MOMENTS: tuple[Moment, ...] = ("after", "later")
"""What is set beside the answers of before."""


@dataclass(frozen=True)
class Counted:
    """Counts of answers; `people` are the rows of each moment.

    `too_few` are names of questions and moments that fewer than FEWEST people answered: of them
    nothing is counted.
    """

    people: tuple[tuple[Moment, int], ...]
    questions: tuple[Tally, ...]
    pairs: tuple[Paired, ...]
    too_few: tuple[tuple[str, Moment], ...]


def counted(answers: Answers) -> Counted:
    """The counts of answers, by question and moment, and of pairs by question."""
    people = Counter(row.moment for row in answers.rows)
    tallies: list[Tally] = []
    too_few: list[tuple[str, Moment]] = []
    for question, moment, rows in _asked(answers):
        if len(rows) >= FEWEST:
            tallies.append(_tally(question, moment, rows))
        elif rows:
            too_few.append((question.name, moment))
    return Counted(
        tuple((moment, people[moment]) for moment in answers.form.moments),
        tuple(tallies),
        tuple(_pairs(answers)),
        tuple(too_few),
    )


def _asked(answers: Answers) -> Iterator[tuple[FormQuestion, Moment, list[AnswerRow]]]:
    """Each question with answers to choose, at each of its moments, with the rows that answer it."""
    for question in answers.form.questions:
        if question.options:
            for moment in question.moments:
                yield question, moment, _answering(answers.rows, question, moment)


def _answering(
    rows: Sequence[AnswerRow], question: FormQuestion, moment: Moment
) -> list[AnswerRow]:
    return [row for row in rows if row.moment == moment and question.name in row.answers]


def _tally(question: FormQuestion, moment: Moment, rows: Sequence[AnswerRow]) -> Tally:
    times = Counter(option for row in rows for option in row.answers[question.name])
    return Tally(
        question=question.name,
        moment=moment,
        n=len(rows),
        right=sum(_is_right(question, row) for row in rows) if question.is_knowledge else None,
        counts={option.id: times[option.id] for option in question.options},
    )


def _is_right(question: FormQuestion, row: AnswerRow) -> bool:
    """Whether just what is right was chosen."""
    return {*row.answers[question.name]} == {*question.right}


def _pairs(answers: Answers) -> Iterator[Paired]:
    for question in answers.form.questions:
        if not question.is_knowledge or "before" not in question.moments:
            continue
        before = _by_code(answers, question, "before")
        for moment in _LATER_MOMENTS:
            if moment not in question.moments:
                continue
            after = _by_code(answers, question, moment)
            pairs = [(before[code], after[code]) for code in before if code in after]
            if len(pairs) >= FEWEST:
                times = Counter(pairs)
                yield Paired(
                    question=question.name,
                    moment=moment,
                    n=len(pairs),
                    gained=times[False, True],
                    lost=times[True, False],
                    kept=times[True, True],
                )


def _by_code(answers: Answers, question: FormQuestion, moment: Moment) -> dict[str, bool]:
    """Whether who has a code answered rightly."""
    rows = _answering(answers.rows, question, moment)
    return {row.code: _is_right(question, row) for row in rows if row.code}
