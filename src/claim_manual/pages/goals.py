"""Where a link leads: to a page of the manual or a place on it, to a file, to an address elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

_OF_MAIL = "@!$'*+-._~"
"""Signs that stand in an address of mail as they are (RFC 6068, 2)."""


@dataclass(frozen=True, slots=True)
class PageGoal:
    """A page of the manual, or a place on it; `uri` as in derived/addresses."""

    uri: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class HereGoal:
    """A place on the same page."""

    anchor: str


@dataclass(frozen=True, slots=True)
class FileGoal:
    """A file of the manual: where it is on the site, and its path in the manual."""

    path: str
    source: str


@dataclass(frozen=True, slots=True)
class MadeGoal:
    """A file that is made with the site, by its path from the root of the site."""

    path: str


@dataclass(frozen=True, slots=True)
class UrlGoal:
    """An address elsewhere."""

    url: str


@dataclass(frozen=True, slots=True)
class Language:
    """No goal: a link of an author's that says in which language its words are, by its BCP 47 tag."""

    tag: str


Goal = PageGoal | HereGoal | FileGoal | MadeGoal | UrlGoal


def mail_address(mail: str) -> str:
    """An e-mail address as RFC 6068 writes it."""
    return f"mailto:{quote(mail, safe=_OF_MAIL)}"


def host(url: str) -> str:
    """An address of the Web as people write it: without its scheme."""
    return url.partition("://")[2].partition("?")[0].partition("#")[0].rstrip("/") or url
