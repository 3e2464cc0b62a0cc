"""An assessment as a form in one language: its questions in order, under names that every output has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.derived.practice import PracticeCase, case_named
from claim_manual.derived.question_bank import (
    ascii_name,
    bank_question,
    drawn_cases,
    is_askable,
    question_name,
)
from claim_manual.derived.reading import Reading
from claim_manual.model.assessment import Assessment, Bank, Moment, OwnQuestion
from claim_manual.model.manual import Document, Manual

MOMENT, CODE = "moment", "code"
"""The names of the questions when it is, and under which code somebody answers."""
RESERVED = frozenset({MOMENT, CODE, "score", "introduction", "start", "end", "today"})
"""Names that a form has for itself."""
SCALE = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class FormOption:
    """An answer that can be chosen."""

    id: str
    words: str


@dataclass(frozen=True)
class FormQuestion:
    """A question of a form in plain words.

    `kind` is scale, choice, multiple or text; `lead` stands before the question: a case's story.
    `right` are the ids of the right options, none where nothing is right or wrong. `pages` are ids
    of the pages that it is about, `objective` that of an objective of the workshop, `measures`
    satisfaction, effectiveness or feedback, each empty where there is none.
    """

    name: str
    kind: str
    ask: str
    moments: tuple[Moment, ...]
    lead: str = ""
    options: tuple[FormOption, ...] = ()
    right: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    objective: str = ""
    measures: str = ""
    case: PracticeCase | None = None

    @property
    def is_knowledge(self) -> bool:
        """Whether it can be answered rightly or wrongly."""
        return bool(self.right)


@dataclass(frozen=True)
class AssessmentForm:
    """An assessment in one language."""

    id: str
    title: str
    moments: tuple[Moment, ...]
    questions: tuple[FormQuestion, ...]
    has_code: bool
    days_later: int = 0


def assessment_form(reading: Reading, assessment: Document[Assessment]) -> AssessmentForm:
    """The form of an assessment: knowledge first, then its own questions, as they are written."""
    model = assessment.model
    return AssessmentForm(
        assessment.id,
        reading.plain(model.title),
        model.asked_at,
        tuple(_questions(reading, model)),
        model.key is not None,
        model.later.days if model.later else 0,
    )


def bank_cases(manual: Manual, bank: Bank | None) -> tuple[PracticeCase, ...]:
    """The cases that a bank asks: those named, and those drawn; each once."""
    if bank is None:
        return ()
    named = [case for name in bank.questions if "." in name and (case := case_named(manual, name))]
    documents = [document for name in bank.of if (document := manual.document(name))]
    number = bank.scenarios if bank.scenarios is not None else 0 if named else _MANY
    drawn = drawn_cases(documents, number, bank.seed)
    return tuple({case.name: case for case in (*named, *drawn)}.values())


_MANY = 10
"""How many cases are drawn where a bank names pages and no number."""


def own_name(question_id: str) -> str:
    """The name of an own question."""
    return ascii_name(question_id)


def _questions(reading: Reading, model: Assessment) -> Iterator[FormQuestion]:
    seed = model.bank.seed if model.bank else 1
    about_knowledge: tuple[Moment, ...] = model.asked_at
    for case in bank_cases(reading.manual, model.bank):
        question = bank_question(reading, case, seed)
        if is_askable(question):
            yield FormQuestion(
                question_name(case),
                "multiple" if question.is_multiple else "choice",
                question.ask,
                about_knowledge,
                lead=question.story,
                options=tuple(FormOption(option.id, option.words) for option in question.options),
                right=question.right,
                pages=(case.document.id,),
                case=case,
            )
    for own in model.questions:
        yield _own(reading, model, own)


def _own(reading: Reading, model: Assessment, own: OwnQuestion) -> FormQuestion:
    options = tuple(FormOption(answer.id, reading.plain(answer.label)) for answer in own.answers)
    if own.kind == "scale":
        options = tuple(_scale(reading, own))
    return FormQuestion(
        own_name(own.id),
        own.kind,
        reading.plain(own.ask),
        tuple(moment for moment in model.asked_at if not own.moments or moment in own.moments),
        options=() if own.kind == "text" else options,
        right=own.right,
        objective=own.objective or "",
        measures=own.measures or "",
    )


def _scale(reading: Reading, own: OwnQuestion) -> Iterator[FormOption]:
    """The five points, with what the first and the last mean."""
    say = reading.say
    low, high = say("I do not agree at all"), say("I agree completely")
    if len(own.scale) == len(("low", "high")):
        low, high = (reading.plain(end) for end in own.scale)
    ends = {SCALE[0]: low, SCALE[-1]: high}
    for point in SCALE:
        yield FormOption(point, f"{point} ({ends[point]})" if point in ends else point)
