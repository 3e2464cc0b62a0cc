"""Every page of a manual in one language, in the order of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial

from claim_manual.derived.actors import actors_of
from claim_manual.derived.addresses import (
    ACTORS_URI,
    BRIEFS_URI,
    CENTRES_URI,
    CHANGES_URI,
    COVERAGE_URI,
    MODEL_URI,
    STATE_URI,
    WORKSHOPS_URI,
    actor_uri,
    assessment_uri,
    brief_uri,
    category_uri,
    centre_uri,
    document_uri,
    form_uri,
    practice_uri,
    register_uri,
    results_uri,
    review_uri,
    workshop_uri,
)
from claim_manual.derived.centres import shown_centres
from claim_manual.derived.navigation import has_state
from claim_manual.derived.phases import has_model
from claim_manual.derived.practice import playable_cases
from claim_manual.derived.reading import Reading
from claim_manual.derived.results_report import has_results
from claim_manual.derived.sheets import forms_with_sheets, sheet
from claim_manual.model.centre import Centre
from claim_manual.model.manual import AnyDocument, Document, Prose
from claim_manual.pages.actors import actor_page, actors_page
from claim_manual.pages.assessments import assessment_page
from claim_manual.pages.briefs import brief_page, briefs_page
from claim_manual.pages.centres import centre_page, centres_page
from claim_manual.pages.coverage import coverage_page
from claim_manual.pages.documents import flow_page, procedure_page
from claim_manual.pages.forms import form_page
from claim_manual.pages.lists import category_page, flows_page, home_page, prose_page
from claim_manual.pages.overviews import changes_page, state_page
from claim_manual.pages.page import Online, Page, anchored
from claim_manual.pages.phases import model_page
from claim_manual.pages.practice import practice_page
from claim_manual.pages.registers import register_page
from claim_manual.pages.results import results_page
from claim_manual.pages.reviews import review_page
from claim_manual.pages.texts import Texts
from claim_manual.pages.workshops import workshop_page, workshops_page


class Shows(Enum):
    """What of the manual's documents a page shows beside settings, registers and its own text."""

    ONE = "one document and what it is linked with"
    CENTRE = "one centre"
    HEADS = "of each document all but its nodes, and what it refers to; centres"
    ALL = "anything"


@dataclass(frozen=True)
class Planned:
    """A page that is not made yet: where it is, what it shows, the document, prose and centre that it is of."""

    uri: str
    make: Callable[[], Page]
    shows: Shows = Shows.ALL
    document: AnyDocument | None = None
    prose: Prose | None = None
    centre: Document[Centre] | None = None

    def page(self) -> Page:
        """The page, its headings with anchors."""
        return anchored(self.make())


def planned(reading: Reading, online: Online) -> Iterator[Planned]:
    """Every page in one language, to be made one by one."""
    manual = reading.manual
    home = next(
        (page for page in manual.pages if page.id == "index" and page.lang == reading.lang), None
    )
    yield Planned("index", partial(home_page, reading, online), Shows.HEADS, prose=home)
    if has_model(manual):
        yield Planned(MODEL_URI, partial(model_page, reading), Shows.HEADS)
    for category, phase in manual.settings.model.phases.items():
        page = partial(category_page, reading, category)
        # Of a phase: how the nodes of its procedures lead to others.
        yield Planned(category_uri(category), page, Shows.ALL if phase.says_more else Shows.HEADS)
    for procedure in manual.procedures:
        yield _document(reading, procedure, online)
    if manual.flows:
        yield Planned("flows/index", partial(flows_page, reading), Shows.HEADS)
    for flow in manual.flows:
        yield _document(reading, flow, online)
    yield from _training(reading, online)
    yield from _centres(reading, online)
    yield from _reference(reading, online)
    for prose in manual.pages:
        if prose.lang == reading.lang and prose.id != "index":
            yield Planned(prose.id, partial(prose_page, reading, prose), Shows.HEADS, prose=prose)


def _document(reading: Reading, document: AnyDocument, online: Online) -> Planned:
    texts = Texts(reading, document.path)
    maker = procedure_page if hasattr(document.model, "steps") else flow_page
    page = partial(maker, texts, document, online)
    prose = reading.manual.companion(document.id, reading.lang)
    return Planned(document_uri(document), page, Shows.ONE, document, prose)


def _training(reading: Reading, online: Online) -> Iterator[Planned]:
    """Workshops, each with the cases to play, and their assessments."""
    manual = reading.manual
    if manual.workshops:
        yield Planned(WORKSHOPS_URI, partial(workshops_page, reading))
    for workshop in manual.workshops:
        uri = workshop_uri(workshop.id)
        yield Planned(uri, partial(workshop_page, reading, workshop, online))
        if playable_cases(manual, workshop):
            yield Planned(practice_uri(workshop.id), partial(practice_page, reading, workshop))
        if has_results(manual, workshop):
            page = partial(results_page, reading, workshop, online)
            yield Planned(results_uri(workshop.id), page)
    for assessment in manual.assessments:
        yield Planned(assessment_uri(assessment.id), partial(assessment_page, reading, assessment))


def _centres(reading: Reading, online: Online) -> Iterator[Planned]:
    """The list of centres, each of them, and which areas they are there for."""
    centres = shown_centres(reading.manual)
    if centres:
        yield Planned(CENTRES_URI, partial(centres_page, reading, online), Shows.HEADS)
        yield Planned(COVERAGE_URI, partial(coverage_page, reading), Shows.HEADS)
    for centre in centres:
        page = partial(centre_page, reading, centre)
        yield Planned(centre_uri(centre.id), page, Shows.CENTRE, centre=centre)


def _reference(reading: Reading, online: Online) -> Iterator[Planned]:
    """Actors, the registers, the sheets of forms, and the state of it all."""
    manual = reading.manual
    if actors := actors_of(manual):
        yield Planned(ACTORS_URI, partial(actors_page, reading))
    for role in actors:
        yield Planned(actor_uri(role.id), partial(actor_page, reading, role))
    for name in manual.shown_registers:
        texts = Texts(reading, manual.register(name).source.path)
        # Of the roles: who does which step.
        shows = Shows.ALL if name == "roles" else Shows.HEADS
        yield Planned(register_uri(name), partial(register_page, texts, name), shows)
    for form in forms_with_sheets(manual):
        prose = sheet(reading, form)
        page = partial(form_page, reading, form)
        yield Planned(form_uri(form.id), page, Shows.HEADS, prose=prose)
    if has_state(manual):
        yield Planned(STATE_URI, partial(state_page, reading, online))
    yield Planned(CHANGES_URI, partial(changes_page, reading, online))
    for review in manual.reviews:
        yield Planned(review_uri(review.id), partial(review_page, reading, review))
    if manual.briefs:
        yield Planned(BRIEFS_URI, partial(briefs_page, reading))
    for brief in manual.briefs:
        yield Planned(brief_uri(brief.id), partial(brief_page, reading, brief, online))
