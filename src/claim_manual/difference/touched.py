"""Documents that are the same and lean on what is otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claim_manual.derived.difference import Kind, Revised, Touched
from claim_manual.derived.parts import parts_of
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Use
from claim_manual.model.sources import REGISTER_OF

_LINK = re.compile(r"\]\(([a-z]+):([a-z0-9-]+)")


def touched(after: Manual, before: Manual, revised: Iterable[Revised]) -> tuple[Touched, ...]:
    """Each document that names a changed or removed entry, or uses a changed document."""
    revised = list(revised)
    own = {one.id for one in revised if one.subject in {"procedure", "flow"}}
    other = {(one.subject, one.id) for one in revised if one.kind is not Kind.ADDED}
    gone = {
        one.id: one.subject
        for one in revised
        if one.kind is Kind.REMOVED and one.subject in {"procedure", "flow"}
    }
    found = []
    for document in after.documents():
        if document.id in own:
            continue
        named = _named(after, document)
        if was := before.document(document.id):
            named = named | _named(before, was)
            named |= {(gone[one], one) for one in _documents(before, was) if one in gone}
        if through := sorted(named & other):
            found.append(Touched(document, tuple(through)))
    return tuple(found)


def _named(manual: Manual, document: AnyDocument) -> set[tuple[str, str]]:
    """What a document names: register and id of entries; procedure or flow and id of what it uses."""
    parts = parts_of(manual, document.model)
    named = {(kind, one) for _, kind, one in parts.references}
    for _, text in parts.texts:
        named |= {found for words in text.root.values() for found in _LINK.findall(words)}
    for one in manual.companions:
        if one.id == document.id:
            named |= set(_LINK.findall(one.text))
    found = _with_theirs(
        manual, {(REGISTER_OF[kind], one) for kind, one in named if kind in REGISTER_OF}
    )
    used = closure(manual, document) - {document.id}
    flows = {one.id for one in manual.flows}
    return found | {("flow" if one in flows else "procedure", one) for one in used}


def _documents(manual: Manual, document: AnyDocument) -> set[str]:
    """The ids of procedures and flows that a document names in any way."""
    parts = parts_of(manual, document.model)
    kinds = {"procedure", "flow", "document"}
    found = {one for _, kind, one in parts.references if kind in kinds}
    for _, text in parts.texts:
        for words in text.root.values():
            found |= {one for kind, one in _LINK.findall(words) if kind in kinds}
    return found


def _with_theirs(manual: Manual, entries: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Entries of registers, and those that they name: the law of a time limit."""
    found: set[tuple[str, str]] = set()
    todo = list(entries)
    while todo:
        key = todo.pop()
        if key in found:
            continue
        found.add(key)
        if entry := manual.register(key[0]).find(key[1]):
            named = parts_of(manual, entry).references
            todo += [(REGISTER_OF[kind], one) for _, kind, one in named if kind in REGISTER_OF]
    return found


def closure(manual: Manual, document: AnyDocument) -> set[str]:
    """The ids of a document and of all that it uses."""
    found: set[str] = set()
    todo = [document]
    while todo:
        one = todo.pop()
        if one.id in found:
            continue
        found.add(one.id)
        used = [manual.document(node.use) for node in nodes(one) if isinstance(node, Use)]
        todo += [each for each in used if each]
    return found
