"""Where a link in a text goes: a page by meaning, a file of the manual, an outside address, nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from claim_manual.model.derived import derived
from claim_manual.model.manual import Manual
from claim_manual.model.markup import LANGUAGE
from claim_manual.model.media import composed
from claim_manual.model.schema import TAG
from claim_manual.model.sources import (
    FLOW,
    PAGE,
    PROCEDURE,
    REGISTER_OF,
    kind_of_model,
    register_path,
    site_file,
)


class LinkKind(Enum):
    """What kind of goal a link has."""

    PAGE = "page"
    FILE = "file"
    OUTSIDE = "outside"
    LANGUAGE = "language"
    HERE = "here"
    BROKEN = "broken"
    UNSAFE = "unsafe"


@dataclass(frozen=True)
class Goal:
    """Where a link leads. For a page, `kind` and `id` name it; for the rest `id` is the address,
    and of a file `source` its path in the manual.

    For a language, which leads nowhere and says what the words are written in, `id` is its tag.
    """

    way: LinkKind
    id: str = ""
    kind: str = ""
    anchor: str = ""
    source: str = ""


_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_OUTSIDE = ("http", "https", "mailto", "tel")
_SPACES = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_DOCUMENTS = {kind.name: kind for kind in (PROCEDURE, FLOW)}
BROKEN = Goal(LinkKind.BROKEN)
UNSAFE = Goal(LinkKind.UNSAFE)


@derived
def goal(manual: Manual, path: str, href: str) -> Goal:
    """The goal of `href` in a text of the file `path`."""
    if (
        _SPACES.search(unquote(href).replace(" ", "") if not _SCHEME.match(href) else unquote(href))
        or href.startswith(("//", "\\", "/\\"))
        or "\\" in unquote(href)
    ):
        return UNSAFE
    if scheme := _SCHEME.match(href):
        return _by_scheme(manual, scheme.group(1), href)
    if href.startswith("#"):
        return Goal(LinkKind.HERE, anchor=href[1:])
    return _relative(manual, path, href)


def is_safe_address(url: str) -> bool:
    """Whether an address of the reference data may become a link: http or https, with a host."""
    if not re.fullmatch(r"https?://[^\s/\\@]+\.[^\s\\]+", url):
        return False
    try:
        return urlsplit(url).port != 0
    except ValueError:  # brackets that are no IPv6 address, a port that is no number
        return False


def _by_scheme(manual: Manual, scheme: str, href: str) -> Goal:
    rest = href[len(scheme) + 1 :]
    if scheme.lower() in _OUTSIDE:
        is_safe = scheme.lower() in {"mailto", "tel"} or is_safe_address(href)
        return Goal(LinkKind.OUTSIDE, href) if is_safe else UNSAFE
    if document_kind := _DOCUMENTS.get(scheme):
        paths = [document.path for document in manual.documents() if document.id == rest]
        paths += [
            path
            for path in manual.files
            if path.endswith(f"/{rest}{document_kind.ending}") and manual.is_unread(path)
        ]
        is_right = any(path.startswith(f"{document_kind.folder}/") for path in paths)
        return Goal(LinkKind.PAGE, rest, scheme) if is_right else BROKEN
    if href.startswith(LANGUAGE):
        return Goal(LinkKind.LANGUAGE, rest) if re.fullmatch(TAG, rest) else BROKEN
    if scheme in REGISTER_OF:
        register = REGISTER_OF[scheme]
        path = register_path(register)
        is_there = manual.register(register).find(rest) or manual.is_unread(path)
        return Goal(LinkKind.PAGE, register, "register", rest) if is_there else BROKEN
    return UNSAFE


def _relative(manual: Manual, path: str, href: str) -> Goal:
    address, _, anchor = href.partition("#")
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / unquote(address.split("?")[0])).parts:
        if part == ".." and not parts:
            return UNSAFE
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    target = composed("/".join(parts))
    if page := _page(manual, target):
        return Goal(LinkKind.PAGE, page[1], page[0], anchor)
    source = file_at(manual, target)
    if file := site_file(source):
        return Goal(LinkKind.FILE, file, source=source)
    return BROKEN


def file_at(manual: Manual, path: str) -> str:
    """The file at a path as a text writes it, by its own path; "" where there is none."""
    return _files(manual).get(composed(path), "")


@derived
def _files(manual: Manual) -> Mapping[str, str]:
    """The files by their paths as texts have them, whose accents a machine may have set apart."""
    return {composed(path): path for path in sorted(manual.files, reverse=True)}


def _page(manual: Manual, target: str) -> tuple[str, str] | None:
    stem = re.sub(r"\.md$", "", target)
    for page in manual.pages:
        if stem in {f"{PAGE.folder}/{page.id}", f"{PAGE.folder}/{page.id}.{page.lang}"}:
            return "page", page.id
    stem = re.sub(r"(\.[a-zA-Z-]+)?\.(yml|md)$", "", target)
    for document in manual.documents():
        if document.path == f"{stem}.yml":
            kind = kind_of_model(document.model)
            return kind.name if kind else "", document.id
    return None
