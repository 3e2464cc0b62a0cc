"""An assessment on paper: a questionnaire for each moment, with boxes to tick and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claim_manual.book.kit.kit_maker import KitMaker, lines_to_write
from claim_manual.book.lines import text
from claim_manual.book.values import Chapter
from claim_manual.derived.assessment_form import (
    CODE,
    MOMENT,
    AssessmentForm,
    FormQuestion,
    assessment_form,
)
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.assessment import Assessment, Moment
from claim_manual.model.manual import Document
from claim_manual.pages.assessments import code_words, moment_words

_LINES = 4
"""Lines for an open answer."""


def questionnaire(kit: KitMaker, assessment: Document[Assessment]) -> tuple[Chapter, ...]:
    """A chapter for each moment, to hand out by itself: each begins on a sheet of its own. The last
    is for whoever copies the answers into a table: names of columns would give answers away.
    """
    form = assessment_form(kit.make.reading, assessment)
    sheets = (
        _at(kit, assessment, form, moment)
        for moment in form.moments
        if any(moment in question.moments for question in form.questions)
    )
    return (*sheets, _copying(kit, form))


def _at(
    kit: KitMaker, assessment: Document[Assessment], form: AssessmentForm, moment: Moment
) -> Chapter:
    say, texts = kit.say, kit.make.texts(assessment.path)
    anchor = f"p-assessment-{moment}"
    references = kit.references()
    write = kit.write(anchor, references)
    when = moment_words(texts, form, moment)
    title = f"{form.title}: {when}"
    rows = [
        element("p", text(kit.title), class_="kicker"),
        element("h1", text(form.title)),
        element("p", text(when), class_="lead"),
        element("p", text(f"{texts.status(assessment.model.status)}."), class_="notice"),
        write(texts.blocks(assessment.model.introduction)),
    ]
    if form.has_code:
        blank = element("span", class_="cm-blank cm-blank--long")
        rows += [
            element("p", text(code_words(texts)), class_="meta"),
            element("p", element("strong", text(f"{say('My code')}: ")), blank),
        ]
    asked = [question for question in form.questions if moment in question.moments]
    rows += (_question(number, question) for number, question in enumerate(asked, 1))
    chapter = kit.chapter(anchor, title, rows, references, head=title)
    return replace(chapter, turn="right")


def _question(number: int, question: FormQuestion) -> Html:
    lead = element("p", text(question.lead)) if question.lead else NOTHING
    ask = element("p", element("strong", text(f"{number}. {question.ask}")))
    answers = joined(_answers(question), NOTHING) or lines_to_write(_LINES)
    return element("div", lead, ask, answers, class_="asked-on-paper")


def _answers(question: FormQuestion) -> Iterator[Html]:
    if not question.options:
        return
    boxes = (
        element("li", element("span", class_="tick"), text(f" {option.words}"))
        for option in question.options
    )
    class_ = "scale" if question.kind == "scale" else "ticks-in-line"
    yield element("ul", *boxes, class_=class_)


def _copying(kit: KitMaker, form: AssessmentForm) -> Chapter:
    """Under which names the answers of the sheets are copied into a table."""
    say = kit.say
    title = say("For whoever copies the answers")
    words = say(
        "Each sheet is a row of the table, each question a column. Where several answers were given, write them with a space between."
    )
    moments = ", ".join(form.moments)
    rows = [(say("When do you answer this?"), MOMENT, moments)]
    rows += [(say("My code"), CODE, "")] if form.has_code else []
    rows += [(_short(question), question.name, _written(question)) for question in form.questions]
    heads = (say("Question"), say("Column"), say("What to write"))
    table = element(
        "table",
        element(
            "thead", element("tr", *(element("th", text(head), scope="col") for head in heads))
        ),
        element("tbody", *(_copied(*row) for row in rows)),
        class_="grid copying",
    )
    body = [element("h1", text(title)), element("p", text(words)), table]
    chapter = kit.chapter("p-assessment-copying", title, body, kit.references())
    return replace(chapter, turn="right")


def _copied(question: str, name: str, written: str) -> Html:
    column = element("td", element("span", text(name), class_="question-name"))
    return element(
        "tr", element("th", text(question), scope="row"), column, element("td", text(written))
    )


def _short(question: FormQuestion) -> str:
    """The story of a case, or what is asked."""
    return question.lead or question.ask


def _written(question: FormQuestion) -> str:
    """What stands in a table for each answer."""
    if question.kind == "scale":
        return f"{question.options[0].id}–{question.options[-1].id}"
    return "; ".join(f"{option.id}: {option.words}" for option in question.options)
