"""A page as it left the manual and as it came back: every paragraph and row that is otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from claim_manual.derived.word_text import WordParagraph
from claim_manual.imports.returned.page import ReadPage, ReadRow, said, same
from claim_manual.imports.returned.pairing import alike, pairs
from claim_manual.model.language import Words
from claim_manual.model.shown import message

_GO = message("go to {number}")


class Kind(Enum):
    """What happened to a paragraph or row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class Spot:
    """Where a paragraph stands: the node and the column of its row; both "" outside of the steps.

    `n` is which paragraph of the column, or of all lines outside of the steps, it is or comes after;
    -1 before all.
    """

    node: str = ""
    column: str = ""
    n: int = -1


@dataclass(frozen=True)
class Change:
    """What is otherwise: the words as they left and as they came back, "" for none.

    `spot` is where it stood, `paragraph` as it came back, `heading` what stands above it. Of a row
    that is new, `row` is the row, and `spot.node` the node that it comes after. One that is
    `overtaken` is of words that the page does not say any more.
    """

    kind: Kind
    spot: Spot
    before: str
    after: str
    paragraph: WordParagraph | None = None
    heading: str = ""
    row: ReadRow | None = None
    is_overtaken: bool = False

    @property
    def at(self) -> int:
        """The paragraph of the file; 0 for what is gone from it."""
        if self.row is not None:
            return self.row.at
        return self.paragraph.at if self.paragraph else 0

    @property
    def identity(self) -> tuple[str, str, str, str, str]:
        """By what it is the same as another change of the same page."""
        node = "" if self.row is not None else self.spot.node
        return self.kind.value, node, self.spot.column, self.before, self.after


@dataclass(frozen=True)
class Sides:
    """The two sides, the nodes of the first in the order of its rows, and what rows of the second are.

    `nodes` of the second has "" for a row that is none of the first.
    """

    left: ReadPage
    right: ReadPage
    left_nodes: tuple[str, ...]
    right_nodes: tuple[str, ...]
    say: Words

    def goals(self, *, is_left: bool) -> dict[str, str]:
        """By number the node of each row of a side; of a row that is new its number."""
        page, nodes = (self.left, self.left_nodes) if is_left else (self.right, self.right_nodes)
        both = [*zip(page.rows, nodes, strict=True)]
        ordered = sorted(both, key=lambda pair: not pair[1])  # of two with a number, the known one
        named: dict[str, str] = {}
        for row, node in ordered:
            if row.number:
                named.setdefault(row.number, node or f"#{row.number}")
        return named

    @cached_property
    def places(self) -> dict[str, str]:
        """By bookmark the node whose row it marks."""
        return {
            place: node
            for row, node in zip(self.left.rows, self.left_nodes, strict=True)
            for place in row.places
        }

    def goal(self, number: str, paragraph: WordParagraph, *, is_left: bool) -> str:
        """The node to which a way leads: the link says it unless somebody typed another number."""
        goals = self.goals(is_left=is_left)
        linked = next((self.places[p] for p in paragraph.goals if p in self.places), "")
        if linked and any(self.goals(is_left=side).get(number) == linked for side in (True, False)):
            return linked
        return goals.get(number, number)


def sides(left: ReadPage, right: ReadPage, nodes: Sequence[str], say: Words) -> Sides:
    """The two sides, with which row of the second is which node: by bookmarks, else by words."""
    places = Sides(left, right, tuple(nodes), (), say).places
    marked = [next((places[p] for p in row.places if p in places), "") for row in right.rows]
    taken: set[str] = set()
    for n, node in enumerate(marked):
        if node in taken:
            marked[n] = ""
        taken.add(node)
    return Sides(left, right, tuple(nodes), tuple(_by_words(left, right, nodes, marked)), say)


def _by_words(
    left: ReadPage, right: ReadPage, nodes: Sequence[str], marked: list[str]
) -> list[str]:
    """The nodes of rows that have no bookmark: those that say nearly the same, in order."""
    open_left = [n for n, node in enumerate(nodes) if node not in marked]
    open_right = [n for n, node in enumerate(marked) if not node]
    if not open_left or not open_right:
        return marked
    before = [left.rows[n].words for n in open_left]
    after = [right.rows[n].words for n in open_right]
    named = [*marked]
    for a, b in pairs(before, after):
        if a is None or b is None:
            continue
        is_like = alike(before[a], after[b]) >= _LIKE_ROW
        if is_like or left.rows[open_left[a]].number == right.rows[open_right[b]].number:
            named[open_right[b]] = nodes[open_left[a]]
    return named


