"""The canonical form of a source: order of keys, quotes, braces only where they are short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.sources.order import Shape
from claim_manual.sources.scalars import block, scalar
from claim_manual.sources.written import Node, Written, WrittenEntry, without_repeated

WIDTH = 100
"""How wide a line with braces or brackets may be, in characters."""


def canonical(file: Written, shape: Shape) -> str:
    """The text of a file, ending in a line break; `shape` gives the order of its keys."""
    _order(file.value, shape)
    lines = [*file.head]
    if file.value.kind == "scalar":
        lines.append(_scalar(file.value, in_flow=False))
    elif not file.value.entries:
        lines.append("{}" if file.value.kind == "map" else "[]")
    else:
        lines += _collection(file.value, 0)
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join([*lines, *file.foot]).rstrip("\n") + "\n"


def _order(node: Node, shape: Shape) -> None:
    for entry in node.entries:
        _order(entry.value, shape.below(entry.key))
        if entry.key is None and entry.value.entries:
            # A comment above the first key of an item is about the item.
            first = entry.value.entries[0]
            entry.above += [line for line in first.above if line]
            first.above = []
    if not node.entries:
        return
    if node.kind == "map":
        # A comment above the first key is about the whole map: it stays above.
        above, node.entries[0].above = node.entries[0].above, []
        node.entries.sort(key=lambda entry: shape.rank(entry.key))
        node.entries[0].above = [*above, *node.entries[0].above]
    first = node.entries[0]
    first.above = without_repeated(first.above)
    while first.above and not first.above[0]:
        first.above.pop(0)


def _collection(node: Node, indent: int) -> Iterator[str]:
    for entry in node.entries:
        yield from _entry(entry, indent)


@dataclass(frozen=True)
class _Start:
    """What stands before a value on its line: a key with its colon, or the mark of an item."""

    words: str
    indent: int

    @property
    def line(self) -> str:
        """The start, indented."""
        return " " * self.indent + self.words


def _entry(entry: WrittenEntry, indent: int) -> Iterator[str]:
    pad = " " * indent
    is_item = entry.key is None
    for line in entry.above:
        yield f"{pad}{line}".rstrip()
    start = _Start("-" if is_item else f"{scalar(entry.key or '', is_key=True)}:", indent)
    yield from _valued(entry, start)
    for line in entry.below:
        yield f"{pad}{line}".rstrip()


def _valued(entry: WrittenEntry, start: _Start) -> Iterator[str]:
    node = entry.value
    beside = f" {entry.beside}" if entry.beside else ""
    if node.kind == "scalar":
        yield from _scalar_lines(node, start, beside)
    elif not node.entries:
        yield f"{start.line} {'{}' if node.kind == 'map' else '[]'}{beside}"
    elif _is_flow(node, len(start.line) + 1):
        yield f"{start.line} {_flow(node)}{beside}"
    elif start.words == "-":
        lines = [*_collection(node, start.indent + 2)]
        if beside:
            yield f"{start.line}{beside}"
            yield from lines
        else:
            yield f"{start.line} {lines[0][start.indent + 2 :]}"
            yield from lines[1:]
    else:
        yield f"{start.line}{beside}"
        yield from _collection(node, start.indent + 2)


def _scalar_lines(node: Node, start: _Start, beside: str) -> Iterator[str]:
    literal = block(node.text) if node.style else None
    if literal is None:
        plain = _scalar(node, in_flow=False)
        yield f"{start.line} {plain}{beside}" if plain else f"{start.line}{beside}"
        return
    mark, lines = literal
    yield f"{start.line} {mark}{beside}"
    for line in lines:
        yield f"{' ' * (start.indent + 2)}{line}" if line else ""


def _scalar(node: Node, *, in_flow: bool) -> str:
    is_string = bool(node.style) or isinstance(node.plain(), str)
    return scalar(node.text, in_flow=in_flow) if is_string else node.text


def _is_flow(node: Node, used: int) -> bool:
    """Whether a collection stays in braces: it is written so, has no comment, and is short."""
    return bool(node.style) and _fits(node) and used + len(_flow(node)) <= WIDTH


def _fits(node: Node) -> bool:
    return all(
        not (entry.above or entry.beside or entry.below)
        and "\n" not in entry.value.text
        and (entry.value.kind == "scalar" or _fits(entry.value))
        for entry in node.entries
    )


def _flow(node: Node) -> str:
    if node.kind == "scalar":
        return _scalar(node, in_flow=True)
    if node.kind == "list":
        return "[" + ", ".join(_flow(entry.value) for entry in node.entries) + "]"
    pairs = (
        f"{scalar(entry.key or '', in_flow=True, is_key=True)}: {_flow(entry.value)}".rstrip()
        for entry in node.entries
    )
    return "{" + ", ".join(pairs) + "}"
