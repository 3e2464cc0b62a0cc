"""Tables of XLSX and CSV files: which column has what, and what is told of those that are left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from claim_manual.exchange.tables import csv_rows
from claim_manual.imports.columns import FIELDS, LEFT, Columns, columns_of
from claim_manual.model.finding import Finding, Message, say
from claim_manual.model.near import enumerated
from claim_manual.read.plain_words import plain
from claim_manual.read.text_file import read_text
from claim_manual.read.yaml_door import untyped
from claim_manual.work.importing.goal import ImportRefusedError

_CSV = (".csv", ".tsv", ".txt")
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
Rows = list[list[str]]
ToldColumns = tuple[tuple[str, str, bool], ...]
"""Columns by their heads, the field of each, and whether that is a guess."""


class Reader(Protocol):
    """What reads the rows of a table."""

    def table(self, rows: Sequence[Sequence[str]], columns: Columns, sheet: str = "") -> None:
        """Read the rows below the heads."""


def is_table(file: Path, content: bytes) -> bool:
    """Whether a file is a table, by its ending or by what is in it."""
    is_sheet = content.startswith(b"PK") and b"xl/workbook" in content
    return is_sheet or file.suffix.lower() in {*_CSV, *_SHEETS}


def mapping_of(written_map: str, fields: Collection[str] = FIELDS) -> dict[str, str]:
    """Which column is which field: `Nome=name,Telefone=phone`, or a YAML file of such pairs.

    Raises ImportRefusedError where it is neither, or names no field.
    """
    pairs = _pairs(written_map)
    for head, value in pairs.items():
        if value not in {*fields, LEFT}:
            raise ImportRefusedError(
                say(
                    "“{field}” of the column “{head}” is no field of a contact.",
                    field=value,
                    head=head,
                )
                if fields is FIELDS
                else say(
                    "“{field}” of the column “{head}” is no field of a centre.",
                    field=value,
                    head=head,
                ),
                say("Fields are: {names}; - leaves a column out.", names=enumerated([*fields])),
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


def read_tables(
    reader: Reader,
    tables: Mapping[str, Rows],
    mapping: Mapping[str, str],
    file: Path,
    called: Mapping[str, str] | None = None,
) -> tuple[ToldColumns, tuple[Message, ...]]:
    """Read every table that has a name in each row; the columns with their fields, and what is left of them.

    `called` is what columns are called to the field; of contacts where it is left out.
    """
    columns: dict[str, tuple[str, str, bool]] = {}
    left: list[Message] = []
    heads: set[str] = set()
    for name, rows in tables.items():
        known = columns_of(rows, mapping, called)
        heads |= {plain(cell) for row in rows[:15] for cell in row}
        if known is None:
            left.append(say("The sheet “{name}” was not taken: no column is the name.", name=name))
            continue
        reader.table(rows, known, name)
        rest = "" if called else "note"
        columns |= {head: (head, field, guess) for head, field, guess in _told_columns(known, rest)}
        left += [*_persons(known), *_not_taken(known, rest)]
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


def _told_columns(known: Columns, rest: str) -> list[tuple[str, str, bool]]:
    """The columns that were taken; those without a field of their own went to `rest`."""
    told = [
        (head, known.fields[n] or rest, n in known.guessed)
        for n, head in enumerate(known.heads)
        if head and known.fields[n] != LEFT and n not in known.persons
    ]
    return [column for column in told if column[1]]


def _not_taken(known: Columns, rest: str) -> list[Message]:
    """The columns that have no field and went nowhere."""
    return [
        say("The column “{head}” was not taken: no field is called so.", head=head)
        for n, head in enumerate(known.heads)
        if head and not rest and not known.fields[n] and n not in known.persons
    ]


def _persons(known: Columns) -> list[Message]:
    return [
        say(
            "The column “{head}” was not taken: it is about persons, and a manual names none.",
            head=known.heads[n],
        )
        for n in sorted(known.persons)
    ]
