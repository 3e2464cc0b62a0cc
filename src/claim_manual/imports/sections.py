"""The sections of a Word file: by its headings, or by what looks like headings where it has no styles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claim_manual.derived.word_text import WordBlock, WordParagraph
from claim_manual.imports.steps import mark_of
from claim_manual.imports.written import tidy

_LONGEST = 110
_ENDINGS = (".", ";", ":", ",", "?", "!")


@dataclass
class Section:
    """A heading, "" for what stands before the first, and what stands below it until the next one.

    `is_guessed` where the heading is none to Word, only large or bold.
    """

    at: int
    level: int
    title: str
    is_guessed: bool = False
    blocks: list[WordBlock] = field(default_factory=list)


def sections(blocks: Sequence[WordBlock]) -> list[Section]:
    """The sections in order; the first has what stands before all headings, if anything does."""
    levels = _levels(blocks)
    found = [Section(1, 0, "")]
    for block in blocks:
        level = levels.get(id(block))
        if level is None or not isinstance(block, WordParagraph):
            found[-1].blocks.append(block)
            continue
        title = " ".join(tidy(block.text).split())
        is_guessed = not (block.heading or block.is_title)
        if level == 0 and not found[-1].blocks and not found[-1].title:
            found[-1] = Section(block.at, 0, title, is_guessed)
        else:
            found.append(Section(block.at, level, title, is_guessed))
    return found if found[0].blocks or found[0].title else found[1:]


def _levels(blocks: Sequence[WordBlock]) -> dict[int, int]:
    """The level of each block that is a heading; 0 for the title of the whole."""
    paragraphs = [block for block in blocks if isinstance(block, WordParagraph)]
    styled = {
        id(p): 0 if p.is_title and not p.heading else p.heading
        for p in paragraphs
        if (p.heading or p.is_title) and p.text.strip() and not p.is_boxed
    }
    if any(level for level in styled.values()):
        return styled
    return {**_guessed(paragraphs), **styled}


def _guessed(paragraphs: Iterable[WordParagraph]) -> dict[int, int]:
    """Paragraphs that look like headings: short, and bold, larger than others, or in capital letters."""
    paragraphs = [*paragraphs]
    sizes = Counter[int]()
    for p in paragraphs:
        sizes[p.size] += len(p.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    headings = [p for p in paragraphs if _looks_like_heading(p, usual)]
    if len(headings) == len(paragraphs):
        return {}
    ranks = sorted({(p.size, p.is_bold or p.text.isupper()) for p in headings}, reverse=True)
    return {
        id(p): min(ranks.index((p.size, p.is_bold or p.text.isupper())) + 1, 6) for p in headings
    }


def _looks_like_heading(p: WordParagraph, usual: int) -> bool:
    text = p.text.strip()
    if p.is_boxed or len(text) > _LONGEST or not any(char.isalpha() for char in text):
        return False
    if text.endswith(_ENDINGS) and not (p.is_bold and text.endswith(":")):
        return False
    is_set_off = p.is_bold or p.size > usual or text.isupper()
    if mark_of(p) is not None and not (p.is_bold and p.number is None):
        return p.size > usual
    return is_set_off
