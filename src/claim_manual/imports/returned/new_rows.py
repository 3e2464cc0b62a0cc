"""Rows that somebody added to the table of steps, as nodes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claim_manual.derived.reading import Reading
from claim_manual.derived.source_edits import SourceEdits
from claim_manual.imports.into import Into, MeantRoles
from claim_manual.imports.returned.compared import Sides, way_pattern
from claim_manual.imports.returned.known_lines import KnownLines
from claim_manual.imports.returned.page import ReadRow, said, same
from claim_manual.imports.written import as_words, first, paragraph_markdown, slug, unique
from claim_manual.model.manual import AnyDocument
from claim_manual.model.place import Loc
from claim_manual.model.values import LEVELS

_LONGEST_ID = 32


@dataclass
class NewRows:
    """The rows that are new, each after a node of the page."""

    document: AnyDocument
    both: Sides
    into: Into
    rows: list[tuple[str, ReadRow]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reading = Reading(self.into.manual, self.into.lang)
        self._standings = {s.node.id: s for s in reversed(self.document.standings)}
        self._ids: dict[int, str] = {}
        taken = set(self._standings)
        for row, node in zip(self.both.right.rows, self.both.right_nodes, strict=True):
            if not node:
                title = self._title(row)[0]
                self._ids[id(row)] = unique(slug(title, _LONGEST_ID) or "x", taken)
        self._by_number = {
            f"#{row.number}": self._ids[id(row)]
            for row in reversed(self.both.right.rows)
            if id(row) in self._ids and row.number
        }

    def add(self, before: str, row: ReadRow) -> None:
        """A row that stands after that of a node."""
        self.rows.append((before, row))

    def id_of(self, goal: str) -> str | None:
        """The node that is a goal: one of the page, or one of a new row."""
        if goal in self._by_number:
            return self._by_number[goal]
        standing = self._standings.get(goal)
        return goal if standing and standing.parallel is None else None

    def write(self, edits: SourceEdits) -> None:
        """Put the nodes where their rows stand."""
        for before, row in self.rows:
            if node := self._node(row):
                loc, position = self._place(before)
                edits.added.setdefault(loc, []).append((position, node))

    def _place(self, before: str) -> tuple[Loc, int]:
        standing = self._standings.get(before)
        if standing is None:
            first_loc = self.document.standings[0].loc
            return first_loc[:-1], -1
        return standing.loc[:-1], int(standing.loc[-1])

    def _title(self, row: ReadRow) -> tuple[str, str, str]:
        """What a row says first, as words and as Markdown, and the level of an outcome; the words
        that say that it is one are left out.
        """
        paragraphs = row.cells.get("what", ())
        if not paragraphs:
            return "", "", ""
        words, markdown = said(paragraphs[0]), paragraph_markdown(paragraphs[0])
        label = f"{same(self.into.say_word('Outcome'))}:"
        if not words.startswith(label):
            return words, " ".join(markdown.split()), ""
        rest = words[len(label) :].strip()
        for level, name in LEVELS.items():
            mark, found, title = rest.partition(f"{same(self.into.say_word(name))}:")
            if found and len(mark) <= 2:
                return title.strip(), as_words(title.strip()), level
        return rest, as_words(rest), "none"

    def _node(self, row: ReadRow) -> dict[str, Any] | None:
        title, markdown, level = self._title(row)
        if not title:
            return None
        lang, node_id = self.into.lang, self._ids[id(row)]
        ways = self._ways(row)
        labelled = [(label, goal) for label, goal in ways if label]
        is_asked = title.endswith("?") and len(labelled) > 1
        key = "outcome" if level else "ask" if is_asked else "do"
        node: dict[str, Any] = {"id": node_id, key: {lang: markdown}}
        if level and level != "none":
            node["level"] = level
        details = [first(paragraph_markdown(p)) for p in row.cells.get("what", ())[1:]]
        if key != "outcome":
            self._role(row, node, details)
        if is_asked:
            node["answers"] = [{**self.into.answer(label), "to": goal} for label, goal in labelled]
        elif ways and key == "do":
            node["next"] = ways[0][1]
        if details:
            node["help" if is_asked else "details"] = {lang: "\n\n".join(details)}
        return node

    def _role(self, row: ReadRow, node: dict[str, Any], details: list[str]) -> None:
        written = ", ".join(map(said, row.cells.get("who", ())))
        if not written:
            return
        exact = KnownLines(self.into).people(written)
        meant = MeantRoles(tuple(exact)) if exact else self.into.roles(written)
        if meant.ids and not (meant.near or meant.unknown):
            node["role"] = meant.ids[0] if len(meant.ids) == 1 else [*meant.ids]
        else:
            details.append(f"{self.into.say_word('Who')}: {as_words(written)}")

    def _ways(self, row: ReadRow) -> list[tuple[str, str]]:
        ways = []
        for paragraph in row.cells.get("then", ()):
            match = way_pattern(self.both.say).search(said(paragraph))
            if match is None:
                continue
            goal = self.both.goal(match["number"], paragraph, is_left=False)
            target = self.id_of(goal)
            label = said(paragraph)[: match.start()].strip().removesuffix(":").strip()
            if target:
                ways.append(("" if label == same(self.into.say_word("Then")) else label, target))
        return ways
