"""Which links lead to a node of a document, by the id with which they name it."""

from __future__ import annotations

from claim_manual.derived.difference import NODES, ChangeKind, Revised
from claim_manual.derived.links import goal
from claim_manual.derived.places import NODE
from claim_manual.derived.written_links import written_links
from claim_manual.model.derived import derived
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


@derived
def links_to(manual: Manual, document_id: str, name: str) -> tuple[Place, ...]:
    """Where the links stand that name a node so, whether it is there or not."""
    return tuple(
        place
        for place, link in written_links(manual)
        if "#" in link.href or link.href.startswith("step:")
        for led in [goal(manual, place.path, link.href)]
        if led.id == document_id and (led.missing or led.anchor).removeprefix(NODE) == name
    )


def gone_names(revised: Revised) -> list[tuple[str, str]]:
    """The ids that nodes of a document no longer have, each with the new one; empty where the node is
    gone.
    """
    names = []
    for edit in revised.edits:
        if edit.way[0] not in NODES:
            continue
        if edit.way[2:] == ("id",):
            names.append((edit.before, edit.after))
        elif len(edit.way) == 2 and edit.kind is ChangeKind.REMOVED:
            names.append((edit.way[1], ""))
    return names
