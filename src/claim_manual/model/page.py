"""What views make and publishing writes: pages of a site, files beside them, books."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page in one language; `uri` has neither language nor ending: procedures/x/gc-01."""

    uri: str
    lang: str
    title: str
    markdown: str
    source: str
    """The source file that one edits to change the page, relative to the manual."""
    description: str = ""
    version: str = ""


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


@dataclass(frozen=True)
class Book:
    """A print edition in one language, as one HTML document for paged media."""

    name: str
    lang: str
    title: str
    html: str
