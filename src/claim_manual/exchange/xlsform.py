"""An assessment as an XLSForm, for KoboToolbox and ODK, in all languages of a manual at once.

Shape: https://xlsform.org. The names of questions and answers are those of every other output. Nothing
is asked or noted that tells who somebody is: neither device nor user name nor when somebody began.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from claim_manual.derived.assessment_form import (
    CODE,
    MOMENT,
    AssessmentForm,
    FormQuestion,
    assessment_form,
)
from claim_manual.derived.question_bank import ascii_name
from claim_manual.derived.reading import Reading
from claim_manual.derived.spreadsheets import Sheet
from claim_manual.model.assessment import Assessment, Moment
from claim_manual.model.language import Words
from claim_manual.model.manual import Document
from claim_manual.model.markup import paragraphs
from claim_manual.pages.assessments import CODE_WORDS

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
"""The names of the sheets."""
_NOTHING = "\u200b"
"""A space without width: between two characters that would mean something together."""


def xlsform(
    readings: Mapping[str, Reading], assessment: Document[Assessment], version: str
) -> tuple[Sheet, ...]:
    """The sheets of a form; the words of each of `readings` stand in a column of its own, and the
    form opens in the first. Whoever answers may leave any question out.

    `version` is what Kobo and ODK tell two issues of a form apart by.
    """
    editions = tuple(_edition(reading, assessment) for reading in readings.values())
    return _Form(assessment, editions, version).sheets()


@dataclass(frozen=True)
class _Edition:
    """A form in one language, and what its columns are called after."""

    reading: Reading
    form: AssessmentForm
    language: str
    by_name: Mapping[str, FormQuestion] = field(hash=False)

    @property
    def say(self) -> Words:
        return self.reading.say

    def question(self, question: FormQuestion) -> FormQuestion:
        """The same question in this language; as it is where this language has it not."""
        return self.by_name.get(question.name, question)

    def option(self, question: FormQuestion, option_id: str) -> str:
        """What an answer says; two that say the same in this language alone are both there."""
        here = self.question(question)
        words = {option.id: option.words for option in here.options}
        if option_id in words or question.case is None:
            return words.get(option_id, option_id)
        return self.reading.node_of(question.case.document, option_id)


def _edition(reading: Reading, assessment: Document[Assessment]) -> _Edition:
    form = assessment_form(reading, assessment)
    language = reading.manual.settings.model.languages[reading.lang]
    name = re.sub(r"[:()\s]+", " ", language.name).strip()
    code = language.tag.split("-", maxsplit=1)[0].lower()
    by_name = {question.name: question for question in form.questions}
    return _Edition(reading, form, f"{name} ({code})", by_name)


Told = Callable[[_Edition], str]
"""What is said in the language of an edition."""


@dataclass(frozen=True)
class _Row:
    """A line of the survey."""

    kind: str
    name: str
    label: Told | None = None
    hint: Told | None = None
    is_required: bool = False
    relevant: str = ""
    calculation: str = ""


@dataclass(frozen=True)
class _Form:
    assessment: Document[Assessment]
    editions: tuple[_Edition, ...]
    version: str

    @property
    def _form(self) -> AssessmentForm:
        """The form in the first language: of which questions and answers there are, it decides."""
        return self.editions[0].form

    @property
    def _asked(self) -> tuple[FormQuestion, ...]:
        return tuple(question for question in self._form.questions if question.moments)

    @property
    def _has_moments(self) -> bool:
        return len(self._form.moments) > 1

    def sheets(self) -> tuple[Sheet, ...]:
        languages = [edition.language for edition in self.editions]
        labels = [f"label::{language}" for language in languages]
        hints = [f"hint::{language}" for language in languages]
        survey = ("type", "name", *labels, *hints, "required", "relevant", "calculation")
        settings = {
            "form_title": self._form.title,
            "form_id": ascii_name(self._form.id),
            "version": self.version,
            "default_language": self.editions[0].language,
        }
        return (
            Sheet(SURVEY, (survey, *(self._cells(row) for row in self._rows()))),
            Sheet(CHOICES, (("list_name", "name", *labels), *self._choices())),
            Sheet(SETTINGS, ((*settings,), (*settings.values(),))),
        )

    def _cells(self, row: _Row) -> tuple[str, ...]:
        required = "yes" if row.is_required else ""
        words = (*self._words(row.label), *self._words(row.hint))
        return (row.kind, row.name, *words, required, row.relevant, row.calculation)

    def _words(self, told: Told | None) -> list[str]:
        return [shielded(told(edition)) if told else "" for edition in self.editions]

    def _rows(self) -> Iterator[_Row]:
        if self._has_moments:
            yield _Row(
                f"select_one {MOMENT}",
                MOMENT,
                lambda edition: edition.say("When do you answer this?"),
                is_required=True,
            )
        if self._form.has_code:
            yield _Row("text", CODE, _code, _code_hint)
        if (introduction := self.assessment.model.introduction) is not None:
            yield _Row(
                "note",
                "introduction",
                lambda edition: _lines(edition.reading.words(introduction)),
            )
        yield from (self._question(question) for question in self._asked)
        if right := [question for question in self._asked if question.is_knowledge]:
            calculation = " + ".join(_point(question) for question in right)
            yield _Row("calculate", "score", calculation=calculation)

    def _question(self, question: FormQuestion) -> _Row:
        kind = {"text": "text", "multiple": f"select_multiple {question.name}"}.get(
            question.kind, f"select_one {question.name}"
        )
        return _Row(
            kind,
            question.name,
            lambda edition: _asked(edition.question(question)),
            _no_names if question.kind == "text" else None,
            relevant=self._relevant(question),
        )

    def _relevant(self, question: FormQuestion) -> str:
        if set(question.moments) >= set(self._form.moments):
            return ""
        return " or ".join(f"${{{MOMENT}}} = '{moment}'" for moment in question.moments)

    def _choices(self) -> Iterator[tuple[str, ...]]:
        if self._has_moments:
            for moment in self._form.moments:
                yield (MOMENT, moment, *self._words(_moment(moment)))
        for question in self._asked:
            for option in question.options:
                words = self._words(_option(question, option.id))
                yield (question.name, option.id, *words)


def _code(edition: _Edition) -> str:
    return edition.say("Your own code")


def _code_hint(edition: _Edition) -> str:
    return edition.say(CODE_WORDS)


def _no_names(edition: _Edition) -> str:
    return edition.say("Write no names, and nothing that shows who somebody is.")


def _moment(moment: Moment) -> Told:
    return lambda edition: moment_label(edition.say, edition.form, moment)


def moment_label(say: Words, form: AssessmentForm, moment: Moment) -> str:
    """What the form calls a moment."""
    if moment == "before":
        return say("Before the workshop")
    if moment == "after":
        return say("At the end of the workshop")
    return say.count("{n} day after the workshop", "{n} days after the workshop", form.days_later)


def own_labels(say: Words) -> dict[str, str]:
    """What the form calls the questions that every form has, to their names."""
    return {say("When do you answer this?"): MOMENT, say("Your own code"): CODE}


def _option(question: FormQuestion, option_id: str) -> Told:
    return lambda edition: edition.option(question, option_id)


def _asked(question: FormQuestion) -> str:
    """The story on lines of its own, where there is one, then the question."""
    return "\n\n".join(words for words in (question.lead, question.ask) if words)


def _lines(markdown: str) -> str:
    return "\n\n".join(words for _, words in paragraphs(markdown) if words)


def _point(question: FormQuestion) -> str:
    """One point for all right answers and no wrong one."""
    name = f"${{{question.name}}}"
    if question.kind != "multiple":
        conditions = [f"{name} = '{right}'" for right in question.right]
        return f"if({' or '.join(conditions)}, 1, 0)"
    chosen = [f"selected({name}, '{right}')" for right in question.right]
    number = f"count-selected({name}) = {len(question.right)}"
    return f"if({' and '.join((*chosen, number))}, 1, 0)"


_TOGETHER = re.compile(r"\$(?={)|<(?=[A-Za-z/!])|&(?=#?\w+;)|\](?=\()")
"""The first of two characters that begin a reference, a tag, a character reference, an address."""
_LIST = re.compile(r"(?m)^(?=(?:[+*-]|[0-9]+\.) )")


def shielded(words: str) -> str:
    """Words of which neither pyxform nor a program that shows a form takes anything for markup.

    What has no sign of escaping gets a space without width; Markdown's signs get a backslash, those of
    emphasis only where there are two: some programs show the backslashes of answers.
    """
    pairs = "".join(sign for sign in "*_" if words.count(sign) > 1)
    escaped = r"(?m)^#|\\(?=[\\*_#])" + (f"|[{pairs}]" if pairs else "")
    words = re.sub(escaped, r"\\\g<0>", words)
    return _TOGETHER.sub(rf"\g<0>{_NOTHING}", _LIST.sub(_NOTHING, words))
