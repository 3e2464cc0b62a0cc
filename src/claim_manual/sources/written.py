"""A YAML file as it is written: values with their style, and every comment with what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from claim_manual.read.yaml_door import Mark, marks, plain_scalar

Position = tuple[int, int]
"""A line and a column, from 0."""


@dataclass
class WrittenEntry:
    """A key with its value, or an item of a list (whose key is None).

    `above` are the lines of comment before it ("" for an empty line), `beside` the comment at the
    end of its line, `below` comments after all of its value.
    """

    key: str | None
    value: Node
    key_style: str = ""
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)
    at: Position = (0, 0)
    end: Position = (0, 0)


@dataclass
class Node:
    """A value: `kind` is scalar, map or list. A plain scalar has what stands there as its text."""

    kind: str
    text: str = ""
    style: str = ""
    entries: list[WrittenEntry] = field(default_factory=list)

    def plain(self) -> Any:
        """The value as lists, dicts and scalars."""
        match self.kind:
            case "map":
                return {entry.key: entry.value.plain() for entry in self.entries}
            case "list":
                return [entry.value.plain() for entry in self.entries]
            case _:
                return self.text if self.style else plain_scalar(self.text)

    def get(self, key: str | int) -> Node | None:
        """The value of a key, or of a position in a list."""
        if isinstance(key, int):
            return self.entries[key].value if key < len(self.entries) else None
        return next((entry.value for entry in self.entries if entry.key == key), None)


@dataclass
class Written:
    """A whole file: the comments at its head and foot, and its value."""

    value: Node
    head: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)

    def every(self) -> Iterator[WrittenEntry]:
        """Every entry, outer before inner."""
        return _every(self.value)


def _every(node: Node) -> Iterator[WrittenEntry]:
    for entry in node.entries:
        yield entry
        yield from _every(entry.value)


def written(text: str) -> Written:
    """A text of which `parse` finds no fault."""
    lines = text.split("\n")
    builder = _NodeBuilder(lines)
    queue = marks(text)
    first = next(queue, None)
    value = builder.node(first, queue) if first else Node("scalar")
    file = Written(value)
    _comment(file, _comments(lines, builder.covered))
    return file


class _NodeBuilder:
    """Builds nodes, and notes where scalars stand: a # in them is no comment."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.covered: list[tuple[Position, Position]] = []
        self.last: Position = (0, 0)

    def node(self, mark: Mark, following: Iterator[Mark]) -> Node:
        if mark.kind == "scalar":
            return self._scalar(mark)
        node = Node(mark.kind, style=mark.style)
        for inner in following:
            if inner.kind == "end":
                if mark.style:
                    self.last = inner.end
                break
            key = self._scalar(inner) if mark.kind == "map" else None
            value = self.node(next(following), following) if key else self.node(inner, following)
            entry = WrittenEntry(key.text if key else None, value, key.style if key else "")
            is_item = mark.kind == "list" and not mark.style
            entry.at = self._dash(inner.start, mark.start[1]) if is_item else inner.start
            entry.end = max(self.last, entry.at)
            node.entries.append(entry)
        return node

    def _dash(self, start: Position, column: int) -> Position:
        """Where the hyphen of an item stands, on the line of its value or above it."""
        line = start[0]
        while line and self.lines[line][column : column + 1] != "-":
            line -= 1
        return line, column

    def _scalar(self, mark: Mark) -> Node:
        start, end = mark.start, mark.end
        if mark.style in {"|", ">"}:
            start, end = (start[0] + 1, 0), self._end_of_block(mark)
            self.last = (end[0] - 1, len(self.lines[end[0] - 1])) if end > start else mark.start
        else:
            self.last = end
        self.covered.append((start, end))
        return Node("scalar", mark.value, mark.style)

    def _end_of_block(self, mark: Mark) -> Position:
        """Where the lines of a block text end: before the first that is not indented like it."""
        first = mark.start[0] + 1
        indent = next(
            (len(line) - len(line.lstrip(" ")) for line in self.lines[first:] if line.strip()), 0
        )
        at = first
        for n in range(first, len(self.lines)):
            line = self.lines[n]
            if line.strip():
                if len(line) - len(line.lstrip(" ")) < indent or indent == 0:
                    break
                at = n + 1
        return at, 0


@dataclass
class _Comment:
    """A comment, or an empty line, with where it stands; `is_whole_line` if it has a line for itself."""

    at: Position
    text: str
    is_whole_line: bool


def _comments(lines: list[str], covered: list[tuple[Position, Position]]) -> list[_Comment]:
    comments = []
    spans = sorted(covered)
    n = 0
    for number, line in enumerate(lines):
        while n < len(spans) and spans[n][1] <= (number, 0):
            n += 1
        if not line.strip():
            inside = n < len(spans) and spans[n][0] <= (number, 0) < spans[n][1]
            if not inside:
                comments.append(_Comment((number, 0), "", is_whole_line=True))
            continue
        for match in re.finditer(r"(?:^|(?<=\s))#", line):
            at = (number, match.start())
            if not any(start <= at < end for start, end in spans[max(0, n - 1) :]):
                text = line[match.start() :].rstrip()
                is_whole_line = not line[: match.start()].strip()
                comments.append(_Comment(at, text, is_whole_line))
                break
    return comments


def _comment(file: Written, comments: list[_Comment]) -> None:
    """Gives each comment to the entry that it is about."""
    entries = sorted(file.every(), key=lambda entry: entry.at)
    if not entries:
        file.head = [comment.text for comment in comments]
        return
    first = entries[0].at[0]
    pending: list[_Comment] = []
    for comment in comments:
        if not comment.is_whole_line:
            _beside(entries, comment)
        elif comment.at[0] < first:
            file.head.append(comment.text)
        else:
            pending.append(comment)
    for comment in pending:
        _whole_line(file, entries, comment)
    for entry in entries:
        entry.above = without_repeated(entry.above)
    file.head, file.foot = without_repeated(file.head), without_repeated(file.foot)
    while file.foot and not file.foot[-1]:
        file.foot.pop()


def _beside(entries: list[WrittenEntry], comment: _Comment) -> None:
    """A comment at the end of a line is about the last thing that begins or ends on it."""
    before = [entry for entry in entries if entry.at < comment.at]
    ending = [
        entry for entry in before if entry.end[0] == comment.at[0] and entry.end <= comment.at
    ]
    starting = [entry for entry in before if entry.at[0] == comment.at[0]]
    entry = (starting or ending or before)[-1] if starting or not ending else ending[0]
    entry.beside = f"{entry.beside} {comment.text}".strip() if entry.beside else comment.text


def _whole_line(file: Written, entries: list[WrittenEntry], comment: _Comment) -> None:
    """A comment on its own line is about what follows; one indented deeper, about what is before."""
    after = next((entry for entry in entries if entry.at > comment.at), None)
    if comment.text and (after is None or after.at[1] < comment.at[1]):
        aligned = [
            entry for entry in entries if entry.at < comment.at and entry.at[1] == comment.at[1]
        ]
        if aligned and comment.at[1] > 0:
            aligned[-1].below.append(comment.text)
            return
    if after is None:
        file.foot.append(comment.text)
    else:
        after.above.append(comment.text)


def without_repeated(lines: list[str]) -> list[str]:
    """Lines of comment with at most one empty line at a time."""
    return [line for n, line in enumerate(lines) if line or n == 0 or lines[n - 1]]
