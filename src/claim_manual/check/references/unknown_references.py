"""unknown-reference: an id names something that the manual does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.links import PHASE
from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import models
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.model.source_kind import SourceKind
from claim_manual.model.sources import (
    ASSESSMENT,
    BRIEF,
    CENTRE,
    FLOW,
    FORM_TEXT,
    PAGE,
    PROCEDURE,
    REGISTER_OF,
    REGISTERS,
    UNIONS,
    WORKSHOP,
    register_kind,
    register_path,
)


@rule(error="unknown-reference")
def unknown_references(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Roles, contacts, laws, forms, sources, procedures and flows are named by their ids."""
    ids_of = known_ids(manual)
    near_of = {kind: Near(ids) for kind, ids in ids_of.items()}
    for source, loc, model in models(manual):
        for inner, kind, named in parts_of(manual, model).references:
            if kind in ids_of and named not in ids_of[kind]:
                near = near_of[kind](named)
                yield error(
                    source.value((*loc, *inner)),
                    "unknown-reference",
                    say("There is no “{id}” among {where}.", id=named, where=where(kind)),
                    say("Did you mean “{near}”?", near=near)
                    if near
                    else say("Write one that exists, or add it there."),
                )
    yield from _unknown_templates(manual)


def _unknown_templates(manual: Manual) -> Iterator[Finding]:
    register = manual.register("forms")
    for n, form in enumerate(register):
        template = getattr(form, "template", None)
        if template and not _has_template(manual, template):
            yield error(
                register.source.value((n, "template")),
                "unknown-reference",
                say("There is no file “{id}” under reference/forms/.", id=template),
                say("Write one that exists, or add it there."),
            )


def known_ids(manual: Manual) -> dict[str, set[str]]:
    """What can be named, by the kind of reference; the id of an unread document counts.

    What an unread register holds is not known, so nothing can be said of its kind.
    """
    ids_of = {
        kind: {entry.id for entry in manual.register(name)}
        for kind, name in REGISTER_OF.items()
        if not manual.is_unread(register_path(name))
        and not (register_kind(name).is_vocabulary and name not in manual.registers)
    }
    ids_of["procedure"], ids_of["flow"] = _stems(manual, PROCEDURE), _stems(manual, FLOW)
    ids_of["document"] = ids_of["procedure"] | ids_of["flow"]
    ids_of["workshop"], ids_of["assessment"] = _stems(manual, WORKSHOP), _stems(manual, ASSESSMENT)
    for kind, parts in UNIONS.items():
        if ids_of.keys() >= {*parts}:
            ids_of[kind] = {entry_id for part in parts for entry_id in ids_of[part]}
    ids_of["category"] = ids_of[PHASE] = set(manual.settings.model.categories)
    ids_of["brief"] = _stems(manual, BRIEF)
    ids_of["language"] = set(manual.languages)
    ids_of["register"] = {*REGISTERS, CENTRE.folder}
    ids_of["page"] = {page.id for page in manual.pages}
    return ids_of


def _stems(manual: Manual, kind: SourceKind) -> set[str]:
    return {
        path.rpartition("/")[2].removesuffix(kind.ending)
        for path in manual.files
        if path.startswith(f"{kind.folder}/") and path.endswith(kind.ending)
    }


def _has_template(manual: Manual, template: str) -> bool:
    return any(
        prose.path in {f"{FORM_TEXT.folder}/{template}", FORM_TEXT.path(f"{template}.{lang}")}
        for prose in manual.form_texts
        for lang in manual.languages
    )


def where(kind: str) -> str:
    """The file or folder in which a thing of this kind is looked for."""
    if kind in UNIONS:
        return ", ".join(register_path(REGISTER_OF[part]) for part in UNIONS[kind])
    folders = {
        "procedure": f"{PROCEDURE.folder}/",
        "flow": f"{FLOW.folder}/",
        "document": f"{PROCEDURE.folder}/, {FLOW.folder}/",
        "workshop": f"{WORKSHOP.folder}/",
        "assessment": f"{ASSESSMENT.folder}/",
        "category": "manual.yml (categories)",
        "language": "manual.yml (languages)",
        "register": "reference/",
        "page": f"{PAGE.folder}/",
    }
    return folders.get(kind) or register_path(REGISTER_OF[kind])
