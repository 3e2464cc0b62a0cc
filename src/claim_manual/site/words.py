"""A page as words to search: a part for each heading, step and entry that has an address."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.pages import blocks as b
from claim_manual.pages.inline import Contact, Parts
from claim_manual.pages.page import Page
from claim_manual.pages.plain import lines, plain, step_lines
from claim_manual.site.site_page import SearchedPart

_OF_OTHERS = ("sources", "related", "used", "forms")
"""Parts of a page, and paragraphs of an entry, that name other pages and entries: these are found
where they stand themselves."""


def page_words(page: Page) -> tuple[SearchedPart, ...]:
    """The parts of a page in its order; the first is the page itself."""
    return tuple(_page_words(page))


def _page_words(page: Page) -> Iterator[SearchedPart]:
    anchor, title, blocks = "", "", list(page.head)
    for part in page.sections:
        if not (part.is_searched and part.is_for_screen) or part.name in _OF_OTHERS:
            continue
        if part.title and part.level > 1:
            yield from _part(anchor, title, tuple(blocks))
            anchor, title, blocks = part.anchor, plain(part.title), []
        blocks += part.blocks
    yield from _part(anchor, title, tuple(blocks))


def _part(anchor: str, title: str, blocks: b.Blocks) -> Iterator[SearchedPart]:
    """Words of blocks, then a part for each of their steps and entries."""
    plain_blocks = [block for block in blocks if not _has_places(block)]
    yield SearchedPart(anchor, title, _text(lines(plain_blocks)))
    for block in blocks:
        if _has_places(block):
            yield from _places(block)


def _has_places(block: b.Block) -> bool:
    match block:
        case b.Steps():
            return True
        case b.Items():
            return any(item.id for item in block.items)
        case b.Pairs():
            return any(pair.id for pair in block.pairs)
        case _:
            return isinstance(block, b.Unconfirmed)


def _places(block: b.Block) -> Iterator[SearchedPart]:
    match block:
        case b.Steps():
            for step in block.steps:
                title, *rest = step_lines(step)
                yield SearchedPart(f"n-{step.id}", plain(title), _text(iter(rest)))
        case b.Items():
            for item in block.items:
                yield _entry(item.id, list(lines(filter(_is_of_entry, item.blocks))))
        case b.Pairs():
            for pair in block.pairs:
                values = [block for value in pair.values for block in value.blocks]
                yield _entry(pair.id, [pair.term, *lines(values)])
        case b.Unconfirmed():
            yield SearchedPart("unconfirmed", block.title, _text(iter(block.lines)))


def _is_of_entry(block: b.Block) -> bool:
    return not (isinstance(block, b.Paragraph) and block.role in _OF_OTHERS)


def _entry(anchor: str, entry_lines: list[Parts]) -> SearchedPart:
    """An entry by what it is called; a contact by its name and number."""
    first, *rest = entry_lines or [()]
    if len(first) == 1 and isinstance(first[0], Contact):
        contact = first[0]
        title = f"{plain(contact.name)} {contact.phone}".strip()
        more = plain(first).removeprefix(title)
        return SearchedPart(anchor, title, f"{more} {_text(iter(rest))}".strip())
    return SearchedPart(anchor, plain(first), _text(iter(rest)))


def _text(entry_lines: Iterator[Parts]) -> str:
    return " ".join(words for parts in entry_lines if (words := plain(parts)))
