"""Tables of text files: CSV as spreadsheets and survey tools write it, as rows of cells."""

from __future__ import annotations

import codecs
import csv
import io

from claim_manual.model.finding import Finding, Message, error, say, warning
from claim_manual.model.place import Place

Rows = list[list[str]]
"""The rows of a table, each with its cells; the first has the heads."""
SEPARATORS = ",;\t"
"""What may part the cells of a row: the one that parts most heads does."""


def csv_rows(content: bytes, path: str) -> tuple[Rows | None, list[Finding]]:
    """The rows of a CSV file (RFC 4180, any of SEPARATORS); None with the reason where it is none.

    It is read as UTF-8, as UTF-16 where it begins with a byte order mark, else as windows-1252,
    which is said.
    """
    text, findings = _text(content, path)
    if text is None:
        return None, findings
    if "\0" in text:
        return None, [_broken(path, say("it has the character U+0000"))]
    try:
        return _rows(text), findings
    except csv.Error:
        return None, [_broken(path, say("a quotation mark in it is not closed"))]


def no_table(path: str, message: Message) -> Finding:
    """The finding for a file that is no table; `message` says why."""
    hint = say("Export the answers again, as CSV or XLSX.")
    return error(Place(path), "no-answers", message, hint)


def _broken(path: str, reason: Message) -> Finding:
    return no_table(path, say("This file is no table that can be read: {reason}.", reason=reason))


def _text(content: bytes, path: str) -> tuple[str | None, list[Finding]]:
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if is_utf16 else "utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("windows-1252")
    except UnicodeDecodeError:
        return None, [_broken(path, say("its letters are written in no way that is known"))]
    return text, [
        warning(
            Place(path),
            "encoding",
            say("This file is not in UTF-8; it was read as windows-1252."),
            say("Look at the letters with accents; export it as UTF-8 if they are wrong."),
        )
    ]


def _rows(text: str) -> Rows:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(SEPARATORS, key=lambda mark: len(next(csv.reader([head], delimiter=mark), [])))
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)]
