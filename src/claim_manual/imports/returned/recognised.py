"""Which pages of the manual a Word file has in it, and in which language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claim_manual.derived.reading import Reading
from claim_manual.derived.word_text import WordBlock, WordParagraph, WordTable, WordText
from claim_manual.imports.returned.page import ReadPage, columns_of, heads_of, said, same
from claim_manual.model.manual import AnyDocument, Manual

_SHARE = 0.4
"""How much of a page's paragraphs a file has at least to be that page: less is another text on it."""


@dataclass(frozen=True)
class PageInFile:
    """A page in a file: the document, the languages that it may be in, and its blocks."""

    document: AnyDocument
    languages: tuple[str, ...]
    blocks: tuple[WordBlock, ...]


def pages_in(
    text: WordText, manual: Manual, place: Callable[[AnyDocument], str]
) -> Iterator[PageInFile]:
    """The pages of the manual that a file may have: by the bookmark at the heading, else by its code.

    `place` is the name of the bookmark of a page.
    """
    places = {place(document): document for document in manual.documents()}
    codes = {document.model.code: document for document in manual.documents()}
    starts = [
        (n, block.heading, document)
        for n, block in enumerate(text.blocks)
        if isinstance(block, WordParagraph) and block.heading
        if (document := _document(block, places, codes))
    ]
    for n, level, document in starts:
        blocks = text.blocks[n : _end(text.blocks, n, level)]
        if languages := tuple(_languages(blocks, manual, document)):
            yield PageInFile(document, languages, blocks)


def pages_of_nobody(text: WordText, manual: Manual) -> Iterator[tuple[str, tuple[WordBlock, ...]]]:
    """Parts of a file that are set like pages of ours, whatever the manual has: language and blocks."""
    readings = [Reading(manual, lang) for lang in manual.languages]
    for n, block in enumerate(text.blocks):
        if not isinstance(block, WordParagraph) or not block.heading:
            continue
        blocks = text.blocks[n : _end(text.blocks, n, block.heading)]
        tables = [part for part in blocks if isinstance(part, WordTable)]
        for reading in readings:
            if any(columns_of(table, heads_of(reading.say)) for table in tables):
                if _is_headed(blocks, reading):
                    yield reading.lang, blocks
                break


def _is_headed(blocks: Sequence[WordBlock], reading: Reading) -> bool:
    """Whether the table of steps stands below the heading “Steps”, and not below one of a page in it."""
    heads = [said(b) for b in blocks if isinstance(b, WordParagraph) and b.heading]
    named = same(reading.say("Steps"))
    return named in heads[1:] and heads[1 : heads.index(named)] in (
        [],
        [same(reading.say("At any time"))],
    )


def is_page(left: ReadPage, right: ReadPage) -> bool:
    """Whether the second is the first as somebody changed it."""
    least = min(len(left.words), len(right.words) or 1)
    return shared(left, right) >= _SHARE * least


def shared(left: ReadPage, right: ReadPage) -> int:
    """How many paragraphs and rows say the same on two pages."""
    return (Counter(left.words) & Counter(right.words)).total()


def _document(
    block: WordParagraph, places: dict[str, AnyDocument], codes: dict[str, AnyDocument]
) -> AnyDocument | None:
    for name in block.places:
        if name in places:
            return places[name]
    return codes.get(said(block).partition(" ")[0])


def _end(blocks: Sequence[WordBlock], start: int, level: int) -> int:
    """Where the page that begins with a heading ends: before the next of its level."""
    for n in range(start + 1, len(blocks)):
        block = blocks[n]
        if isinstance(block, WordParagraph) and 0 < block.heading <= level:
            return n
    return len(blocks)


def _languages(blocks: Iterable[WordBlock], manual: Manual, document: AnyDocument) -> Iterator[str]:
    """The languages in which a table has the heads of our steps, that of the title first."""
    blocks = [*blocks]
    tables = [block for block in blocks if isinstance(block, WordTable)]
    head = next((said(block) for block in blocks if isinstance(block, WordParagraph)), "")
    readings = [Reading(manual, lang) for lang in manual.languages]
    fitting = [
        reading
        for reading in readings
        if any(columns_of(table, heads_of(reading.say)) for table in tables)
    ]
    fitting.sort(key=lambda reading: same(reading.title(document)) != head)
    yield from (reading.lang for reading in fitting)
