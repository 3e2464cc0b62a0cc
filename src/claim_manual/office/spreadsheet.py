"""Spreadsheets (Office Open XML). Only here is openpyxl known.

What is written is text and numbers, never a formula; the same sheets are the same bytes. What is read
comes from elsewhere: it is measured before it is unpacked.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from claim_manual.derived.spreadsheets import Sheet
from claim_manual.model.finding import Message, say
from claim_manual.office.archive import without_clock

__all__ = ["Sheet", "SpreadsheetError", "rows_of", "spreadsheet", "tables_of"]

LARGEST = 64_000_000
"""How many bytes a spreadsheet may unpack to."""
MOST_CELLS = 2_000_000
"""How many cells of a sheet are read, empty ones among them; a row counts as one at least."""
_WIDEST = 60
_PROPERTIES = "docProps/core.xml"
_NO_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b"<cp:coreProperties xmlns:cp="
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
"""Who made a file and when: nobody, at no time."""
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What programs take for the beginning of a formula, in a cell or in a table made of it."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
"""What no part of a spreadsheet has, and what entities that grow without end need."""


class SpreadsheetError(Exception):
    """A file is no spreadsheet that can be read; the argument is a message that says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def spreadsheet(sheets: Sequence[Sheet]) -> bytes:
    """Sheets as an XLSX file; the first row of each stays in sight."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in sheets:
        _write(workbook, sheet)
    stream = io.BytesIO()
    workbook.save(stream)
    return without_clock(stream.getvalue(), {_PROPERTIES: _NO_PROPERTIES})


def rows_of(content: bytes) -> list[list[str]]:
    """The first sheet of an XLSX file as text: "" where a cell is empty, 1 and 0 for true and false,
    days as ISO 8601; empty cells at the end of a row and empty rows at the end are left out.

    Raises SpreadsheetError.
    """
    return next(iter(_read(content, 1).values()))


def tables_of(content: bytes) -> dict[str, list[list[str]]]:
    """Every sheet of an XLSX file by its name, as `rows_of` has the first. Raises SpreadsheetError."""
    return _read(content, None)


def _read(content: bytes, most: int | None) -> dict[str, list[list[str]]]:
    """The first sheets of a file."""
    _measure(content)
    try:
        with warnings.catch_warnings(action="ignore"):
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            if not workbook.worksheets:
                raise _unreadable(say("it has no sheet"))
            return {sheet.title: _rows(sheet) for sheet in workbook.worksheets[:most]}
    except SpreadsheetError:
        raise
    except Exception:  # noqa: BLE001 - whatever openpyxl stumbles over, it is the file's
        raise _unreadable(say("it is damaged")) from None


def _write(workbook: Any, sheet: Sheet) -> None:
    name = _NOT_IN_NAMES.sub(" ", sheet.name)[:_LONGEST_NAME]
    worksheet = workbook.create_sheet(name)
    for n, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                _put(worksheet.cell(n, column), value, is_head=n == 1)
    worksheet.freeze_panes = "A2"
    for n, width in enumerate(_widths(sheet), 1):
        worksheet.column_dimensions[get_column_letter(n)].width = width


def _widths(sheet: Sheet) -> Iterator[int]:
    """The width of each column in characters: of its longest cell, up to _WIDEST."""
    for column in zip_longest(*sheet.rows, fillvalue=None):
        longest = max((len(str(value)) for value in column if value is not None), default=0)
        yield min(longest + 2, _WIDEST)


def _put(cell: Any, value: str | float, *, is_head: bool) -> None:
    if isinstance(value, str):
        cell.value = _NOT_IN_XML.sub(" ", value)
        cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#N/A” for an error
        cell.quotePrefix = value.startswith(_FORMULA)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
    if is_head:
        cell.font = Font(bold=True)


def _measure(content: bytes) -> None:
    """Raise SpreadsheetError where a file is no XLSX, or where unpacking it is not safe."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise SpreadsheetError(
                say("The spreadsheet is protected by a password. Save it without one.")
            )
        raise SpreadsheetError(say("The spreadsheet is of an old kind. Save it as .xlsx."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > LARGEST:
                raise SpreadsheetError(
                    say("The spreadsheet is too large: more than {n} MB.", n=LARGEST // 1_000_000)
                )
            parts = [archive.read(part) for part in archive.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise _unreadable(say("it is damaged")) from None
    if any(mark in part for part in parts for mark in _DECLARATIONS):
        raise _unreadable(say("it declares names of its own (<!DOCTYPE)"))


def _unreadable(reason: Message) -> SpreadsheetError:
    return SpreadsheetError(
        say("This is no spreadsheet that can be read: {reason}.", reason=reason)
    )


def _rows(worksheet: Any) -> list[list[str]]:
    worksheet.reset_dimensions()  # what a file says of its size may be wrong
    rows: list[list[str]] = []
    cells = 0
    for row in worksheet.iter_rows(values_only=True):
        cells += max(len(row), 1)
        if cells > MOST_CELLS:
            raise SpreadsheetError(
                say("The spreadsheet is too large: more than {n} cells.", n=MOST_CELLS)
            )
        rows.append(_without_end([_text(value) for value in row]))
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _without_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case float() if value.is_integer():
            return str(int(value))
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return str(value)
