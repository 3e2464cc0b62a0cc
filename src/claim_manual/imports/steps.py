"""Steps as they are written in a Word file: items of numbered lists, with what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claim_manual.derived.word_text import WordBlock, WordParagraph
from claim_manual.imports.answers import begins_with_answer
from claim_manual.imports.written import paragraph_markdown, tidy

_STEP = re.compile(
    r"\s*(?:(?:passo|step|paso|étape|etapa|fase)\s+(\d{1,3})\s*[.):–—-]*\s+"
    r"|(\d{1,3})\s*(?:[.)]|\.?[ºª°])\s*[-–—]?\s+|(\d{1,3})\s*[-–—]\s+|\((\d{1,3})\)\s+)(?=\S)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s*(?:[a-zA-Z][.)]|\([a-z]{1,3}\)|[ivx]{1,4}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}[.)]?|[-–—•▪◦·*☐□✓➢])\s+(?=\S)"
)


@dataclass(frozen=True)
class WrittenPart:
    """What stands below a step: its paragraph, its words, and the same as Markdown."""

    at: int
    text: str
    markdown: str


@dataclass
class WrittenStep:
    """A step as it is written: where, under which number, in which words, with what belongs to it.

    `who`, `time` and `then` are what columns of a table say; `details` are Markdown.
    """

    at: int
    number: str
    text: str
    markdown: str
    who: str = ""
    time: str = ""
    then: list[str] = field(default_factory=list)
    parts: list[WrittenPart] = field(default_factory=list)
    details: list[str] = field(default_factory=list)

    @property
    def is_question(self) -> bool:
        """Whether something is asked in it."""
        return bool(re.search(r"\?(?:\s|$)", self.text))


class Mark(NamedTuple):
    """What stands before a paragraph: `level` 0 for a step, more for what is below one.

    `skip` is how many of its characters are the mark, as people type it.
    """

    level: int
    number: str
    skip: int
    is_numbered: bool


def mark_of(paragraph: WordParagraph, lowest: int = 0) -> Mark | None:
    """The mark of an item of a list, of Word's own (whose lists begin at a level) or typed."""
    number = paragraph.number
    if number is not None:
        level = max(number.level - lowest, 0)
        typed = _STEP.match(paragraph.text) or _PART.match(paragraph.text)
        skip = typed.end() if typed and not number.is_numbered else 0
        return Mark(level, str(number.number), skip, number.is_numbered)
    if step := _STEP.match(paragraph.text):
        digits = next(filter(None, step.groups()))
        return Mark(0, digits, step.end(), is_numbered=True)
    if part := _PART.match(paragraph.text):
        is_bullet = not (paragraph.text.strip()[0].isalnum() or paragraph.text.strip()[0] == "(")
        return Mark(0 if is_bullet else 1, "", part.end(), is_numbered=False)
    return None


@dataclass
class ReadLists:
    """What the lists of a section came to: steps, and the blocks that are none."""

    steps: list[WrittenStep] = field(default_factory=list)
    prose: list[WordBlock] = field(default_factory=list)


def read_lists(blocks: Sequence[WordBlock], *, takes_bullets: bool) -> ReadLists:
    """The steps in paragraphs of a section; `takes_bullets` where bullets are steps too."""
    reader = _ListReader(blocks, takes_bullets=takes_bullets)
    for n, block in enumerate(blocks):
        following = blocks[n + 1] if n + 1 < len(blocks) else None
        reader.read(block, following)
    reader.close()
    return reader.lists


class _ListReader:
    """Reads block by block; `_pending` are paragraphs of which the next block decides what they are."""

    def __init__(self, blocks: Sequence[WordBlock], *, takes_bullets: bool) -> None:
        levels = [
            block.number.level
            for block in blocks
            if isinstance(block, WordParagraph) and block.number and block.number.is_numbered
        ]
        self._lowest = min(levels, default=0)
        self._takes_bullets = takes_bullets
        self._pending: list[WordParagraph] = []
        self._open: WrittenStep | None = None
        self._of_bullets = False
        self.lists = ReadLists()

    def read(self, block: WordBlock, following: WordBlock | None) -> None:
        """The next block, and the one after it."""
        if not isinstance(block, WordParagraph) or block.is_boxed:
            self.close()
            self.lists.prose.append(block)
            return
        mark = mark_of(block, self._lowest)
        if self._is_step(mark):
            assert mark is not None
            self._begin(block, mark)
        elif self._open and (mark or block.is_indented or _is_answer(self._open, block)):
            self._below(self._open, block, mark)
        elif mark is None and _is_asked(block, following):
            self._begin(block, Mark(0, "", 0, is_numbered=False))
        else:
            self._pending.append(block)

    def close(self) -> None:
        """The end of a list: what follows its last step is prose."""
        self.lists.prose += self._pending
        self._pending = []
        self._open = None

    def _is_step(self, mark: Mark | None) -> bool:
        if mark is None or mark.level:
            return False
        if mark.is_numbered:
            return True
        return self._takes_bullets and (self._open is None or self._of_bullets)

    def _begin(self, block: WordParagraph, mark: Mark) -> None:
        if self._open:
            self._open.details += [paragraph_markdown(p) for p in self._pending]
        else:
            self.lists.prose += self._pending
        self._pending = []
        self._of_bullets = not mark.is_numbered
        self._open = _step(block, mark)
        self.lists.steps.append(self._open)

    def _below(self, step: WrittenStep, block: WordParagraph, mark: Mark | None) -> None:
        step.details += [paragraph_markdown(p) for p in self._pending]
        self._pending = []
        skip = mark.skip if mark else 0
        if mark or _is_answer(step, block):
            text = tidy(block.text[skip:])
            step.parts.append(WrittenPart(block.at, text, paragraph_markdown(block, skip)))
        else:
            step.details.append(paragraph_markdown(block))


def _step(block: WordParagraph, mark: Mark) -> WrittenStep:
    text = tidy(block.text[mark.skip :])
    return WrittenStep(block.at, mark.number, text, paragraph_markdown(block, mark.skip))


def _is_answer(step: WrittenStep, block: WordBlock | None) -> bool:
    """Whether a paragraph says where an answer to the question before it leads."""
    return step.is_question and isinstance(block, WordParagraph) and begins_with_answer(block.text)


def _is_asked(block: WordParagraph, following: WordBlock | None) -> bool:
    """Whether a paragraph of no list is a question whose answers stand below it."""
    is_question = block.text.rstrip().endswith("?") and not block.heading
    return is_question and _is_answer(_step(block, Mark(0, "", 0, is_numbered=False)), following)
