"""The page of an assessment: what is asked and when, as people see it, without what is right."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.derived.addresses import assessment_uri, workshop_uri
from claim_manual.derived.assessment_form import AssessmentForm, FormQuestion, assessment_form
from claim_manual.derived.reading import Reading
from claim_manual.model.assessment import Assessment
from claim_manual.model.manual import Document
from claim_manual.model.shown import message
from claim_manual.model.values import MOMENTS
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Page, Section
from claim_manual.pages.texts import Texts
from claim_manual.pages.training_words import notice

CODE_WORDS = message(
    "Make up a code that only you know, such as two words and a number, and write the same one each time. No name, no date of birth."
)
"""How somebody makes up a code of their own: a message."""


def assessment_page(reading: Reading, assessment: Document[Assessment]) -> Page:
    """An assessment as one page."""
    texts = Texts(reading, assessment.path)
    say, model = reading.say, assessment.model
    form = assessment_form(reading, assessment)
    title = reading.plain(model.title)
    return Page(
        uri=assessment_uri(assessment.id),
        lang=reading.lang,
        title=title,
        path=assessment.path,
        kicker=_kicker(texts, model),
        heading=texts.words(title),
        head=(*texts.blocks(model.introduction), *_how(texts, form), notice(texts, model.status)),
        sections=(Section("questions", texts.words(say("Questions")), (_questions(texts, form),)),),
        description=reading.plain(model.introduction or model.title),
        status=model.status,
        belongs_to=say("Workshops"),
    )


def _kicker(texts: Texts, model: Assessment) -> i.Parts:
    workshop = texts.manual.workshop(model.workshop)
    if workshop is None:
        return ()
    return (i.Link(PageGoal(workshop_uri(workshop.id)), texts.line(workshop.model.title)),)


def _how(texts: Texts, form: AssessmentForm) -> Iterator[b.Block]:
    """When it is answered, and how answers of one person are paired."""
    say = texts.say
    moments = [moment_words(texts, form, moment) for moment in form.moments]
    yield b.Paragraph(texts.words(say("Answered: {moments}.", moments=say.all_of(moments))))
    if form.has_code:
        yield b.Paragraph(texts.words(code_words(texts)), "muted")


def moment_words(texts: Texts, form: AssessmentForm, moment: str) -> str:
    """When a form is answered, in words."""
    say = texts.say
    match moment:
        case "before":
            return say("before the workshop")
        case "after":
            return say("after the workshop")
        case _ if form.days_later:
            days = say.duration(f"P{form.days_later}D")
            return say("{duration} after the workshop", duration=days)
        case _:
            return say("some time after the workshop")


def code_words(texts: Texts) -> str:
    """How somebody makes up a code of their own."""
    return texts.say(CODE_WORDS)


def _questions(texts: Texts, form: AssessmentForm) -> b.Items:
    items = tuple(b.Item(tuple(_question(texts, form, question))) for question in form.questions)
    return b.Items(items, is_ordered=True)


def _question(texts: Texts, form: AssessmentForm, question: FormQuestion) -> Iterator[b.Block]:
    if question.lead:
        yield b.Paragraph(texts.words(question.lead))
    yield b.Paragraph((i.Strong(texts.words(question.ask)),))
    if question.options:
        options = (b.Item((b.Line(texts.words(option.words)),)) for option in question.options)
        yield b.Items(tuple(options))
    say = texts.say
    if question.moments != form.moments:
        moments = say.all_of([say(MOMENTS[moment]) for moment in question.moments])
        yield b.Paragraph(texts.words(f"{say('When')}: {moments}"), "muted")
