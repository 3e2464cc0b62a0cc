"""What views make and publishing writes: pages of a site, files beside them, books."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Page:
    """A page in one language; `uri` has neither language nor ending: procedures/x/gc-01.

    `packed` is its Markdown, compressed: a site has all its pages in memory at a time.
    """

    uri: str
    lang: str
    title: str
    packed: bytes
    source: str
    """The source file that one edits to change the page, relative to the manual."""
    description: str = ""
    version: str = ""

    @property
    def markdown(self) -> str:
        """What stands on the page."""
        return unpacked(self.packed)


def packed(text: str) -> bytes:
    """A text as a page holds it."""
    return zlib.compress(text.encode(), 1)


def unpacked(content: bytes) -> str:
    """The text again."""
    return zlib.decompress(content).decode()


@dataclass(frozen=True)
class Asset:
    """A file that pages need; `uri` is relative to the site."""

    uri: str
    content: bytes


@dataclass(frozen=True)
class Section:
    """A part of the navigation: a page by its uri, or a title over further parts.

    `overview` is the uri of the page that introduces the parts, where there is one.
    """

    title: str
    uri: str = ""
    parts: tuple[Section, ...] = ()
    overview: str = ""


THIS_PAGE, LAST_PAGE = "998", "999"
"""What a chapter writes where binding puts the number of the page itself, and of the last one.

Any other number that is set in the family `NUMBERS` is the place in `Chapter.places` of an anchor,
and becomes the number of the page on which that anchor is.
"""
NUMBERS = "Numbers"
"""The family in which a chapter sets the numbers that binding writes."""
NUMBERS_END = "NumbersEnd"
"""The same for numbers that end where they ended."""
PLACE = "book:"
"""The scheme of links to anchors of the book, which may be in another chapter."""


@dataclass(frozen=True)
class Tab:
    """The mark at a page's outer edge: what stands on it, and which of how many it is, from 0."""

    text: str
    position: int
    count: int


@dataclass(frozen=True)
class Chapter:
    """A part of a book that is set apart from the others, as one HTML document for paged media and
    the style sheet that all of a book's chapters share.

    `id` is the anchor of its beginning. `level` is its depth in the outline, from 0. `turn` is the
    side on which it begins: "left", "right" or, where it does not matter, nothing. `tag` is the BCP
    47 tag of `lang`.
    """

    id: str
    lang: str
    tag: str
    title: str
    html: str
    style: str = ""
    places: tuple[str, ...] = ()
    level: int = 0
    tabs: tuple[Tab, ...] = ()
    turn: str = ""


@dataclass(frozen=True)
class Book:
    """A print edition: its chapters in order, and what its file says of itself.

    `tag` is the BCP 47 tag of its first language. `pairs` are chapters by index whose pages face
    each other. `elsewhere` stands where a page number would be of a place that the book lacks, and
    `outside` leads from such places to addresses on the site. `filler` is the page that stands
    where a side would be empty.
    """

    name: str
    tag: str
    title: str
    author: str
    description: str
    day: dt.date
    chapters: tuple[Chapter, ...]
    filler: Chapter | None = None
    pairs: tuple[tuple[int, int], ...] = ()
    elsewhere: str = ""
    outside: Mapping[str, str] = field(default_factory=dict)
    is_booklet: bool = False
    is_archive: bool = False


@dataclass(frozen=True)
class Remarked:
    """A remark in words: number, who, on what (with the page's uri), what, decision, why, version."""

    number: int
    sender: str
    on: str
    uri: str
    comment: str
    proposal: str
    decision: str
    kind: str
    why: str
    version: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The remark as a row of a table."""
        what = (self.comment, self.proposal and f"→ {self.proposal}")
        why = (self.why, self.version)
        texts = (" ".join(one for one in parts if one) for parts in (what, why))
        said, reason = texts
        return (str(self.number), self.sender, self.on, said, self.decision, reason)


@dataclass(frozen=True)
class Report:
    """A report as every output shows it: title, lead, how many of each decision, a row for each."""

    title: str
    lead: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    heads: tuple[str, ...]
    rows: tuple[Remarked, ...]
