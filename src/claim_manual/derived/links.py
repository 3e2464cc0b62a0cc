"""Where a link in a text goes: a page by meaning, a file of the manual, an outside address, nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from claim_manual.derived.places import NamedPlace, heading_place, node_place
from claim_manual.model.derived import derived
from claim_manual.model.manual import Manual
from claim_manual.model.markup import LANGUAGE, heading_anchors
from claim_manual.model.media import composed
from claim_manual.model.schema import TAG
from claim_manual.model.sources import (
    BRIEF,
    FLOW,
    PAGE,
    PROCEDURE,
    REGISTER_OF,
    WORKSHOP,
    kind_of,
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
    `place` is the place on a page that the link names, `missing` what it names and the page has not.
    """

    way: LinkKind
    id: str = ""
    kind: str = ""
    anchor: str = ""
    place: NamedPlace | None = None
    missing: str = ""
    source: str = ""


_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_OUTSIDE = ("http", "https", "mailto", "tel")
_SPACES = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_DOCUMENTS = {kind.name: kind for kind in (PROCEDURE, FLOW)}
PHASE = "phase"
"""The scheme of a category's page."""
_FILED = {kind.name: kind for kind in (BRIEF, WORKSHOP)}
STEP = "step"
"""The scheme of what becomes the number of a step: `step:id`, of another page `step:page#id`."""
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
        return _by_scheme(manual, path, scheme.group(1), href)
    if href.startswith("#"):
        return _here(manual, path, unquote(href[1:]))
    return _relative(manual, path, href)


def is_safe_address(url: str) -> bool:
    """Whether an address of the reference data may become a link: http or https, with a host."""
    if not re.fullmatch(r"https?://[^\s/\\@]+\.[^\s\\]+", url):
        return False
    try:
        return urlsplit(url).port != 0
    except ValueError:  # brackets that are no IPv6 address, a port that is no number
        return False


def page_of(manual: Manual, path: str) -> tuple[str, str] | None:
    """The page on which the words of a file stand: its kind and its id."""
    kind = kind_of(path)
    if kind and kind.is_register:
        return "register", kind.stem
    return _page(manual, path)


def _is_of_unread(manual: Manual, path: str) -> bool:
    """Whether a file is of a page, or prose beside one, that could not be read: what is on it is not
    known.
    """
    return manual.is_unread(f"{path.split('.', maxsplit=1)[0]}.yml")


def _here(manual: Manual, path: str, anchor: str) -> Goal:
    """A place on the page of the same file."""
    if not anchor:
        return BROKEN
    page = page_of(manual, path)
    if _is_of_unread(manual, path):
        return Goal(LinkKind.HERE, anchor=anchor)
    if page and page[0] == "register":
        is_there = manual.register(page[1]).find(anchor)
        goal = Goal(LinkKind.PAGE, page[1], "register", anchor)
        return goal if is_there else replace(goal, way=LinkKind.BROKEN, missing=anchor)
    if page:
        return _placed(manual, Goal(LinkKind.PAGE, page[1], page[0]), anchor)
    own = next((prose for prose in manual.judged_prose() if prose.path == path), None)
    if own and anchor in heading_anchors(own.text):
        return Goal(LinkKind.HERE, anchor=anchor)
    return Goal(LinkKind.BROKEN, missing=anchor)


def _placed(manual: Manual, page: Goal, anchor: str) -> Goal:
    """A page, or the place on it that `anchor` names."""
    if not anchor:
        return page
    if place := _place(manual, page, anchor):
        return replace(page, anchor=anchor, place=place)
    document = manual.document(page.id) if page.kind in _DOCUMENTS else None
    if page.kind in _DOCUMENTS and (document is None or not document.is_whole):
        return page  # what it has is not known
    return replace(page, way=LinkKind.BROKEN, missing=anchor)


def _place(manual: Manual, page: Goal, anchor: str) -> NamedPlace | None:
    document = manual.document(page.id) if page.kind in _DOCUMENTS else None
    node = node_place(manual, document, anchor) if document else None
    return node or heading_place(manual, page.kind, page.id, anchor)


def _step(manual: Manual, path: str, rest: str) -> Goal:
    """A step by the reference that becomes its number."""
    name, _, node = rest.rpartition("#")
    page = page_of(manual, path)
    document = manual.document(name or (page[1] if page else ""))
    is_unread = any(path.endswith(f"/{name}.yml") for path in manual.unread)
    if document is None and (is_unread if name else _is_of_unread(manual, path)):
        return Goal(LinkKind.HERE, anchor=node)
    if document is None:
        return BROKEN
    kind = kind_of_model(document.model)
    goal = Goal(LinkKind.PAGE, document.id, kind.name if kind else "", node)
    if place := node_place(manual, document, node):
        return replace(goal, place=place)
    return replace(goal, way=LinkKind.BROKEN, missing=node) if document.is_whole else goal


def _by_scheme(manual: Manual, path: str, scheme: str, href: str) -> Goal:
    rest = href[len(scheme) + 1 :]
    if scheme.lower() in _OUTSIDE:
        is_safe = scheme.lower() in {"mailto", "tel"} or is_safe_address(href)
        return Goal(LinkKind.OUTSIDE, href) if is_safe else UNSAFE
    if scheme == STEP:
        return _step(manual, path, rest)
    if document_kind := _DOCUMENTS.get(scheme):
        rest, _, anchor = rest.partition("#")
        paths = [document.path for document in manual.documents() if document.id == rest]
        paths += [
            path
            for path in manual.files
            if path.endswith(f"/{rest}{document_kind.ending}") and manual.is_unread(path)
        ]
        is_right = any(path.startswith(f"{document_kind.folder}/") for path in paths)
        page = Goal(LinkKind.PAGE, rest, scheme)
        return _placed(manual, page, unquote(anchor)) if is_right else BROKEN
    if href.startswith(LANGUAGE):
        return Goal(LinkKind.LANGUAGE, rest) if re.fullmatch(TAG, rest) else BROKEN
    if scheme in REGISTER_OF:
        register = REGISTER_OF[scheme]
        path = register_path(register)
        is_there = manual.register(register).find(rest) or manual.is_unread(path)
        return Goal(LinkKind.PAGE, register, "register", rest) if is_there else BROKEN
    return _by_name(manual, scheme, rest)


def _by_name(manual: Manual, scheme: str, name: str) -> Goal:
    """A phase, a brief or a workshop."""
    if scheme != PHASE and scheme not in _FILED:
        return UNSAFE
    return Goal(LinkKind.PAGE, name, scheme) if _is_page(manual, scheme, name) else BROKEN


def _is_page(manual: Manual, scheme: str, name: str) -> bool:
    """Whether a phase, a brief or a workshop is there, or may be in a file that could not be read."""
    if scheme == PHASE:
        return name in manual.settings.model.categories
    kind = _FILED[scheme]
    return f"{kind.folder}/{name}{kind.ending}" in manual.files


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
        return _placed(manual, Goal(LinkKind.PAGE, page[1], page[0]), unquote(anchor))
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


@derived
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
