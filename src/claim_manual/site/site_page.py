"""A page of the site as it is kept and published: its HTML, its headings, its words for search."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_TREE = ("typed", "walk", "carried", "questions", "person", "tree")
_NEEDED = {"cm-program": _TREE, "cm-cases": (*_TREE, "practice")}
"""Scripts by the place on a page that they begin at: a tree, cases to play on one."""
_OF_DISCREET = "leave"
SCRIPTS_OF_SOME = (*_NEEDED["cm-cases"], _OF_DISCREET)
"""Scripts that only some pages load, in their order."""


def scripts_of(html: str) -> tuple[str, ...]:
    """Which of them a page with this HTML loads."""
    wanted = {
        name for place, names in _NEEDED.items() if f' id="{place}"' in html for name in names
    }
    if ' class="cm-button cm-leave"' in html:
        wanted.add(_OF_DISCREET)
    return tuple(name for name in SCRIPTS_OF_SOME if name in wanted)


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
class Asset:
    """A file that pages need; `uri` is relative to the site."""

    uri: str
    content: bytes


@dataclass(frozen=True)
class SitePage:
    """A page in one language; `uri` has neither language nor ending: procedures/x/gc-01.

    Its HTML, its words for search and what it fetches later are compressed: a site has all its pages in memory at a time,
    and one that is kept is often written as it is. `source` is the file that one edits to change
    it, relative to the manual.
    """

    uri: str
    lang: str
    title: str
    packed: bytes
    packed_words: bytes
    contents: tuple[Contents, ...]
    source: str
    description: str = ""
    code: str = ""
    version: str = ""
    belongs_to: str = ""
    is_discreet: bool = False
    beyond_latin: str = ""
    """The characters on it for which the site needs a further family."""
    packed_apart: bytes = b""
    """The files that it fetches when somebody wants them; none where this is empty."""
    scripts: tuple[str, ...] = ()
    """What it loads beside what every page does, as in `SCRIPTS_OF_SOME`."""

    @property
    def html(self) -> str:
        """What stands on the page."""
        return unpacked(self.packed)

    @property
    def words(self) -> list[SearchedPart]:
        """The parts that search leads to, in the page's order; the first is the page itself."""
        return [SearchedPart(*row) for row in json.loads(unpacked(self.packed_words))]

    @property
    def apart(self) -> list[Asset]:
        """The files that it fetches when somebody wants them."""
        return [Asset(uri, content.encode()) for uri, content in self._apart]

    @property
    def apart_texts(self) -> list[str]:
        """What is in them."""
        return [content for _, content in self._apart]

    @property
    def _apart(self) -> list[tuple[str, str]]:
        return json.loads(unpacked(self.packed_apart)) if self.packed_apart else []


def packed(text: str) -> bytes:
    """A text as a page holds it."""
    return zlib.compress(text.encode(), 1)


def packed_words(parts: Iterable[SearchedPart]) -> bytes:
    """Parts as a page holds them."""
    rows = [(part.anchor, part.title, part.words) for part in parts]
    return packed(json.dumps(rows, ensure_ascii=False))


def packed_apart(parts: Iterable[Asset]) -> bytes:
    """What a page fetches later as it holds it."""
    return packed(
        json.dumps([(one.uri, one.content.decode()) for one in parts], ensure_ascii=False)
    )


def unpacked(content: bytes) -> str:
    """The text again."""
    return zlib.decompress(content).decode()
