"""What a Word file does not say of a page, by name: an import keeps it and cannot carry it."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.model.catalogue import entries
from claim_manual.model.catalogue import label as entry_label
from claim_manual.model.documents import Procedure
from claim_manual.model.finding import Message, Telling
from claim_manual.model.language import words
from claim_manual.model.manual import AnyDocument
from claim_manual.model.nodes import Do, Outcome
from claim_manual.model.shown import Where, message
from claim_manual.proof.graph import edges

_ALWAYS = frozenset({"id", "kind"})
"""Keys that every node has, or that its words say."""


def unsaid(document: AnyDocument) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The label of each field that stands on no page, with the nodes or cases that have it."""
    for entry in entries(type(document.model)):
        if Where.PAGE not in entry.shown.where and getattr(document.model, entry.name):
            yield entry.label, ()
    if cases := tuple(case.id for case in document.model.scenarios):
        yield entry_label(type(document.model), "scenarios"), cases
    by_label: dict[str, list[str]] = {}
    for standing in document.standings:
        for entry in entries(type(standing.node)):
            is_hidden = Where.PAGE not in entry.shown.where and entry.key not in _ALWAYS
            if is_hidden and getattr(standing.node, entry.name, None):
                by_label.setdefault(entry.label, []).append(standing.node.id)
    yield from ((label, tuple(names)) for label, names in by_label.items())


def conditions(document: AnyDocument) -> tuple[str, ...]:
    """The nodes whose ways or notes hold only under conditions."""
    guarded = {edge.source for edge in edges(document) if edge.guard}
    guarded |= {standing.node.id for standing in document.standings if standing.node.notes}
    return tuple(dict.fromkeys(s.node.id for s in document.standings if s.node.id in guarded))


def never_said() -> Message:
    """What no Word file says of a procedure, by the labels of the fields."""
    named = [message("Conditions")]
    for model in (Procedure, Do, Outcome):
        hidden = (entry for entry in entries(model) if Where.PAGE not in entry.shown.where)
        named += [entry.label for entry in hidden if entry.key not in {"id", "waive"}]
    named.append(entry_label(Procedure, "scenarios"))
    each = [*dict.fromkeys(named)]
    return Telling("", {}, lambda tag: ", ".join(map(words(tag or "en"), each)))
