"""A book as a value: its chapters, as they are set and bound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

THIS_PAGE, LAST_PAGE = "998", "999"
"""What a chapter writes where binding puts the number of the page itself, and of the last one.

Any other number that is set in the family `NUMBERS` is the place in `Chapter.places` of an anchor,
and becomes the number of the page on which that anchor is.
"""
NUMBERS = "Numbers"
"""The family in which a chapter sets the numbers that binding writes."""
NUMBERS_END = "NumbersEnd"
"""The same for numbers that end where they ended."""
STAMPED = "Stamped"
"""The family in which a chapter sets the numbers of `Chapter.slots`, which binding writes out."""
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

    `slots` names what is written out by binding, by the numbers that stand for it (book.slots).
    `id` is the anchor of its beginning. `level` is its depth in the outline, from 0. `turn` is the
    side on which it begins: "left", "right" or, where it does not matter, nothing. `tag` is the BCP
    47 tag of `lang`. `files` are the manual's own that it shows.
    """

    id: str
    lang: str
    tag: str
    title: str
    html: str
    style: str = ""
    places: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    level: int = 0
    tabs: tuple[Tab, ...] = ()
    turn: str = ""


@dataclass(frozen=True)
class Book:
    """A print edition: its chapters in order, and what its file says of itself.

    `tag` is the BCP 47 tag of its first language. `pairs` are chapters by index whose pages face
    each other. `beside` has the pages of places in another book, which this one goes with, by anchor.
    `elsewhere` stands where a page number would be of a place that the book lacks, and
    `outside` leads from such places to addresses on the site. `filler` is the page that stands
    where a side would be empty. `stamps` has what is written into slots, by their names.
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
    beside: Mapping[str, int] = field(default_factory=dict)
    outside: Mapping[str, str] = field(default_factory=dict)
    stamps: Mapping[str, str] = field(default_factory=dict)
    is_booklet: bool = False
    is_archive: bool = False
