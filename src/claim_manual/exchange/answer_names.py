"""By which heads and words a table of answers may name the questions and answers of a form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from claim_manual.derived.assessment_form import (
    CODE,
    MOMENT,
    RESERVED,
    AssessmentForm,
    FormQuestion,
    assessment_form,
)
from claim_manual.derived.personal import is_personal_head, is_personal_name
from claim_manual.derived.question_bank import ascii_name
from claim_manual.derived.reading import Reading
from claim_manual.exchange.xlsform import moment_label, own_labels
from claim_manual.model.assessment import Assessment, Moment
from claim_manual.model.manual import Document, Manual
from claim_manual.model.values import MOMENTS

_OF_TOOLS = frozenset(
    {
        "_id",
        "_uuid",
        "_submission_time",
        "__version__",
        "_version_",
        "_index",
        "_validation_status",
        "_notes",
        "_status",
        "_tags",
        "_xform_id_string",
        "meta/instanceid",
        "meta/instancename",
        "meta/rootuuid",
        "instanceid",
        "rootuuid",
        "formhub/uuid",
    }
)
"""Heads of columns that KoboToolbox and ODK add, about the submission alone; never read."""
_NOT_READ = (RESERVED - {MOMENT, CODE}) | _OF_TOOLS


@dataclass(frozen=True)
class Column:
    """A column that is read: its position from 0, and the question that it answers.

    `option` is the id of the answer that a column of its own says yes or no to.
    """

    position: int
    name: str
    option: str = ""


@dataclass(frozen=True)
class AnswerNames:
    """The names of a form, and what else tables call its questions and answers, folded.

    `labels` are questions in words to their names; `options` has for each question its answers, by
    their ids and in words.
    """

    form: AssessmentForm
    labels: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    moments: Mapping[str, Moment]
    questions: Mapping[str, FormQuestion] = field(default_factory=dict)

    def column(self, position: int, head: str) -> Column | None:
        """The column of a head: by the name of a question, its words, or a name and an answer."""
        *groups, last = [part.strip() for part in head.strip().split("/")]
        if last in self.questions or last in {MOMENT, CODE}:
            return Column(position, last)
        if (name := self.labels.get(folded(head))) is not None:
            return Column(position, name)
        question = self.questions.get(groups[-1]) if groups else None
        if question and question.kind == "multiple":
            option = self.options[question.name].get(folded(last))
            return Column(position, question.name, option) if option else None
        return None

    def is_personal(self, head: str) -> bool:
        """Whether a head says that the column tells who somebody is."""
        column = self.column(0, head)
        return is_personal_name(column.name) if column else is_personal_head(head)

    @property
    def heads(self) -> tuple[str, ...]:
        """Every head that a column may have, for near misses."""
        return (MOMENT, CODE, *self.questions)


def is_of_tools(head: str) -> bool:
    """Whether a column is about the submission, or worked out by the form: it is not read."""
    name = head.strip().lower()
    return name in _NOT_READ or name.rpartition("/")[2] in _NOT_READ


def answer_names(manual: Manual, assessment: Document[Assessment]) -> AnswerNames:
    """The names of an assessment in all languages of the manual."""
    readings = [Reading(manual, lang) for lang in manual.languages]
    forms = [assessment_form(reading, assessment) for reading in readings]
    options: dict[str, dict[str, str]] = {question.name: {} for question in forms[0].questions}
    for form in forms:
        for question in form.questions:
            options[question.name] |= _unique(_of_options(question))
    words = [(folded(label), name) for form in forms for label, name in _of_questions(form)]
    words += [
        (folded(label), name)
        for reading in readings
        for label, name in own_labels(reading.say).items()
    ]
    moments = {
        folded(said): moment
        for moment in forms[0].moments
        for said in (
            moment,
            *(reading.say(MOMENTS[moment]) for reading in readings),
            *(moment_label(reading.say, forms[0], moment) for reading in readings),
        )
    }
    questions = {question.name: question for question in forms[0].questions}
    return AnswerNames(forms[0], _unique(words), options, moments, questions)


def folded(words: str) -> str:
    """Words in small letters with single spaces, without what forms shield signs of markup with."""
    return re.sub(r"\s+", " ", re.sub(r"[\\\u200b]", "", words)).strip().casefold()


def _of_questions(form: AssessmentForm) -> Iterator[tuple[str, str]]:
    for question in form.questions:
        yield question.ask, question.name
        if question.lead:
            yield f"{question.lead} {question.ask}", question.name


def _of_options(question: FormQuestion) -> Iterator[tuple[str, str]]:
    for option in question.options:
        yield folded(option.words), option.id
    for option in question.options:
        yield folded(ascii_name(option.id)), option.id
    for option in question.options:
        yield folded(option.id), option.id


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What words mean; those are left out that mean several things."""
    meanings = {*pairs}
    times = Counter(words for words, _ in meanings)
    return {words: name for words, name in meanings if times[words] == 1}
