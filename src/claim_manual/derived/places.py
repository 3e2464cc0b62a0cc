"""Places within pages that links lead to: the nodes of a document, the headings of prose."""

from __future__ import annotations

from dataclasses import dataclass

from claim_manual.model.derived import derived, derived_by
from claim_manual.model.manual import AnyDocument, Manual, Prose, nodes
from claim_manual.model.markup import heading_anchors

NODE = "n-"
"""What the anchor of a node begins with; a link may be written with it or without."""


@dataclass(frozen=True)
class NamedPlace:
    """A place by its meaning: a node by its id and number, or a heading by its position (from 0) in
    the prose of a page.
    """

    node: str = ""
    number: int = 0
    heading: int = -1
    anchor: str = ""
    """Of a heading: its anchor in the language in which the link names it."""


def node_place(manual: Manual, document: AnyDocument, written: str) -> NamedPlace | None:
    """The node that a link names, by its id or a former one."""
    names = _nodes(manual, document)
    return names.get(written) or names.get(written.removeprefix(NODE))


@derived_by(lambda document: (document.id, document.path))
def _nodes(_manual: Manual, document: AnyDocument) -> dict[str, NamedPlace]:
    places: dict[str, NamedPlace] = {}
    numbered = [(NamedPlace(node.id, n), node) for n, node in enumerate(nodes(document), 1)]
    for place, node in numbered:
        places.setdefault(node.id, place)
    for place, node in numbered:
        for name in node.aliases:
            places.setdefault(name, place)
    return places


def heading_place(manual: Manual, kind: str, page: str, written: str) -> NamedPlace | None:
    """The heading that a link names, in whichever language it does."""
    for anchors in _headings(manual, kind, page).values():
        if written in anchors:
            return NamedPlace(heading=anchors.index(written), anchor=written)
    return None


def anchor_in(manual: Manual, kind: str, page: str, place: NamedPlace, lang: str) -> str:
    """Where a place is on its page in one language; empty where that has no such place."""
    if place.node:
        return f"{NODE}{place.node}"
    every = _headings(manual, kind, page)
    anchors = every.get(lang, ())
    named = next((other for other in every.values() if place.anchor in other), ())
    if place.anchor in anchors:
        return place.anchor
    return anchors[place.heading] if len(anchors) == len(named) else ""


def place_names(manual: Manual, kind: str, page: str) -> tuple[str, ...]:
    """Every name that a link to a place of a page can have."""
    document = manual.document(page) if kind in {"procedure", "flow"} else None
    ids = tuple(node.id for node in nodes(document)) if document else ()
    headings = [name for anchors in _headings(manual, kind, page).values() for name in anchors]
    return tuple(dict.fromkeys((*ids, *headings)))


@derived
def _headings(manual: Manual, kind: str, page: str) -> dict[str, tuple[str, ...]]:
    """The anchors of a page's headings, by language, the default one first."""
    proses = sorted(_proses(manual, kind, page), key=lambda one: _rank(manual, one.lang))
    return {prose.lang: heading_anchors(prose.text) for prose in proses}


def _rank(manual: Manual, lang: str) -> int:
    return manual.languages.index(lang) if lang in manual.languages else len(manual.languages)


def _proses(manual: Manual, kind: str, page: str) -> list[Prose]:
    if kind == "page":
        return [prose for prose in manual.pages if prose.id == page]
    return [prose for prose in manual.companions if prose.id == page]
