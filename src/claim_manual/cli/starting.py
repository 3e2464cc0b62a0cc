"""claim-manual new, init and schema."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from claim_manual import starter
from claim_manual.cli.call import Call, command
from claim_manual.model.finding import say
from claim_manual.model.language import for_authors, own_name, speaks_to_authors
from claim_manual.model.manual import Manual
from claim_manual.model.schema import ID
from claim_manual.model.source_kind import Subfolders
from claim_manual.model.sources import ASSESSMENT, SCHEMAS, kinds_of_documents
from claim_manual.publish.folder import filling, write_file, write_tree
from claim_manual.publish.leftovers import sweep
from claim_manual.publish.ownership import room_for_file
from claim_manual.read import NotAManualError, read_manual
from claim_manual.sources import schemas
from claim_manual.sources.formatting import form
from claim_manual.sources.order import shape_of

DOCUMENTS = {kind.name: kind for kind in kinds_of_documents() if kind.has_form}
"""What can be begun from a file of the starter, `new-<kind>.yml`."""
TAG = r"[a-z]{2}(-[A-Z]{2})?"
"""A language tag as MkDocs' language plugin takes it: es, or es-SV."""


@command(
    "new",
    click.argument("kind", type=click.Choice([*DOCUMENTS])),
    click.argument("document_id", metavar="ID"),
    click.option("--category", help="The folder of procedures/; the first one if left out."),
)
def new(call: Call, *, kind: str, document_id: str, category: str | None) -> None:
    """Writes a procedure, flow, workshop, assessment, brief or centre called ID to fill in."""
    if not re.fullmatch(ID, document_id):
        call.fail(
            say("“{id}” is not an id.", id=document_id),
            say("An id has small letters without accents, digits and hyphens: individual-plan."),
        )
    manual = call.manual()
    categories = manual.settings.model.categories
    folder = category or next(iter(categories), "")
    has_category = DOCUMENTS[kind].subfolders is Subfolders.CATEGORY
    if has_category and folder not in categories:
        call.fail(
            say("“{folder}” is not a category of manual.yml.", folder=folder),
            say("Categories are: {names}.", names=", ".join(categories)),
        )
    path = DOCUMENTS[kind].path(document_id, folder if has_category else "")
    file = call.root / path
    if category and not has_category:
        call.fail(say("Only procedures have a category."))
    is_headed = DOCUMENTS[kind].is_headed
    taken = manual.document(document_id) if is_headed else None
    if taken or os.path.lexists(file):
        call.fail(say("{file} exists already.", file=taken.path if taken else path))
    if kind == ASSESSMENT.name and not manual.workshops:
        call.fail(
            say("There is no workshop that this assessment could be for."),
            say("Begin one first: claim-manual new workshop ID."),
        )
    write_file(file, _tidy(path, starter.document(manual, kind, document_id, call.day)))
    call.tell(say("Written: {file}", file=path))
    if kind == ASSESSMENT.name:
        _assess(call, manual, document_id)


def _assess(call: Call, manual: Manual, assessment_id: str) -> None:
    """Writes a new assessment into the workshop that it is for, if that one names none."""
    workshop = starter.workshop_to_assess(manual)
    if workshop is None or workshop.model.assessment:
        return
    file = call.root / workshop.path
    text = starter.assessed(file.read_text(encoding="utf-8-sig"), assessment_id)
    shape = shape_of(workshop.path)
    if shape and form(workshop.path, text, shape)[0]:  # a file in braces takes no line below
        write_file(file, text.encode())
        call.tell(say("Written: {file}", file=workshop.path))


@command(
    "init",
    click.argument("folder", metavar="DIR", type=click.Path(path_type=Path)),
    click.option(
        "--languages", default="pt,en", help="The manual's languages, the default one first."
    ),
)
def init(call: Call, *, folder: Path, languages: str) -> None:
    """Writes a small manual of another programme into DIR, ready to check, build and print."""
    tags = _tags(call, languages)
    sweep(folder)
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        call.fail(
            say("{folder} has something in it that was not made here.", folder=folder),
            say("Empty it, or name another folder."),
        )
    files = starter.manual(tags, call.day)
    files |= {
        f"{SCHEMAS}/{name}": content for name, content in schemas.schemas(for_authors(tags)).items()
    }
    with filling(folder) as unfinished:
        write_tree(unfinished, {path: _tidy(path, content) for path, content in files.items()})
    call.tell(say("Written: {file}", file=folder))
    if unwritten := starter.without_texts(tags):
        names = ", ".join(f"{own_name(tag)} ({tag})" for tag in unwritten)
        call.tell(
            say("The first texts are in English where they should be in {names}.", names=names)
        )
        call.tell(say("Translate them before anybody reads them."))


def _tags(call: Call, languages: str) -> list[str]:
    """The language tags between commas, at least one and each once; ends the program otherwise."""
    tags = [tag.strip() for tag in languages.split(",") if tag.strip()]
    for tag in tags:
        if not re.fullmatch(TAG, tag):
            call.fail(say("“{lang}” is not a language tag.", lang=tag))
    if not tags or len(set(tags)) != len(tags):
        call.fail(say("“{lang}” is not a language tag.", lang=languages))
    return tags


def _languages(root: Path) -> list[str]:
    """The tags of a manual's languages, the default one first; none where there is no manual yet."""
    try:
        manual, _ = read_manual(root)
    except NotAManualError:
        return []
    return [one.tag for one in manual.settings.model.languages.values()] if manual else []


def _tidy(path: str, content: bytes) -> bytes:
    """A source in its canonical form; any other file as it is."""
    shape = shape_of(path)
    tidy, _ = form(path, content.decode(), shape) if shape else (None, [])
    return tidy.encode() if tidy else content


@command(
    "schema",
    click.option(
        "--check", "only_check", is_flag=True, help="Only say whether they are up to date."
    ),
    click.option(
        "--lang", metavar="TAG", help="Language of the descriptions; the manual's default one."
    ),
)
def schema(call: Call, *, only_check: bool, lang: str | None) -> None:
    """Writes the JSON Schemas of the source files, for editors, into schemas/."""
    folder = call.root / SCHEMAS
    if lang and not speaks_to_authors(lang):
        call.fail(say("There are no messages in “{lang}”.", lang=lang))
    files = schemas.schemas(for_authors([lang] if lang else _languages(call.root)))
    if only_check:
        stale = [
            name
            for name, content in files.items()
            if not (folder / name).is_file() or (folder / name).read_bytes() != content
        ]
        if stale:
            call.tell(
                say(
                    "The schemas are not those of the program: {files}. Run claim-manual schema.",
                    files=", ".join(stale),
                )
            )
        sys.exit(bool(stale))
    for name, content in files.items():
        room_for_file(folder / name, content, schemas.is_made_here)
    write_tree(folder, files)
    call.tell(say("Written: {file}", file=folder))


COMMANDS = {"new": new, "init": init, "schema": schema}
