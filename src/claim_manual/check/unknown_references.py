"""unknown-reference: an id names something that the manual does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.model.parts import parts_of
from claim_manual.model.registers import REGISTER_OF, REGISTERS
from claim_manual.model.translations import models


def unknown_references(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Roles, contacts, laws, forms, sources, procedures and flows are named by their ids."""
    known = known_ids(manual)
    near_of = {kind: Near(ids) for kind, ids in known.items()}
    for source, loc, model in models(manual):
        for inner, kind, named in parts_of(manual, model).references:
            if kind in known and named not in known[kind]:
                place = source.value((*loc, *inner))
                near = near_of[kind](named)
                yield error(
                    place,
                    "unknown-reference",
                    say("There is no “{id}” among {where}.", id=named, where=where(kind)),
                    say("Did you mean “{near}”?", near=near)
                    if near
                    else say("Write one that exists, or add it there."),
                )
    for register in ("forms",):
        for n, form in enumerate(manual.register(register)):
            template = getattr(form, "template", None)
            if template and not _has_template(manual, template):
                yield error(
                    manual.register(register).source.value((n, "template")),
                    "unknown-reference",
                    say("There is no file “{id}” under reference/forms/.", id=template),
                    say("Write one that exists, or add it there."),
                )


def known_ids(manual: Manual) -> dict[str, set[str]]:
    """What can be named, by the kind of reference; the id of an unread document counts.

    What an unread register holds is not known, so nothing can be said of its kind.
    """
    known = {
        kind: {entry.id for entry in manual.register(name)}
        for kind, name in REGISTER_OF.items()
        if not manual.is_unread(f"reference/{name}.yml")
    }
    stems = {
        folder: {path.split("/")[-1][:-4] for path in manual.files if _is_yaml(path, folder)}
        for folder in ("procedures", "flows")
    }
    known["procedure"] = stems["procedures"]
    known["flow"] = stems["flows"]
    known["document"] = stems["procedures"] | stems["flows"]
    known["category"] = set(manual.settings.model.categories)
    known["language"] = set(manual.languages)
    known["register"] = set(REGISTERS)
    known["page"] = {one.id for one in manual.pages}
    return known


def _is_yaml(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/") and path.endswith(".yml")


def _has_template(manual: Manual, template: str) -> bool:
    return any(
        prose.path in {f"reference/forms/{template}", f"reference/forms/{template}.{lang}.md"}
        for prose in manual.form_texts
        for lang in manual.languages
    )


def where(kind: str) -> str:
    """The file or folder in which a thing of this kind is looked for."""
    folders = {
        "procedure": "procedures/",
        "flow": "flows/",
        "document": "procedures/, flows/",
        "category": "manual.yml (categories)",
        "language": "manual.yml (languages)",
        "register": "reference/",
        "page": "docs/",
    }
    return folders.get(kind) or f"reference/{REGISTER_OF[kind]}.yml"
