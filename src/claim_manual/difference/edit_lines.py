"""What is otherwise in a document, a line for each value, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from claim_manual.derived.difference import BLOCKS, NODES, WAYS, ChangeKind, Edit, Way
from claim_manual.derived.reading import Reading
from claim_manual.difference.change_words import Naming
from claim_manual.difference.concern import Concern, concern, is_words
from claim_manual.difference.tree import way_name
from claim_manual.model.catalogue import CatalogueEntry, along, label
from claim_manual.model.language import Words
from claim_manual.model.manual import AnyDocument, nodes
from claim_manual.model.nodes import JOINED, AnyNode, AnyTime, Ask, Parallel, Use, Wait, source_key
from claim_manual.proof.graph import edges

SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "−",
    ChangeKind.CHANGED: "~",
    ChangeKind.MOVED: "↕",
}
"""The mark before a line."""


@dataclass(frozen=True)
class ChangeLine:
    """One thing that is otherwise: its mark, where it is, what it was and is; either may be empty.

    `language` is that of a text of which only one language is told; `where` ends in its name.
    """

    kind: ChangeKind
    where: str
    before: str = ""
    after: str = ""
    concern: Concern = Concern.KEEPING
    language: str = ""

    @property
    def sign(self) -> str:
        """The mark before the line."""
        return SIGNS[self.kind]


@dataclass(frozen=True)
class Side:
    """A document with the reading of the manual in which it stands.

    `model` is that of the document, or of the entry, edition or round that is described; `subject`
    says what is described.
    """

    reading: Reading
    document: AnyDocument | None
    model: type[BaseModel] | None = None
    subject: str = ""

    def fields(self, way: Way) -> list[CatalogueEntry | None]:
        """For each part of a way the field whose key it is; None where it is an id, a number or a language."""
        node = self.node(way)
        if node is None:
            return along((self.model,), way)
        # The catalogue would look in the models of all kinds of nodes; this node has one.
        return [*along((self.model,), way[:1]), None, *along((type(node),), way[2:])]

    def node(self, way: Way) -> AnyNode | None:
        """The node that a way leads to or through; None where it goes through none."""
        if self.document is None or len(way) < 2 or way[0] not in NODES:
            return None
        return next((node for node in nodes(self.document) if node.id == way[1]), None)


@dataclass(frozen=True)
class EditLines:
    """Writes edits of a document, or of no document, as lines; `say` has the words around values."""

    say: Words

    def line(self, edit: Edit, sides: tuple[Side, Side]) -> ChangeLine:
        """An edit in words, and what it touches; the sides are those before and after."""
        side = sides[0] if edit.kind is ChangeKind.REMOVED else sides[1]
        fields = side.fields(edit.way)
        is_of_text = (
            len(fields) > 1 and fields[-1] is None and (field := fields[-2]) and is_words(field)
        )
        is_one_language = is_of_text and edit.way[-1] in side.reading.manual.languages
        return replace(
            self._line(edit, sides, side),
            concern=concern(side.subject, edit, fields),
            language=edit.way[-1] if is_one_language else "",
        )

    def part(self, edit: Edit, sides: tuple[Side, Side]) -> str:
        """What the part of the source is called that an edit is in."""
        side = sides[0] if edit.kind is ChangeKind.REMOVED else sides[1]
        if side.model is None and edit.way[0] == BLOCKS:
            return self.say("Text")
        return self._naming(side).part(edit.way[0], side.fields(edit.way)[0])

    def _line(self, edit: Edit, sides: tuple[Side, Side], side: Side) -> ChangeLine:
        where = " › ".join(self._where(edit.way, side))
        if edit.kind is ChangeKind.MOVED:
            first = self.say("first")
            return ChangeLine(
                edit.kind,
                where,
                self._after(sides[0], edit.way, edit.before) or first,
                self._after(sides[1], edit.way, edit.after) or first,
            )
        if len(edit.way) > 1 and edit.way[-2] == WAYS:
            return ChangeLine(
                edit.kind,
                where,
                self._leads(sides[0], edit.way) if edit.before else "",
                self._leads(sides[1], edit.way) if edit.after else "",
            )
        if edit.way[-1] == WAYS:
            return ChangeLine(edit.kind, where)
        before = (
            "" if edit.kind is ChangeKind.ADDED else self._value(sides[0], edit.way, edit.before)
        )
        after = (
            "" if edit.kind is ChangeKind.REMOVED else self._value(sides[1], edit.way, edit.after)
        )
        if before == after:  # other ids of what is called the same
            before, after = str(edit.before), str(edit.after)
        is_node = len(edit.way) == 2 and edit.way[0] in NODES
        return (
            ChangeLine(edit.kind, where) if is_node else ChangeLine(edit.kind, where, before, after)
        )

    def _where(self, way: Way, side: Side) -> Iterator[str]:
        """The names of the parts of a way, from the outermost."""
        rest = list(way)
        fields = side.fields(way)
        if node := side.node(way):
            words = self.say(label(type(node), source_key(node)))
            yield f"{words} {side.reading.quoted(side.reading.node(node))}"
            rest = rest[3:] if len(rest) > 3 and rest[2] == source_key(node) else rest[2:]
            if rest and rest[0] == WAYS:
                yield self._way(rest[-1], node, side)
                return
            if isinstance(node, Ask) and rest and rest[0] == "answers":
                yield from self._answer(rest, node, side, fields[-len(rest) :])
                return
        if side.model is None and rest[0] == BLOCKS:
            yield self.say("Text")
            rest = rest[1:]
        for part, field in zip(rest, fields[len(fields) - len(rest) :], strict=True):
            yield self._naming(side).part(part, field, is_language=way[0] != "languages")

    def _way(self, name: str, node: AnyNode, side: Side) -> str:
        """A way out of a node: the answer or the outcome of a sub-process that takes it."""
        if isinstance(node, Ask) and name:
            return side.reading.quoted(self._label(name, node, side))
        if isinstance(node, Wait) and name:
            ends = {answer.id: answer for answer in (node.came, node.passed)}
            return side.reading.quoted(side.reading.answer(ends[name]))
        if isinstance(node, Parallel) and name:
            names = {branch.id: side.reading.plain(branch.name) for branch in node.parallel}
            return side.reading.quoted(names.get(name, name))
        used = side.reading.manual.document(node.use) if isinstance(node, Use) else None
        if used and name:
            return side.reading.quoted(side.reading.node_of(used, name))
        return self.say("Next")

    def _label(self, answer_id: str, node: Ask, side: Side) -> str:
        answer = next((answer for answer in node.answers if answer.id == answer_id), None)
        if answer is None or side.document is None:
            return answer_id
        return side.reading.answer_of(side.document, node.id, answer)

    def _answer(
        self, rest: list[str], node: Ask, side: Side, fields: list[CatalogueEntry | None]
    ) -> Iterator[str]:
        yield self.say("Answer")
        if rest[1:]:
            yield side.reading.quoted(self._label(rest[1], node, side))
        for part, field in zip(rest[2:], fields[2:], strict=True):
            if part != "label":
                yield self._naming(side).part(part, field)

    def _leads(self, side: Side, way: Way) -> str:
        if side.document is None:
            return ""
        targets = []
        for edge in edges(side.document):
            if edge.source.removesuffix(JOINED) != way[-3] or way_name(edge) != way[-1]:
                continue
            target = side.reading.quoted(side.reading.node_of(side.document, edge.target))
            if edge.guard:
                condition = side.reading.guard(side.document, edge.guard)
                target = f"{self.say('if {condition}', condition=condition)}: {target}"
            elif edge.rank:
                target = f"{self.say('otherwise')}: {target}"
            targets.append(target)
        return "; ".join(targets)

    def _after(self, side: Side, way: Way, node_id: str) -> str:
        if not node_id:
            return ""
        words = node_id
        if side.document and way[0] in NODES and len(way) == 2:
            words = side.reading.quoted(side.reading.node_of(side.document, node_id))
        return self.say("after {what}", what=words)

    def _value(self, side: Side, way: Way, value: Any) -> str:
        fields = [field for field in side.fields(way) if field]
        field = fields[-1] if fields else None
        if field and field.model is AnyTime and field.key == "to" and side.document:
            return side.reading.quoted(side.reading.node_of(side.document, value))
        return self._naming(side).value(value, field)

    def _naming(self, side: Side) -> Naming:
        return Naming(side.reading, self.say)
