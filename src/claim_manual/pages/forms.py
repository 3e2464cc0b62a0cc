"""The sheets of forms: printed, and filled by hand."""

from __future__ import annotations

from dataclasses import replace

from claim_manual.derived.addresses import form_uri, register_uri
from claim_manual.derived.reading import Reading
from claim_manual.derived.sheets import sheet
from claim_manual.model.registers import Form
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.entries import Register
from claim_manual.pages.goals import PageGoal
from claim_manual.pages.page import Page
from claim_manual.pages.texts import Texts


def form_page(reading: Reading, form: Form) -> Page:
    """A form's sheet; without one, what the form is for."""
    prose = sheet(reading, form)
    path = prose.path if prose else reading.manual.register("forms").source.path
    texts = Texts(reading, path)
    title = reading.plain(form.title)
    status = i.Span("tag", texts.words(texts.status("model")))
    purpose = (*texts.line(form.purpose), i.Words(" "), status)
    parts = texts.prose_sections(prose.text, "sheet") if prose else []
    files = texts.form_files(form)
    given = (b.Paragraph(files, "sheet-notice"),) if files else ()
    link = i.Link(PageGoal(register_uri("forms")), texts.words(texts.say("Forms")))
    return Page(
        uri=form_uri(form.id),
        lang=reading.lang,
        title=title,
        path=path,
        kicker=(link,),
        heading=texts.words(title),
        head=(b.Paragraph(purpose, "sheet-notice"), *given, *Register(texts, "forms").used(form)),
        sections=tuple(
            replace(part, title=part.title if part.level > 1 else (), level=max(part.level, 2))
            for part in parts
        ),
        description=reading.plain(reading.manual.settings.model.description),
        belongs_to=texts.say("Reference"),
    )