_LIKE_ROW = 0.4


def changes(both: Sides) -> list[Change]:
    """Everything that is otherwise on the second side, in the order of the page."""
    return [*_of_lines(both), *_of_rows(both)]


def _of_lines(both: Sides) -> Iterator[Change]:
    left, right = both.left.lines, both.right.lines
    last = -1
    for a, b in pairs([line.words for line in left], [line.words for line in right]):
        last = a if a is not None else last
        if a is None and b is not None:
            new = right[b]
            yield Change(Kind.ADDED, Spot(n=last), "", new.words, new.paragraph, new.heading)
        elif a is not None and b is None:
            yield Change(Kind.REMOVED, Spot(n=a), left[a].words, "", heading=left[a].heading)
        elif a is not None and b is not None and left[a].words != right[b].words:
            yield Change(
                Kind.CHANGED,
                Spot(n=a),
                left[a].words,
                right[b].words,
                right[b].paragraph,
                left[a].heading,
            )


def _of_rows(both: Sides) -> Iterator[Change]:
    rows = {node: row for node, row in zip(both.right_nodes, both.right.rows, strict=True) if node}
    before = ""
    for row, node in zip(both.right.rows, both.right_nodes, strict=True):
        if not node:
            yield Change(Kind.ADDED, Spot(before, "row"), "", row.words, row=row)
        before = node or before
    for row, node in zip(both.left.rows, both.left_nodes, strict=True):
        if node not in rows:
            yield Change(Kind.REMOVED, Spot(node, "row"), row.title, "")
        else:
            yield from _of_cells(both, node, row, rows[node])
    yield from _moved(both)


def _moved(both: Sides) -> Iterator[Change]:
    """Rows that stand after another one than before, of those that both sides have."""
    kept = set(both.right_nodes)
    old = [node for node in both.left_nodes if node in kept]
    new = [node for node in both.right_nodes if node]
    if old == new:
        return
    titles = dict(zip(both.left_nodes, (row.title for row in both.left.rows), strict=True))
    follows = dict(zip(old, ["", *old], strict=False))
    for before, node in zip(["", *new], new, strict=False):
        if follows.get(node) != before:
            title = titles.get(node, "")
            yield Change(
                Kind.MOVED, Spot(node, "row"), title, f"{title} ← {titles.get(before, '')}"
            )


def _of_cells(both: Sides, node: str, left: ReadRow, right: ReadRow) -> Iterator[Change]:
    for column, paragraphs in left.cells.items():
        others = right.cells.get(column, ())
        if column == "number":
            continue
        if column == "then":
            before = [_led(p, both, is_left=True) for p in paragraphs]
            after = [_led(p, both, is_left=False) for p in others]
        else:
            before, after = [*map(said, paragraphs)], [*map(said, others)]
        last = -1
        for a, b in pairs(before, after):
            last = a if a is not None else last
            if a is None and b is not None:
                yield Change(Kind.ADDED, Spot(node, column, last), "", after[b], others[b])
            elif a is not None and b is None:
                yield Change(Kind.REMOVED, Spot(node, column, a), before[a], "")
            elif a is not None and b is not None and before[a] != after[b]:
                yield Change(Kind.CHANGED, Spot(node, column, a), before[a], after[b], others[b])


def way_pattern(say: Words) -> re.Pattern[str]:
    """What says where a way leads: “go to 4”."""
    before, _, after = same(say(_GO)).partition("{number}")
    return re.compile(rf"{re.escape(before)}\s?(?P<number>\d+){re.escape(after)}")


def _led(paragraph: WordParagraph, both: Sides, *, is_left: bool) -> str:
    """A way with the node that it leads to in place of its number, which other rows change."""
    return way_pattern(both.say).sub(
        lambda way: f"→{{{both.goal(way['number'], paragraph, is_left=is_left)}}}", said(paragraph)
    )


def led(paragraph: WordParagraph, page: ReadPage, nodes: Sequence[str], say: Words) -> str:
    """A way of a page by itself, with the node that it leads to in place of its number."""
    both = Sides(page, page, tuple(nodes), tuple(nodes), say)
    return _led(paragraph, both, is_left=True)
