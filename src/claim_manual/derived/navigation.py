"""The parts of the site in one language, by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claim_manual.derived.actors import has_actors
from claim_manual.derived.addresses import (
    ACTORS_URI,
    BRIEFS_URI,
    CENTRES_URI,
    CHANGES_URI,
    COVERAGE_URI,
    MODEL_URI,
    STATE_URI,
    WORKSHOPS_URI,
    assessment_uri,
    brief_uri,
    category_uri,
    document_uri,
    register_uri,
    review_uri,
    workshop_uri,
)
from claim_manual.derived.centres import shown_centres
from claim_manual.derived.phases import has_model
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import AnyDocument, Manual, Prose
from claim_manual.model.markup import first_heading
from claim_manual.model.media import ATTACHMENTS
from claim_manual.model.sources import REGISTER_TITLES


@dataclass(frozen=True)
class NavigationEntry:
    """A part of the navigation: a page by its uri, or a title over further parts.

    `overview` is the uri of the page that introduces the parts, where there is one.
    """

    title: str
    uri: str = ""
    parts: tuple[NavigationEntry, ...] = ()
    overview: str = ""


def navigation(manual: Manual, lang: str) -> tuple[NavigationEntry, ...]:
    """The parts of the site, by what they are called in one language."""
    reading = Reading(manual, lang)
    return (
        NavigationEntry(reading.say("Home"), "index"),
        *_model(reading),
        *_procedures(reading),
        *_flows(reading),
        *_training(reading),
        *_centres(reading),
        NavigationEntry(reading.say("Reference"), parts=tuple(_reference(reading))),
        *_written([page for page in manual.pages if page.lang == lang]),
    )


def _model(reading: Reading) -> Iterator[NavigationEntry]:
    """How the phases follow each other, where they do."""
    if has_model(reading.manual):
        yield NavigationEntry(reading.say("Management model"), MODEL_URI)


def _procedures(reading: Reading) -> Iterator[NavigationEntry]:
    """A section for each category."""
    for category, name in reading.manual.settings.model.category_names.items():
        procedures = (
            procedure for procedure in reading.manual.procedures if procedure.category == category
        )
        parts = _documents(reading, procedures)
        yield NavigationEntry(reading.plain(name), parts=parts, overview=category_uri(category))


def _flows(reading: Reading) -> Iterator[NavigationEntry]:
    """The section of trees and tables, where there are some."""
    if reading.manual.flows:
        parts = _documents(reading, reading.manual.flows)
        yield NavigationEntry(reading.say("Decision trees"), parts=parts, overview="flows/index")


def _training(reading: Reading) -> Iterator[NavigationEntry]:
    """The section of workshops and their assessments, where there are some."""
    manual, plain = reading.manual, reading.plain
    parts = [
        NavigationEntry(plain(workshop.model.title), workshop_uri(workshop.id))
        for workshop in manual.workshops
    ]
    parts += [
        NavigationEntry(plain(assessment.model.title), assessment_uri(assessment.id))
        for assessment in manual.assessments
    ]
    if manual.workshops:
        yield NavigationEntry(reading.say("Workshops"), parts=tuple(parts), overview=WORKSHOPS_URI)


def _centres(reading: Reading) -> Iterator[NavigationEntry]:
    """The list of centres, which leads to each, and the areas that they cover, where there are some."""
    if shown_centres(reading.manual):
        parts = (NavigationEntry(reading.say("Areas and their centres"), COVERAGE_URI),)
        yield NavigationEntry(reading.say("Centres"), parts=parts, overview=CENTRES_URI)


def _documents(reading: Reading, documents: Iterable[AnyDocument]) -> tuple[NavigationEntry, ...]:
    return tuple(
        NavigationEntry(reading.title(document), document_uri(document)) for document in documents
    )


def _reference(reading: Reading) -> Iterator[NavigationEntry]:
    """The registers, and the pages that are made of the whole manual."""
    manual, say = reading.manual, reading.say
    if has_actors(manual):
        yield NavigationEntry(say("Actors"), ACTORS_URI)
    for register in manual.shown_registers:
        yield NavigationEntry(say(REGISTER_TITLES[register]), register_uri(register))
    if has_state(manual):
        yield NavigationEntry(say("State of the manual"), STATE_URI)
    yield NavigationEntry(say("What changed"), CHANGES_URI)
    for review in manual.reviews:
        title = say("Comments considered: {title}", title=reading.plain(review.model.title))
        yield NavigationEntry(title, review_uri(review.id))
    if manual.briefs:
        briefs = tuple(
            NavigationEntry(reading.plain(brief.model.title), brief_uri(brief.id))
            for brief in manual.briefs
        )
        yield NavigationEntry(say("Summaries and reports"), parts=briefs, overview=BRIEFS_URI)


def in_order(manual: Manual, lang: str) -> Iterator[Prose]:
    """The pages of docs/ in one language, in the order of the navigation; the home page first."""
    by_id = {page.id: page for page in manual.pages if page.lang == lang}
    if "index" in by_id:
        yield by_id["index"]
    for section in _written(list(by_id.values())):
        for uri in (section.overview or section.uri, *(part.uri for part in section.parts)):
            if uri:
                yield by_id[uri]


def _written(pages: list[Prose]) -> Iterator[NavigationEntry]:
    """The pages of docs/ in one language: those of a folder under the title of its index page."""
    placed = {"index"}
    for prose in pages:
        folder = prose.id.partition("/")[0] + "/"
        index = next((page for page in pages if page.id == f"{folder}index"), None)
        in_folder = [page for page in pages if index and page.id.startswith(folder)]
        if prose.id not in placed and index and prose in in_folder:
            parts = [
                NavigationEntry(prose_title(page), page.id)
                for page in in_folder
                if page is not index
            ]
            yield NavigationEntry(prose_title(index), parts=tuple(parts), overview=index.id)
        elif prose.id not in placed:
            yield NavigationEntry(prose_title(prose), prose.id)
        placed |= {page.id for page in (*in_folder, prose)}


def has_state(manual: Manual) -> bool:
    """Whether there is something to say of the manual's state: questions, translations, reviews,
    contacts to be confirmed, or documents that pages give along.
    """
    return (
        "validations" in manual.registers
        or manual.lock is not None
        or has_reviews(manual)
        or any(getattr(entry, "status", "") == "recheck" for entry in manual.register("contacts"))
        or any(media.ending in ATTACHMENTS for media in manual.media.values())
    )


def has_reviews(manual: Manual) -> bool:
    """Whether a page is to be reviewed by a day; retired pages are not."""
    return any(
        document.model.review_by and document.model.status != "retired"
        for document in manual.documents()
    )


def prose_title(prose: Prose) -> str:
    """The words of its first heading; its id without one."""
    heading = first_heading(prose.text)
    return heading or prose.id
