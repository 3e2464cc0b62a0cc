"""A source in which some values are otherwise; its comments stay, and the order of what is there."""

from __future__ import annotations

from claim_manual.derived.source_edits import SourceEdits
from claim_manual.model.place import Loc
from claim_manual.sources.canonical import canonical
from claim_manual.sources.made import node
from claim_manual.sources.order import Shape
from claim_manual.sources.written import Node, WrittenEntry, written


def edited(text: str, edits: SourceEdits, shape: Shape) -> str:
    """A source of which `parse` finds no fault, with edits."""
    file = written(text)
    for loc, value in edits.values.items():
        _set(file.value, loc, None if value is None else node(value))
    lists = {loc[:-1] for loc in edits.removed} | {*edits.added} | {*edits.order}
    for loc in sorted(lists, key=len, reverse=True):
        _relist(file.value, loc, edits)
    return canonical(file, shape)


def _set(root: Node, loc: Loc, value: Node | None) -> None:
    """Write a value at a key, or take the key out; maps on the way that are not there are made."""
    place = root
    for part in loc[:-1]:
        child = place.get(part)
        if child is None:
            assert isinstance(
                part, str
            )  # items of lists are there before anything is written in them
            child = Node("map", style="{")
            place.entries.append(WrittenEntry(part, child))
        place = child
    last = loc[-1]
    if isinstance(last, int):
        assert value is not None
        place.entries[last].value = value
        return
    entry = next((entry for entry in place.entries if entry.key == last), None)
    if value is None:
        place.entries = [other for other in place.entries if other is not entry]
    elif entry is not None:
        entry.value = value
    else:
        place.entries.append(WrittenEntry(last, value))


def _relist(root: Node, loc: Loc, edits: SourceEdits) -> None:
    """A list without what is removed, in its order, with what is added."""
    place = root
    for part in loc[:-1]:
        child = place.get(part)
        assert child is not None
        place = child
    values = place.get(loc[-1])
    if values is None:
        values = Node("list")
        place.entries.append(WrittenEntry(str(loc[-1]), values))
    values.style = ""
    added: dict[int, list[WrittenEntry]] = {}
    for after, item in edits.added.get(loc, []):
        value = node(item)
        value.style = (
            "" if value.kind == "map" and "id" in {e.key for e in value.entries} else value.style
        )
        added.setdefault(after, []).append(WrittenEntry(None, value))
    entries = added.get(-1, [])
    for n in edits.order.get(loc, range(len(values.entries))):
        if (*loc, n) not in edits.removed:
            entries.append(values.entries[n])
        entries += added.get(n, [])
    values.entries = entries
    if not entries:
        place.entries = [entry for entry in place.entries if entry.value is not values]
