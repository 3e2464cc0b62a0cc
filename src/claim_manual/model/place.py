"""Where something stands in the manual's sources."""

from __future__ import annotations

from typing import NamedTuple

Loc = tuple[str | int, ...]
"""The way to a value inside a document: keys and list positions, from the top."""


class Place(NamedTuple):
    """A point in a source file; `path` is POSIX and relative to the manual, the rest counts from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Place("", 0, 0)
"""The place of a value that a reader put in for one that is missing: nothing is reported there."""
