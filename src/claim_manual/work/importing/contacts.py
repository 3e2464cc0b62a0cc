"""The contacts of a table as entries of the register, whose other lines stay as they are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claim_manual.exchange.tables import csv_rows
from claim_manual.imports.columns import FIELDS, LEFT, Columns, columns_of
from claim_manual.imports.contacts import ContactReader, NewContact, ReadContacts
from claim_manual.imports.into import Into
from claim_manual.model.finding import Finding, Message, say
from claim_manual.model.near import enumerated
from claim_manual.model.registers.contact import Contact
from claim_manual.model.sources import register_path
from claim_manual.read.plain_words import plain
from claim_manual.read.text_file import read_text
from claim_manual.read.yaml_door import untyped
from claim_manual.sources.canonical import canonical
from claim_manual.sources.made import node
from claim_manual.sources.order import Shape
from claim_manual.sources.written import Node, Written, WrittenEntry, written
from claim_manual.work.importing.goal import Goal, ImportRefusedError, errors_of_drafts
from claim_manual.work.judging import judged
from claim_manual.work.saving import write_all

_CSV = (".csv", ".tsv", ".txt")
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
_SCHEMA = "# yaml-language-server: $schema=../schemas/contacts.json\n"
_REGISTER = register_path("contacts")
Rows = list[list[str]]


@dataclass(frozen=True)
class ImportedContacts:
    """What came of a table: its columns, the contacts that were added, what is told of rows, the
    columns that were left, and errors for which nothing was written.
    """

    path: str
    columns: tuple[tuple[str, str, bool], ...]
    new: tuple[NewContact, ...] = ()
    told: tuple[tuple[str, Message], ...] = ()
    left: tuple[Message, ...] = ()
    findings: tuple[Finding, ...] = ()
    errors: tuple[Finding, ...] = ()


def is_table(file: Path, content: bytes) -> bool:
    """Whether a file is a table, by its ending or by what is in it."""
    is_sheet = content.startswith(b"PK") and b"xl/workbook" in content
    return is_sheet or file.suffix.lower() in {*_CSV, *_SHEETS}


def mapping_of(written_map: str) -> dict[str, str]:
    """Which column is which field: `Nome=name,Telefone=phone`, or a YAML file of such pairs.

    Raises ImportRefusedError where it is neither, or names no field of a contact.
    """
    pairs = _pairs(written_map)
    for head, value in pairs.items():
        if value not in {*FIELDS, LEFT}:
            raise ImportRefusedError(
                say(
                    "“{field}” of the column “{head}” is no field of a contact.",
                    field=value,
                    head=head,
                ),
                say("Fields are: {names}; - leaves a column out.", names=enumerated(FIELDS)),
            )
    return pairs


def _pairs(written_map: str) -> dict[str, str]:
    file = Path(written_map)
    if "=" not in written_map and written_map and file.is_file():
        text, findings = read_text(file, str(file))
        value = untyped(text) if text is not None and not findings else None
        if isinstance(value, dict) and all(isinstance(inner, str) for inner in value.values()):
            return {str(head): inner for head, inner in value.items()}
    pairs = [part.rpartition("=") for part in written_map.split(",") if part.strip()]
    if written_map and not all(mark and head.strip() for head, mark, _ in pairs):
        raise ImportRefusedError(
            say("“{written}” says of no column what it has.", written=written_map),
            say("Write --map “Nome=name,Telefone=phone”, or name a YAML file of such pairs."),
        )
    return {head.strip(): field.strip() for head, _, field in pairs}


def import_contacts(
    goal: Goal, into: Into, file: Path, content: bytes, mapping: Mapping[str, str]
) -> ImportedContacts:
    """Add the contacts of a table to the register, each that is not there.

    Raises ImportRefusedError where it is no table, or where no column of it can be the name.
    """
    tables, findings = tables_in(file, content)
    reader = ContactReader(into)
    columns = _read(reader, tables, mapping, file)
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


def tables_in(file: Path, content: bytes) -> tuple[dict[str, Rows], list[Finding]]:
    """The tables of a file by the names of their sheets; "" for the only one. Raises ImportRefusedError
    where it is none.
    """
    from claim_manual.office.spreadsheet import SpreadsheetError, tables_of  # seldom used

    if file.suffix.lower() in _CSV and not content.startswith(b"PK"):
        rows, findings = csv_rows(content, str(file))
        if rows is None:
            raise ImportRefusedError(findings[0].message, say("Save it again as CSV or XLSX."))
        return {"": rows[1:] if rows and rows[0][:1] == ["sep="] else rows}, findings
    try:
        tables = tables_of(content)
    except SpreadsheetError as failure:
        raise ImportRefusedError(
            failure.message, say("Open it in a spreadsheet program and save it as .xlsx.")
        ) from None
    tables = {name: rows for name, rows in tables.items() if rows}
    return ({"": next(iter(tables.values()))} if len(tables) == 1 else tables), []


def _read(
    reader: ContactReader, tables: Mapping[str, Rows], mapping: Mapping[str, str], file: Path
) -> tuple[tuple[tuple[str, str, bool], ...], tuple[Message, ...]]:
    """Read every table that has contacts; the columns with their fields, and what is left of them."""
    columns: dict[str, tuple[str, str, bool]] = {}
    left: list[Message] = []
    heads: set[str] = set()
    for name, rows in tables.items():
        known = columns_of(rows, mapping)
        heads |= {plain(cell) for row in rows[:15] for cell in row}
        if known is None:
            left.append(say("The sheet “{name}” was not taken: no column is the name.", name=name))
            continue
        reader.table(rows, known, name)
        columns |= {head: (head, field, guess) for head, field, guess in _told_columns(known)}
        left += _persons(known)
    _refuse(tables, columns, mapping, heads, file)
    return tuple(columns.values()), tuple(left)


def _refuse(
    tables: Mapping[str, Rows],
    columns: Mapping[str, Any],
    mapping: Mapping[str, str],
    heads: set[str],
    file: Path,
) -> None:
    missing = [head for head in mapping if plain(head) not in heads]
    if tables and missing:
        raise ImportRefusedError(
            say("{file} has no column {names}.", file=file.name, names=enumerated(missing)),
            say("Columns are: {names}.", names=enumerated(_first_heads(tables))),
        )
    if not tables:
        raise ImportRefusedError(say("{file} has no rows.", file=file.name))
    if not columns:
        raise ImportRefusedError(
            say(
                "Nothing was imported from {file}: no column is the name of a contact.",
                file=file.name,
            ),
            say(
                "Say which it is: --map “{head}=name”. Columns are: {names}.",
                head=next(iter(_first_heads(tables)), "…"),
                names=enumerated(_first_heads(tables)),
            ),
        )


def _first_heads(tables: Mapping[str, Rows]) -> list[str]:
    row = next((row for rows in tables.values() for row in rows if any(row)), [])
    return [" ".join(cell.split()) for cell in row if cell.strip()]


def _told_columns(known: Columns) -> list[tuple[str, str, bool]]:
    return [
        (head, known.fields[n] or ("" if n in known.persons else "note"), n in known.guessed)
        for n, head in enumerate(known.heads)
        if head and known.fields[n] != LEFT and n not in known.persons
    ]


def _persons(known: Columns) -> list[Message]:
    return [
        say(
            "The column “{head}” was not taken: it is about persons, and a manual names none.",
            head=known.heads[n],
        )
        for n in sorted(known.persons)
    ]


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
