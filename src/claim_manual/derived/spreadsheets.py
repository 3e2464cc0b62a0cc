"""Sheets of a spreadsheet as values: what is written into them, before any file is."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None
"""What a cell holds; None where it is empty."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, and its rows from the top; the first one holds the names of the columns."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
