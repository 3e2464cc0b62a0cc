"""An assessment on paper: a questionnaire for each moment, with boxes to tick and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claim_manual.book.kit.kit_maker import KitMaker, lines_to_write
from claim_manual.book.lines import text
from claim_manual.book.values import Chapter
from claim_manual.derived.assessment_form import CODE, AssessmentForm, FormQuestion, assessment_form
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.assessment import Assessment, Moment
from claim_manual.model.manual import Document
from claim_manual.pages.assessments import code_words, moment_words

_LINES = 4
"""Lines for an open answer."""


def questionnaire(kit: KitMaker, assessment: Document[Assessment]) -> tuple[Chapter, ...]:
    """A chapter for each moment, to hand out by itself: each begins on a sheet of its own."""
    form = assessment_form(kit.make.reading, assessment)
    return tuple(
        _at(kit, assessment, form, moment)
        for moment in form.moments
        if any(moment in question.moments for question in form.questions)
    )


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
            element("p", element("strong", text(f"{say('My code')}: ")), blank, _name(CODE)),
        ]
    asked = [question for question in form.questions if moment in question.moments]
    rows += (_question(number, question) for number, question in enumerate(asked, 1))
    chapter = kit.chapter(anchor, title, rows, references, head=title)
    return replace(chapter, turn="right")


def _question(number: int, question: FormQuestion) -> Html:
    lead = element("p", text(question.lead)) if question.lead else NOTHING
    ask = element("p", element("strong", text(f"{number}. {question.ask}")), _name(question.name))
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


def _name(name: str) -> Html:
    """The name of a question in tables of answers, for whoever types them in."""
    return Html(" " + element("span", text(name), class_="question-name"))
