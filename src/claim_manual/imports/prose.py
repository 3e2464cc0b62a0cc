"""What is not understood, as Markdown: paragraphs, lists and tables in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.derived.word_text import WordBlock, WordCell, WordParagraph, WordTable
from claim_manual.imports.steps import mark_of
from claim_manual.imports.written import first, paragraph_markdown

DEEPEST = 6


def prose(blocks: Iterable[WordBlock]) -> str:
    """Blocks as Markdown, an empty line between those that are no items of one list."""
    parts: list[str] = []
    was_item = False
    for block in blocks:
        is_item = isinstance(block, WordParagraph) and mark_of(block) is not None
        text = _table(block) if isinstance(block, WordTable) else _paragraph(block)
        if text:
            parts += ["\n" if was_item and is_item else "\n\n", text] if parts else [text]
            was_item = is_item
    return "".join(parts)


def _paragraph(paragraph: WordParagraph) -> str:
    mark = mark_of(paragraph)
    if mark is None:
        lines = paragraph_markdown(paragraph).split("\n")
        return "\\\n".join(first(line) for line in lines)
    words = first(paragraph_markdown(paragraph, mark.skip)).replace("\n", " ")
    if not words:
        return ""
    number = mark.number if mark.is_numbered and mark.level == 0 else ""
    return f"{'    ' * min(mark.level, 5)}{f'{number}.' if number else '-'} {words}"


def _table(table: WordTable) -> str:
    """A table whose first row is its head; of one column, a paragraph for each cell."""
    if table.columns < 2:
        inner = (p for row in table.rows for cell in row for p in cell.paragraphs)
        return prose(inner)
    width = table.columns
    rows = [[*map(_cell, row), *[""] * (width - len(row))] for row in table.rows]
    return "\n".join(_lines(rows, width))


def _lines(rows: list[list[str]], width: int) -> Iterator[str]:
    head, *others = rows
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * width}"
    for row in others:
        yield f"| {' | '.join(row)} |"


def _cell(cell: WordCell) -> str:
    return "<br>".join(paragraph_markdown(p).replace("\n", " ") for p in cell.paragraphs)
