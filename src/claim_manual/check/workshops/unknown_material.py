"""unknown-reference: a session needs a form or page, a question an objective, results a date, that is not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.references.unknown_references import known_ids, where
from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Document, Manual
from claim_manual.model.near import Near
from claim_manual.model.place import Place
from claim_manual.model.workshop import Workshop


@rule(error="unknown-reference")
def unknown_material(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Material is named as links name it; an objective and a date by their ids in the workshop."""
    ids_of = known_ids(manual)
    for workshop in manual.workshops:
        for n, session in enumerate(workshop.model.sessions):
            for m, material in enumerate(session.material):
                kind, _, name = material.partition(":")
                if name and name not in ids_of.get(kind, {name}):
                    place = workshop.source.value(("sessions", n, "material", m))
                    yield _unknown(place, name, ids_of[kind], where(kind))
    yield from _unknown_parts(manual)


def _unknown_parts(manual: Manual) -> Iterator[Finding]:
    for assessment in manual.assessments:
        if workshop := _read_workshop(manual, assessment.model.workshop):
            objectives = {objective.id for objective in workshop.model.objectives}
            for n, question in enumerate(assessment.model.questions):
                if question.objective and question.objective not in objectives:
                    place = assessment.source.value(("questions", n, "objective"))
                    yield _unknown(place, question.objective, objectives, workshop.path)
    for results in manual.results:
        day = results.model.date
        if day and (workshop := _read_workshop(manual, results.model.workshop)):
            dates = {date.id for date in workshop.model.dates}
            if day not in dates:
                yield _unknown(results.source.value(("date",)), day, dates, workshop.path)


def _read_workshop(manual: Manual, workshop_id: str) -> Document[Workshop] | None:
    """A workshop of which everything could be read."""
    workshop = manual.workshop(workshop_id)
    return workshop if workshop and workshop.path not in manual.faulty else None


def _unknown(place: Place, name: str, ids: set[str], among: str) -> Finding:
    near = Near(ids)(name)
    return error(
        place,
        "unknown-reference",
        say("There is no “{id}” among {where}.", id=name, where=among),
        say("Did you mean “{near}”?", near=near)
        if near
        else say("Write one that exists, or add it there."),
    )
