"""A page as plain text in lines of a width: for terminals, and for mail that reads well aloud.

No marks of Markdown. Headings stand on lines of their own, what belongs to a list begins with a dot.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from claim_manual.derived.reading import Reading
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.goals import UrlGoal
from claim_manual.pages.page import Page, Section
from claim_manual.pages.plain import lines, plain

MAIL = 72
"""How many characters a line of mail has, so that it stays whole where it is quoted."""
_MARK = "• "
_MOST = 3
"""A line with more links than these is told without addresses."""


@dataclass(frozen=True)
class Paper:
    """What text is written on: lines of a width, moved in. Of mail, addresses stand after the line
    whose links lead there, each on a line of its own and each once, and what is folded is counted.
    """

    width: int
    is_mail: bool = False
    indent: str = ""
    told: set[str] = field(default_factory=set)

    def inside(self) -> Paper:
        """The same paper, moved in."""
        return replace(self, indent=f"{self.indent}  ")


def wrapped_page(page: Page, paper: Paper, *, has_heading: bool = True) -> str:
    """The page, ending in a line break."""
    parts = [_wrap(plain(page.heading), paper)] if has_heading else []
    parts += [*_blocks(page.head, paper)]
    for section in page.sections:
        parts += [*_section(section, paper)]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def mail(reading: Reading, page: Page) -> str:
    """The page as a mail: its subject on the first line, then a line for each thing to say."""
    say = reading.say
    settings = reading.manual.settings.model
    name = reading.plain(settings.short_title or settings.title)
    subjects = (say("{title}: {words}", title=name, words=page.title), page.title)
    lines_ = [say("Subject: {subject}", subject=subject) for subject in subjects]
    subject = next((line for line in lines_ if len(line) <= MAIL), lines_[-1])
    kicker = _wrap(plain(page.kicker), Paper(MAIL))
    body = wrapped_page(page, Paper(MAIL, is_mail=True))
    counted = say("Long lists are only counted in this mail; the page itself has them whole.")
    end = ["", *_wrap(counted, Paper(MAIL)), ""] if _has_folded(page) else []
    return "\n".join((subject, "", *kicker, body.rstrip("\n"), *end)).rstrip("\n") + "\n"


def _has_folded(page: Page) -> bool:
    return any(_folds(block) for block in page.blocks)


def _folds(block: b.Block) -> bool:
    """Whether a block is folded, or has one in it that is."""
    inner = (
        [part for item in block.items for part in item.blocks] if isinstance(block, b.Items) else []
    )
    return isinstance(block, b.Folded) or any(map(_folds, inner))


def _section(section: Section, paper: Paper) -> Iterator[list[str]]:
    title = plain(section.title)
    if section.level <= 2:
        title = title.upper()
    yield _wrap(title, paper) if title else []
    yield from _blocks(section.blocks, paper)


def _blocks(blocks: Iterable[b.Block], paper: Paper) -> Iterator[list[str]]:
    """Blocks, each as its lines."""
    for block in blocks:
        yield [*_block(block, paper)]


def _block(block: b.Block, paper: Paper) -> Iterator[str]:
    match block:
        case b.Items():
            yield from _items(block, paper)
        case b.Pairs():
            for pair in block.pairs:
                values = " ".join(
                    plain(line) for value in pair.values for line in lines(value.blocks)
                )
                yield from _wrap(f"{plain(pair.term)}: {values}", paper)
        case b.Line() | b.Paragraph():
            yield from _line(block.parts, paper)
        case b.Folded() if paper.is_mail:
            yield from _wrap(plain(block.summary), paper)
        case _:
            for parts in lines((block,), is_folded=True):
                yield from _line(parts, paper)


def _items(block: b.Items, paper: Paper) -> Iterator[str]:
    """A list: each item behind a dot; items of several paragraphs with an empty line between."""
    is_roomy = any(len(item.blocks) > 1 for item in block.items)
    for n, item in enumerate(block.items):
        if n and is_roomy:
            yield ""
        rows = [row for inner in item.blocks for row in _block(inner, paper.inside())]
        head, *rest = rows or [paper.inside().indent]
        yield f"{paper.indent}{_MARK}{head.lstrip()}"
        yield from rest


def _line(parts: i.Parts, paper: Paper) -> Iterator[str]:
    """A line, and the addresses of what it leads to."""
    yield from _wrap(plain(parts), paper)
    for address in _addresses(parts, paper):
        yield f"{paper.indent}{address}"


def _addresses(parts: i.Parts, paper: Paper) -> Iterator[str]:
    """Where a line leads; not of one with so many links that nobody would read on."""
    goals = [part.goal for part in _links(parts)]
    if not paper.is_mail or len(goals) > _MOST:
        return
    for goal in goals:
        if isinstance(goal, UrlGoal) and goal.url not in paper.told:
            paper.told.add(goal.url)
            yield goal.url


def _links(parts: i.Parts) -> Iterator[i.Link]:
    for part in parts:
        if isinstance(part, i.Link):
            yield part
        else:
            yield from _links(getattr(part, "parts", ()))


def _wrap(words: str, paper: Paper) -> list[str]:
    return textwrap.wrap(
        words,
        paper.width,
        initial_indent=paper.indent,
        subsequent_indent=paper.indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
