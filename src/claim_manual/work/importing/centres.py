"""The centres of a table as files of the manual, a draft each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from claim_manual.derived.centres import local_contacts
from claim_manual.imports.centres import FIELDS, LOCAL, CentreReader, heads_of_centres
from claim_manual.imports.contacts import NewContact
from claim_manual.imports.into import Into
from claim_manual.model.centre import Centre
from claim_manual.model.finding import say
from claim_manual.model.sources import CENTRE, SCHEMAS
from claim_manual.sources.canonical import canonical
from claim_manual.sources.made import node
from claim_manual.sources.order import Shape
from claim_manual.sources.written import Written
from claim_manual.work.importing.contacts import ImportedContacts
from claim_manual.work.importing.goal import Goal, ImportRefusedError, errors_of_drafts
from claim_manual.work.importing.tables import read_tables, tables_in
from claim_manual.work.judging import judged
from claim_manual.work.saving import write_all

_SCHEMA = f"# yaml-language-server: $schema=../{SCHEMAS}/{CENTRE.schema}"


def fields_of_centres(into: Into) -> tuple[str, ...]:
    """What a column of centres can have: a field, or a contact of the place."""
    return (*FIELDS, *(f"{LOCAL}{contact.id}" for contact in local_contacts(into.manual)))


def import_centres(
    goal: Goal, into: Into, file: Path, content: bytes, mapping: Mapping[str, str]
) -> ImportedContacts:
    """Add the centres of a table, each that is not there, as a file to be confirmed.

    Raises ImportRefusedError where it is no table, or where no column of it can be the name.
    """
    tables, findings = tables_in(file, content)
    reader = CentreReader(into)
    columns, left = read_tables(reader, tables, mapping, file, heads_of_centres(into))
    folder = str(goal.folder) if goal.is_apart else CENTRE.folder
    new, told = tuple(reader.read.new), tuple(reader.read.told)
    texts = {f"{folder}/{one.value['id']}.yml": _text(one, into) for one in new}
    for path in texts:
        if (goal.root / path).exists():
            raise ImportRefusedError(
                say("{file} exists already.", file=path),
                say("Name another folder, or the manual's own."),
            )
    errors = []
    if texts and not goal.is_apart:
        _, after = judged(goal.root, goal.today, texts)
        errors = [one for one in errors_of_drafts(goal.before, after) if one.place.path in texts]
    if texts and not errors:
        write_all(goal.root, texts)
    return ImportedContacts(f"{folder}/", columns, new, told, left, tuple(findings), tuple(errors))


def _text(new: NewContact, into: Into) -> bytes:
    """A centre in canonical form; what is a doubt stands above its keys."""
    value = node({key: inner for key, inner in new.value.items() if key != "id"})
    value.style = ""
    for entry in value.entries:
        if entry.key in {"contacts", "phones"}:
            entry.value.style = ""
    doubts = [f"# {line}" for doubt in new.doubts for line in doubt.splitlines()]
    file = Written(value, head=[_SCHEMA, *doubts])
    return canonical(file, Shape((Centre,), into.manual.languages)).encode()
