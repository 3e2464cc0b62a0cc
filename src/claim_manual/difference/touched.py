"""Documents that are the same and lean on what is otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claim_manual.derived.difference import ChangeKind, Revised, Touched
from claim_manual.derived.media import files_of
from claim_manual.derived.parts import parts_of
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Use
from claim_manual.model.sources import REGISTER_OF

_LINK = re.compile(r"\]\(([a-z]+):([a-z0-9-]+)")


def touched(after: Manual, before: Manual, revised: Iterable[Revised]) -> tuple[Touched, ...]:
    """Each document that names a changed or removed entry, shows a changed file, or uses a changed document."""
    revised = list(revised)
    changed = {change.id for change in revised if change.subject in {"procedure", "flow"}}
    leaned_on = {
        (change.subject, change.id) for change in revised if change.kind is not ChangeKind.ADDED
    }
    gone = {
        change.id: change.subject
        for change in revised
        if change.kind is ChangeKind.REMOVED and change.subject in {"procedure", "flow"}
    }
    leaning = []
    for document in after.documents():
        if document.id in changed:
            continue
        named = _named(after, document)
        if older := before.document(document.id):
            named = named | _named(before, older)
            named |= {(gone[used], used) for used in _documents(before, older) if used in gone}
        named |= {("file", path) for path in files_of(after, document)}
        if through := sorted(named & leaned_on):
            leaning.append(Touched(document, tuple(through)))
    return tuple(leaning)


def _named(manual: Manual, document: AnyDocument) -> set[tuple[str, str]]:
    """What a document names: register and id of entries; procedure or flow and id of what it uses."""
    parts = parts_of(manual, document.model)
    named = {(kind, entry_id) for _, kind, entry_id in parts.references}
    for _, text in parts.texts:
        named |= {link for words in text.root.values() for link in _LINK.findall(words)}
    for companion in manual.companions:
        if companion.id == document.id:
            named |= set(_LINK.findall(companion.text))
    entries = _with_referenced(
        manual, {(REGISTER_OF[kind], entry_id) for kind, entry_id in named if kind in REGISTER_OF}
    )
    used = closure(manual, document) - {document.id}
    flows = {flow.id for flow in manual.flows}
    return entries | {("flow" if used_id in flows else "procedure", used_id) for used_id in used}


def _documents(manual: Manual, document: AnyDocument) -> set[str]:
    """The ids of procedures and flows that a document names in any way."""
    parts = parts_of(manual, document.model)
    kinds = {"procedure", "flow", "document"}
    ids = {document_id for _, kind, document_id in parts.references if kind in kinds}
    for _, text in parts.texts:
        for words in text.root.values():
            ids |= {document_id for kind, document_id in _LINK.findall(words) if kind in kinds}
    return ids


def _with_referenced(manual: Manual, entries: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Entries of registers, and those that they name: the law of a time limit."""
    reached: set[tuple[str, str]] = set()
    todo = list(entries)
    while todo:
        key = todo.pop()
        if key in reached:
            continue
        reached.add(key)
        if entry := manual.register(key[0]).find(key[1]):
            named = parts_of(manual, entry).references
            todo += [
                (REGISTER_OF[kind], entry_id) for _, kind, entry_id in named if kind in REGISTER_OF
            ]
    return reached


def closure(manual: Manual, document: AnyDocument) -> set[str]:
    """The ids of a document and of all that it uses."""
    ids: set[str] = set()
    todo = [document]
    while todo:
        document = todo.pop()
        if document.id in ids:
            continue
        ids.add(document.id)
        used = [manual.document(node.use) for node in nodes(document) if isinstance(node, Use)]
        todo += [used_document for used_document in used if used_document]
    return ids
