"""A page as a Word file shows it: its steps row by row, and the lines around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from claim_manual.derived.word_text import WordBlock, WordCell, WordParagraph, WordTable
from claim_manual.model.language import Words, catalogues, words
from claim_manual.model.shown import message

COLUMNS: Mapping[str, str] = {
    "number": message("Step"),
    "what": message("What to do"),
    "who": message("Who"),
    "then": message("Then"),
}
"""What the columns of a table of steps are called."""


def said(paragraph: WordParagraph) -> str:
    """The words of a paragraph with those of its notes, without what word processors set otherwise,
    and without the pages to which its links lead in an edition.
    """
    words = same(" ".join([paragraph.text, *paragraph.notes]))
    return _on_page().sub("", words) if paragraph.goals else words


@cache
def _on_page() -> re.Pattern[str]:
    """“(p. 12)” after a link, or “Why (p. 12)” where the link has words of its own in editions alone."""
    spoken = [words(tag) for tag in catalogues()]
    pages = "|".join(sorted({re.escape(same(say_("p."))) for say_ in spoken}))
    whys = "|".join(sorted({re.escape(same(say_("Why"))) for say_ in spoken}))
    return re.compile(rf"(?: (?:{whys}))? \((?:{pages}) ?(?:…|\d{{1,4}})\)")


def same(words: str) -> str:
    """Words as they are compared: one kind of space, letters as Unicode composes them."""
    return " ".join(unicodedata.normalize("NFC", words).split())


@dataclass(frozen=True)
class ReadLine:
    """A paragraph outside of the steps, and the heading above it."""

    heading: str
    paragraph: WordParagraph

    @property
    def words(self) -> str:
        """What it says."""
        return said(self.paragraph)


@dataclass(frozen=True)
class ReadRow:
    """A row of the table of steps: its paragraphs by column, and the bookmarks in it."""

    at: int
    cells: Mapping[str, tuple[WordParagraph, ...]]

    @cached_property
    def number(self) -> str:
        """The number that stands in it."""
        return " ".join(map(said, self.cells.get("number", ()))).strip(" .")

    @cached_property
    def places(self) -> frozenset[str]:
        """The bookmarks in it."""
        return frozenset(place for cell in self.cells.values() for p in cell for place in p.places)

    @cached_property
    def title(self) -> str:
        """The first words of what is done."""
        return next(map(said, self.cells.get("what", ())), "")

    @cached_property
    def words(self) -> str:
        """All that it says but its number."""
        return " ".join(
            said(p) for key, cell in self.cells.items() if key != "number" for p in cell
        )


@dataclass(frozen=True)
class ReadPage:
    """A page as a Word file shows it."""

    lines: tuple[ReadLine, ...] = ()
    rows: tuple[ReadRow, ...] = ()

    @cached_property
    def words(self) -> list[str]:
        """The words of its lines and rows, in order."""
        return [line.words for line in self.lines] + [row.words for row in self.rows]


def heads_of(say_: Words) -> dict[str, str]:
    """By their words in a language, the columns of a table of steps."""
    return {same(say_(words)): key for key, words in COLUMNS.items()}


def columns_of(table: WordTable, heads: Mapping[str, str]) -> list[str]:
    """The columns of a table of steps of ours; none where it is another table."""
    first = [same(cell.text) for cell in table.rows[0]] if table.rows else []
    columns = [heads.get(words, "") for words in first]
    return columns if columns[:2] == ["number", "what"] and "" not in columns else []


def read_page(blocks: Sequence[WordBlock], say_: Words) -> ReadPage:
    """The blocks of one page. Charts, which are drawn anew, are left out with what stands below them."""
    reader = _Reader(say_)
    for block in blocks:
        reader.read(block)
    return ReadPage(tuple(reader.lines), tuple(reader.rows))


@dataclass
class _Reader:
    say: Words
    lines: list[ReadLine] = field(default_factory=list)
    rows: list[ReadRow] = field(default_factory=list)
    heading: str = ""
    is_in_chart: bool = False

    def read(self, block: WordBlock) -> None:
        """The next block."""
        if isinstance(block, WordParagraph):
            self._paragraph(block)
            return
        columns = columns_of(block, heads_of(self.say)) if not self.rows else []
        if columns:
            self.rows += [_row(row, columns) for row in block.rows[1:]]
        else:
            self.lines += [ReadLine(self.heading, p) for p in _paragraphs(block)]

    def _paragraph(self, block: WordParagraph) -> None:
        words = said(block)
        if block.heading:
            self.heading = words
            self.is_in_chart = words == same(self.say("Flowchart"))
        elif self.is_in_chart and self._cases.fullmatch(words):
            self.is_in_chart = False
        if words and not self.is_in_chart:
            self.lines.append(ReadLine(self.heading, block))

    @cached_property
    def _cases(self) -> re.Pattern[str]:
        return re.compile(rf"{re.escape(same(self.say('Cases')))} \(\d+\)")


def _row(row: Sequence[WordCell], columns: Sequence[str]) -> ReadRow:
    cells = {
        key: tuple(p for p in cell.paragraphs if said(p))
        for key, cell in zip(columns, row, strict=False)
    }
    at = next((p.at for cell in row for p in cell.paragraphs), 0)
    return ReadRow(at, cells)


def _paragraphs(table: WordTable) -> Iterator[WordParagraph]:
    return (p for row in table.rows for cell in row for p in cell.paragraphs if said(p))
