"""A page of the site as it is kept and published: its HTML, its headings, its words for search."""

from __future__ import annotations

import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Contents:
    """A heading of a page: its level, its place, its words."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True)
class SearchedPart:
    """A part of a page that search leads to: its place (empty: the page itself), title, words."""

    anchor: str
    title: str
    words: str


@dataclass(frozen=True)
class SitePage:
    """A page in one language; `uri` has neither language nor ending: procedures/x/gc-01.

    `packed` is its HTML, compressed: a site has all its pages in memory at a time. `source` is the
    file that one edits to change it, relative to the manual.
    """

    uri: str
    lang: str
    title: str
    packed: bytes
    contents: tuple[Contents, ...]
    words: tuple[SearchedPart, ...]
    source: str
    description: str = ""
    code: str = ""
    version: str = ""
    belongs_to: str = ""

    @property
    def html(self) -> str:
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
