"""PDFs as outputs: written where nothing is, or over a PDF that was made here."""

from __future__ import annotations

from pathlib import Path

from claim_manual.book.bind import is_bound_here
from claim_manual.publish.folder import write_file
from claim_manual.publish.ownership import room_for_file


def room_for_book(file: Path) -> None:
    """Raises OccupiedError where `file` is something else than a PDF that was made here."""
    room_for_file(file, None, is_bound_here)


def write_book(file: Path, content: bytes) -> None:
    """Write a PDF. Raises OccupiedError where `file` is something else than one of ours."""
    room_for_book(file)
    write_file(file, content)
