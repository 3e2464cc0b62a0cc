"""Sources that the program writes itself: values as a file, and items more at the end of a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from claim_manual.sources.canonical import canonical
from claim_manual.sources.order import Shape
from claim_manual.sources.written import Node, Written, WrittenEntry, written

Plain = Mapping[str, "Plain"] | Sequence["Plain"] | str | int | dt.date
"""What a source is made of."""


def source_text(
    value: Mapping[str, Plain], shape: Shape, comments: Mapping[str, str] | None = None
) -> str:
    """A source in its canonical form; what is short stands in braces.

    `comments` are what stands above keys.
    """
    top = node(value)
    top.style = ""
    for entry in top.entries:
        if comment := (comments or {}).get(entry.key or ""):
            entry.above = [f"# {line}" for line in comment.splitlines()]
        if entry.value.kind == "list":
            entry.value.style = ""
    return canonical(Written(top), shape)


def with_items(
    text: str,
    key: str,
    items: Sequence[Mapping[str, Plain]],
    shape: Shape,
    changed: Mapping[str, Mapping[str, Plain]] | None = None,
) -> str:
    """A source of which `parse` finds no fault, with items more at the end of the list of a key, and
    with other values of some keys in those of its items that are `changed`, by their ids.

    Its comments stay, and the order of what is there.
    """
    file = written(text)
    values = file.value.get(key)
    if values is None or values.kind != "list":
        values = Node("list")
        file.value.entries = [entry for entry in file.value.entries if entry.key != key]
        file.value.entries.append(WrittenEntry(key, values))
    values.style = ""
    for entry in values.entries:
        named = entry.value.get("id")
        for inner_key, inner in (changed or {}).get(named.text if named else "", {}).items():
            put(entry.value, inner_key, inner)
    for item in items:
        value = node(item)
        value.style = ""
        values.entries.append(WrittenEntry(None, value))
    return canonical(file, shape)


def put(target: Node, key: str, value: Plain) -> None:
    """Give a key of a mapping another value."""
    target.style = "" if target.kind == "map" else target.style
    for entry in target.entries:
        if entry.key == key:
            entry.value = node(value)
            return
    target.entries.append(WrittenEntry(key, node(value)))


def node(value: Plain) -> Node:
    """A value as a node whose collections may stand in braces."""
    match value:
        case str():
            return Node("scalar", value, '"')
        case Mapping():
            pairs = [WrittenEntry(key, node(inner)) for key, inner in value.items()]
            return Node("map", style="{", entries=pairs)
        case Sequence():
            items = [WrittenEntry(None, node(inner)) for inner in value]
            return Node("list", style="[", entries=items)
        case _:
            return Node("scalar", str(value))
