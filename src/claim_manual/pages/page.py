"""A page in one language as a value, its sections, and what there is beside pages online."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from claim_manual.model.anchors import free_anchor, slug
from claim_manual.pages.blocks import Block, Blocks
from claim_manual.pages.inline import Parts
from claim_manual.pages.plain import plain


@dataclass(frozen=True)
class SectionGroup:
    """Sections that stand together, under a title where there is one; a reader opens those that are
    folded.
    """

    name: str
    title: Parts = ()
    is_folded: bool = False


@dataclass(frozen=True)
class Section:
    """A part of a page under a heading; without a `title`, what stands before any.

    `name` is the same in every language: what renderers choose and order by. `anchor` is its place
    on the page, given by `anchored` or, of an author's heading, by its words. `group` is what it stands in on the site, `count` how many
    things are in it, where that says something. What `is_waiting` is empty until the page's script
    has something for it.
    """

    name: str
    title: Parts
    blocks: Blocks
    level: int = 2
    anchor: str = ""
    group: SectionGroup | None = None
    count: int = 0
    is_for_paper: bool = True
    is_for_screen: bool = True
    is_searched: bool = True
    is_waiting: bool = False


@dataclass(frozen=True)
class Page:
    """A page in one language; `uri` has neither language nor ending: procedures/x/gc-01.

    `kicker` says what it belongs to, `heading` is its title as a heading, `head` what stands before
    its sections. `path` is the source file that one edits to change it. `is_wide` pages have no
    list of contents beside them. What `is_discreet` says can harm somebody whom it is seen with.
    """

    uri: str
    lang: str
    title: str
    path: str
    heading: Parts
    kicker: Parts = ()
    head: Blocks = ()
    sections: tuple[Section, ...] = ()
    description: str = ""
    code: str = ""
    version: str = ""
    status: str = ""
    belongs_to: str = ""
    is_wide: bool = False
    is_discreet: bool = False
    linked_data: str = ""
    """What it says to search engines, as JSON-LD: on the site alone."""

    def section(self, name: str) -> Section | None:
        """The first section of this name."""
        return next((part for part in self.sections if part.name == name), None)

    @property
    def blocks(self) -> Iterator[Block]:
        """All that stands on it, without headings."""
        yield from self.head
        for part in self.sections:
            yield from part.blocks

    @property
    def anchor(self) -> str:
        """The place of its heading."""
        return slug(plain(self.heading))


@dataclass(frozen=True)
class Online:
    """What there is beside the pages of the site: books by their languages, where a book lies, the
    sheets of a centre for its desk, and whether pages have scripts, feeds and calendars. Nothing of
    it in other outputs.
    """

    is_site: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)
    books: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)

    def leaflet(self, document_id: str, lang: str) -> str:
        """Where a document's own PDF lies, from the root of the site; empty without books."""
        path = next(iter(self.books.values()), "")
        return f"{path.rpartition('/')[0]}/{document_id}-{lang}.pdf" if path else ""

    def word(self, document_id: str, lang: str) -> str:
        """Where a document's Word file lies: beside its PDF; empty without books."""
        return self.leaflet(document_id, lang).removesuffix(".pdf") + ".docx" if self.books else ""


def anchored(page: Page) -> Page:
    """The page with an anchor for each heading: the same words get a number from the second on.

    Headings of authors, to which links lead, have theirs already.
    """
    used = {page.anchor} if page.heading else set()
    taken = {part.anchor for part in page.sections} - used
    sections = []
    for part in page.sections:
        anchor = part.anchor if part.anchor in taken else ""
        if part.title and not anchor:
            anchor = free_anchor(slug(plain(part.title)), used | taken)
        used.add(anchor)
        sections.append(replace(part, anchor=anchor))
    return replace(page, sections=tuple(sections))
