"""A page as HTML of the site, with what its frame, its list of contents and its search need."""

from __future__ import annotations

from itertools import groupby

from claim_manual.charts.font import beyond_latin
from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages.page import Page, Section, SectionGroup
from claim_manual.pages.plain import plain
from claim_manual.site.blocks import Blocks
from claim_manual.site.site_page import (
    Contents,
    SitePage,
    packed,
    packed_apart,
    packed_words,
    scripts_of,
)
from claim_manual.site.words import page_words


def site_page(page: Page, write: Blocks, link_words: str) -> SitePage:
    """The page written out; `link_words` say what the link beside a heading is for."""
    pieces: list[Html] = []
    if page.kicker:
        pieces.append(element("p", write.line(page.kicker), class_="cm-kicker"))
    if page.heading:
        title = write.line(page.heading)
        pieces.append(_heading(1, title, page.anchor, link_words))
    if page.head:
        pieces.append(write(page.head))
    sections = [part for part in page.sections if part.is_for_screen]
    for group, parts in groupby(sections, key=lambda part: part.group):
        written = (_section(write, part, link_words) for part in parts)
        pieces += [_group(write, group, [*written])] if group else [*written]
    if page.linked_data:
        pieces.append(_linked_data(page.linked_data))
    html = joined(pieces, Html("\n"))
    return SitePage(
        uri=page.uri,
        lang=page.lang,
        title=page.title,
        packed=packed(html),
        packed_words=packed_words(page_words(page)),
        packed_apart=packed_apart(write.apart.parts),
        contents=()
        if page.is_wide
        else tuple(_contents(part) for part in sections if part.title and not part.is_waiting),
        source=page.path,
        description=page.description,
        code=page.code,
        version=page.version,
        belongs_to=page.belongs_to,
        is_discreet=page.is_discreet,
        beyond_latin=beyond_latin(html),
        scripts=scripts_of(html),
    )


def _linked_data(content: str) -> Html:
    """Data that no browser runs, so that it is allowed where scripts within pages are not.

    Nothing in it can end the element or begin a comment, and it stays the same as JSON.
    """
    signs = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
    for sign, written in signs.items():
        content = content.replace(sign, written)
    return element("script", Html(content), type="application/ld+json")


def _group(write: Blocks, group: SectionGroup, sections: list[Html]) -> Html:
    """Sections that stand together."""
    title = element("h2", write.line(group.title)) if group.title else NOTHING
    rows = joined([title, *sections] if group.title else sections, Html("\n"))
    return element("div", rows, class_=f"cm-group cm-group--{group.name}")


def _section(write: Blocks, part: Section, link_words: str) -> Html:
    if part.group and part.group.is_folded:
        return _fold(write, part)
    pieces = (
        [_heading(part.level, write.line(part.title), part.anchor, link_words)]
        if part.title
        else []
    )
    written = joined([*pieces, write(part.blocks)], Html("\n"))
    if part.group is None:
        return written
    return element(
        "section",
        written,
        class_=f"cm-{part.name}",
        aria_labelledby=part.anchor,
        hidden=part.is_waiting,
    )


def _fold(write: Blocks, part: Section) -> Html:
    """A part that a reader opens: its name, and how many things are in it."""
    count = element("span", text(str(part.count)), class_="cm-count") if part.count else NOTHING
    name = element("span", write.line(part.title))
    # A summary may have a heading and nothing beside it (HTML, 4.11.2).
    summary = element(
        "summary", element("h3", name, Html(" "), count, id=part.anchor, tabindex="-1")
    )
    body = element("div", write(part.blocks), class_="cm-fold-body")
    return element("details", summary, body, class_=f"cm-fold cm-fold--{part.name}")


def _heading(level: int, title: Html, anchor: str, link_words: str) -> Html:
    # To copy its address: of no use to whoever goes from link to link or hears the page.
    link = element(
        "a",
        text("¶"),
        class_="headerlink",
        href=f"#{anchor}",
        title=link_words,
        tabindex="-1",
        aria_hidden="true",
    )
    return element(f"h{min(level, 6)}", title, link, id=anchor)


def _contents(part: Section) -> Contents:
    return Contents(part.level, part.anchor, plain(part.title))
