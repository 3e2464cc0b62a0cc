"""Where paragraphs of a Word file are put."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from claim_manual.office.word import look
from claim_manual.office.word.lines import Face


@dataclass
class Room:
    """Where paragraphs are put: the body or a cell, in which style and language, in which list.

    `width` is in twentieths of a point; `depth` counts the lists that it is within. The next
    paragraph is the first of an item of `item` (a list and its level), where there is one.
    """

    element: Any
    width: int
    face: Face
    style: str = look.NORMAL
    depth: int = 0
    item: tuple[str, int] | None = None
    is_cell: bool = False

    def styled(self, style: str) -> Room:
        """The same room with another style."""
        return replace(self, style=style)

    def said_in(self, tag: str) -> Room:
        """The same room in another language."""
        return replace(self, face=replace(self.face, tag=tag)) if tag else self
