"""The contacts of a table as entries of the register, whose other lines stay as they are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from claim_manual.imports.contacts import ContactReader, NewContact, ReadContacts
from claim_manual.imports.into import Into
from claim_manual.model.finding import Finding, Message, say
from claim_manual.model.registers.contact import Contact
from claim_manual.model.sources import register_path
from claim_manual.sources.canonical import canonical
from claim_manual.sources.made import node
from claim_manual.sources.order import Shape
from claim_manual.sources.written import Node, Written, WrittenEntry, written
from claim_manual.work.importing.goal import Goal, ImportRefusedError, errors_of_drafts
from claim_manual.work.importing.tables import ToldColumns, read_tables, tables_in
from claim_manual.work.judging import judged
from claim_manual.work.saving import write_all

_SCHEMA = "# yaml-language-server: $schema=../schemas/contacts.json\n"
_REGISTER = register_path("contacts")


@dataclass(frozen=True)
class ImportedContacts:
    """What came of a table: its columns, the contacts that were added, what is told of rows, the
    columns that were left, and errors for which nothing was written.
    """

    path: str
    columns: ToldColumns
    new: tuple[NewContact, ...] = ()
    told: tuple[tuple[str, Message], ...] = ()
    left: tuple[Message, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()


def import_contacts(
    goal: Goal, into: Into, file: Path, content: bytes, mapping: Mapping[str, str]
) -> ImportedContacts:
    """Add the contacts of a table to the register, each that is not there.

    Raises ImportRefusedError where it is no table, or where no column of it can be the name.
    """
    tables, findings = tables_in(file, content)
    reader = ContactReader(into)
    columns = read_tables(reader, tables, mapping, file)
    path = str(goal.folder / "contacts.yml") if goal.is_apart else _REGISTER
    told = tuple(reader.read.told)
    if not reader.read.new:
        return ImportedContacts(path, columns[0], (), told, columns[1], tuple(findings))
    text = _text(goal, path, reader.read, into)
    _, after = judged(goal.root, goal.today, {_REGISTER: text})
    errors = [
        error
        for error in errors_of_drafts(goal.before, after)
        if error.place.path == _REGISTER and not goal.is_apart
    ]
    if not errors:
        write_all(goal.root, {path: text})
    new = tuple(reader.read.new)
    return ImportedContacts(path, columns[0], new, told, columns[1], tuple(findings), tuple(errors))


def _text(goal: Goal, path: str, read: ReadContacts, into: Into) -> bytes:
    """The register with its new entries at the end, every other line as it is."""
    file = goal.root / path
    old = file.read_bytes() if os.path.lexists(file) else b""
    if old and goal.is_apart:
        raise ImportRefusedError(
            say("{file} exists already.", file=path),
            say("Name another folder, or the manual's own."),
        )
    text = old.decode("utf-8-sig").replace("\r\n", "\n")
    entries = _entries(read, into)
    indent = _indent(text)
    if indent is None:
        return _anew(text, entries, into)
    added = "\n".join(" " * indent + line if line else line for line in entries.split("\n"))
    whole = f"{text.rstrip()}\n{added}" if text.strip() else f"{_SCHEMA}{added}"
    whole = whole.rstrip(" ")
    is_windows = b"\r\n" in old
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    return mark + (whole.replace("\n", "\r\n") if is_windows else whole).encode()


def _indent(text: str) -> int | None:
    """How far the items of a list stand in; None where they stand in brackets."""
    value = written(text).value if text.strip() else Node("list")
    if not value.entries:
        return 0 if (value.kind == "scalar" and not value.text) or not text.strip() else None
    return None if value.style else value.entries[0].at[1]


def _anew(text: str, entries: str, into: Into) -> bytes:
    """The register written anew, where its list stands in brackets or is empty."""
    file = written(text)
    more = written(entries).value
    values = file.value.entries if file.value.kind == "list" else []
    file.value = Node("list", entries=[*values, *more.entries])
    return canonical(file, Shape((Contact,), into.manual.languages)).encode()


def _entries(read: ReadContacts, into: Into) -> str:
    items = []
    for contact in read.new:
        value = node(contact.value)
        value.style = ""
        for entry in value.entries:
            if entry.key == "phones":
                entry.value.style = ""
        item = WrittenEntry(None, value)
        item.above = [f"# {line}" for doubt in contact.doubts for line in doubt.splitlines()]
        items.append(item)
    file = Written(Node("list", entries=items))
    return canonical(file, Shape((Contact,), into.manual.languages))
