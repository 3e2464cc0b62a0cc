"""Sheets of forms on paper: blanks to write on, or fields of a PDF form in their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from claim_manual.book.lines import Lines, text
from claim_manual.html import Html, element, joined
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.plain import plain

POINTED = "pointed"
"""The class of a list to point at."""
_KEPT = 60
"""How many letters of what stands before a field are read out as its name."""


class Writer(Protocol):
    """What writes the blocks of a sheet."""

    @property
    def line(self) -> Lines:
        """Writes lines."""

    @property
    def fields(self) -> Fields | None:
        """Makes fields, where the sheet is filled in on a screen."""

    def __call__(self, blocks: b.Blocks) -> Html:
        """Blocks, each on lines of its own."""


@dataclass
class Fields:
    """Makes fields of a PDF form; `name` is what their names begin with, `title` the sheet's.

    A field is called by the words before it, a box also by those after it, or by the head of its
    column (ISO 14289-1, 7.18.4: each has a name that can be read out).
    """

    name: str
    title: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def _name(self) -> str:
        return f"{self.name}-{next(self._numbers)}"

    def input(self, class_: str, kind: str, title: str) -> Html:
        """A field."""
        title = title[-_KEPT:].strip() or self.title
        return element("input", class_=class_, type=kind, name=self._name(), title=title)

    def line(self, write: Lines, parts: i.Parts) -> Html:
        """A line whose blanks and boxes are fields."""
        pieces = []
        for n, part in enumerate(parts):
            before = plain(parts[:n])
            match part:
                case i.Blank():
                    pieces.append(self.input(f"cm-blank cm-blank--{part.size}", "text", before))
                case i.Box():
                    name = f"{before} {part.word}".strip() or plain(parts[n + 1 :])
                    tick = self.input("cm-box", "checkbox", name)
                    word = text(f" {part.word}" if part.word else "")
                    pieces.append(element("span", tick, word, class_="cm-tick"))
                case i.Strong():
                    pieces.append(element("strong", self.line(write, part.parts)))
                case i.Emphasis():
                    pieces.append(element("em", self.line(write, part.parts)))
                case _:
                    pieces.append(write((part,)))
        return joined(pieces)


def sheet_blocks(write: Writer, block: b.Prose) -> Html:
    """What stands on a sheet."""
    if write.fields is None:
        return element("div", write(block.blocks), class_="sheet-body")
    filled = _Filled(write, write.fields)
    return element("div", filled.each(block.blocks), class_="sheet-body")


@dataclass(frozen=True)
class _Filled:
    """Writes blocks whose blanks, boxes, lines and empty cells are fields."""

    write: Writer
    fields: Fields

    def each(self, blocks: b.Blocks) -> Html:
        """Blocks; a line across the page is called by what stands before it."""
        pieces = []
        before = ""
        for block in blocks:
            pieces.append(self._block(block, before))
            if isinstance(block, b.Paragraph | b.Line | b.Heading):
                before = plain(block.parts)
        return joined(pieces, Html("\n"))

    def _block(self, block: b.Block, before: str) -> Html:
        match block:
            case b.Paragraph():
                return element("p", self.fields.line(self.write.line, block.parts))
            case b.Line():
                return self.fields.line(self.write.line, block.parts)
            case b.Rule():
                return self.fields.input("cm-cell", "text", before)
            case b.Items():
                name = "ol" if block.is_ordered else "ul"
                return element(
                    name,
                    *(element("li", self.each(item.blocks)) for item in block.items),
                    class_=POINTED if block.role == "languages" else None,
                )
            case b.Table():
                return self._table(block)
            case _:
                return self.write((block,))

    def _table(self, block: b.Table) -> Html:
        line = self.write.line
        heads = (element("th", line(head), scope="col") for head in block.heads)
        rows = (
            element("tr", *(self._cell(block, n, cell) for n, cell in enumerate(row.cells)))
            for row in block.rows
        )
        return element("table", element("thead", element("tr", *heads)), element("tbody", *rows))

    def _cell(self, block: b.Table, column: int, cell: i.Parts) -> Html:
        if cell:
            return element("td", self.fields.line(self.write.line, cell))
        title = plain(block.heads[column]) if column < len(block.heads) else ""
        return element("td", self.fields.input("cm-cell", "text", title))
