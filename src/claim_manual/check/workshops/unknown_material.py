"""unknown-reference: a session needs a form or page, or a question an objective, that is not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.references.unknown_references import known_ids, where
from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.model.place import Place


@rule(error="unknown-reference")
def unknown_material(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Material is named as links name it; an objective by its id in the workshop."""
    ids_of = known_ids(manual)
    for workshop in manual.workshops:
        for n, session in enumerate(workshop.model.sessions):
            for m, material in enumerate(session.material):
                kind, _, name = material.partition(":")
                if name and name not in ids_of.get(kind, {name}):
                    place = workshop.source.value(("sessions", n, "material", m))
                    yield _unknown(place, name, ids_of[kind], where(kind))
    for assessment in manual.assessments:
        named = manual.workshop(assessment.model.workshop)
        objectives = {objective.id for objective in named.model.objectives} if named else None
        for n, question in enumerate(assessment.model.questions):
            objective = question.objective
            if named and objectives is not None and objective and objective not in objectives:
                place = assessment.source.value(("questions", n, "objective"))
                yield _unknown(place, objective, objectives, named.path)


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
