"""A procedure or flow as a numbered outline: the accessible and the printed form of its chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claim_manual.derived.hit_policy import policy_text
from claim_manual.derived.reading import Reading
from claim_manual.model.documents import DecisionTable
from claim_manual.model.manual import AnyDocument, nodes, standings
from claim_manual.model.nodes import Answer, AnyNode, Ask, Multiple, Outcome, Wait, kind
from claim_manual.model.schema import Text
from claim_manual.proof.graph import Edge, open_edges


@dataclass(frozen=True)
class Onward:
    """A way out of an item: what is said on it, and the item it leads to.

    `said` is the text that the label is, where it is one and nothing else.
    """

    label: str
    number: int
    id: str
    text: str
    level: str
    is_end: bool
    said: Text | None = None


@dataclass(frozen=True)
class Item:
    """A node with its number, its words and every way out of it.

    `answers` are those of a question, `options` the same where several can be chosen; `notes` has each text that holds only under a
    condition, after that condition in words; `policy` says which of a table's rules apply. An item
    that `is_within` a branch of a parallel has the branch's name where it is the first of it.
    """

    number: int
    node: AnyNode
    kind: str
    text: str
    ways: tuple[Onward, ...]
    options: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    notes: tuple[tuple[str, Text], ...] = ()
    policy: str = ""
    branch: str = ""
    is_within: bool = False

    @property
    def continues(self) -> bool:
        """Whether it only leads to the next item, which needs no words."""
        return (
            len(self.ways) == 1
            and not self.ways[0].label
            and (self.ways[0].number == self.number + 1)
        )


@dataclass(frozen=True)
class Told:
    """What may be told at any step, in words, and the item that it leads to."""

    id: str
    text: str
    way: Onward
    said: Text


def told_at_any_time(reading: Reading, document: AnyDocument) -> tuple[Told, ...]:
    """The exceptions of a document, which hold at every one of its items."""
    document_nodes = nodes(document)
    numbers = {node.id: n for n, node in enumerate(document_nodes, 1)}
    return tuple(
        Told(
            edge.source,
            reading.plain(edge.told.when_told),
            _onward(reading, "", document_nodes[numbers[edge.target] - 1], numbers[edge.target]),
            edge.told.when_told,
        )
        for edge in open_edges(reading.manual, document)
        if edge.told
    )


def outline(reading: Reading, document: AnyDocument) -> list[Item]:
    """The items of a document in source order, numbered from 1 as in its chart."""
    document_nodes = nodes(document)
    numbers = {node.id: n for n, node in enumerate(document_nodes, 1)}
    edges = open_edges(reading.manual, document)
    within = {standing.node.id for standing in standings(document) if standing.branch}
    names = {edge.target: reading.plain(edge.branch.name) for edge in edges if edge.branch}
    judging = {edge.source for edge in edges if edge.rule}
    ways: dict[str, list[Onward]] = {node.id: [] for node in document_nodes}
    for edge in edges:
        if edge.told:
            continue
        target = document_nodes[numbers[edge.target] - 1]
        label = reading.edge(document, edge)
        onward = _onward(reading, label, target, numbers[target.id])
        ways[edge.source].append(replace(onward, said=_said(reading, edge, label)))
    return [
        Item(
            numbers[node.id],
            node,
            kind(node),
            reading.node(node),
            tuple(ways[node.id]),
            _options(reading, document, node),
            _answers(reading, document, node),
            tuple(_notes(reading, document, node)),
            policy_text(reading, document) if node.id in judging else "",
            names.get(node.id, ""),
            node.id in within,
        )
        for node in document_nodes
    ]


def _onward(reading: Reading, label: str, target: AnyNode, number: int) -> Onward:
    level = (isinstance(target, Outcome) and target.level) or ""
    text = reading.node(target)
    return Onward(label, number, target.id, text, level, is_end=isinstance(target, Outcome))


def _said(reading: Reading, edge: Edge, label: str) -> Text | None:
    text = edge.branch.name if edge.branch else None
    if edge.answer:
        text = reading.label_of(edge.answer)
    return text if text and reading.plain(text) == label else None


def _notes(reading: Reading, document: AnyDocument, node: AnyNode) -> Iterator[tuple[str, Text]]:
    """The texts that hold under a condition, each after the condition in words."""
    for note in node.notes:
        condition = reading.guard(document, note.when)
        yield reading.say("if {condition}", condition=condition), note.text


def _options(reading: Reading, document: AnyDocument, node: AnyNode) -> tuple[str, ...]:
    """What can be answered where the answers are not on the ways: chosen, or of a table."""
    is_input = isinstance(document.model, DecisionTable)
    return _answers(reading, document, node) if is_input or isinstance(node, Multiple) else ()


def _answers(reading: Reading, document: AnyDocument, node: AnyNode) -> tuple[str, ...]:
    answers: tuple[Answer, ...] = node.answers if isinstance(node, Ask) else ()
    if isinstance(node, Wait) and node.otherwise:
        answers = (node.came, node.passed)
    return tuple(reading.answer_of(document, node.id, answer) for answer in answers)


def outline_text(reading: Reading, document: AnyDocument) -> str:
    """The outline as plain text, a line for each item and an indented one for each way.

    What may be told at any time comes first.
    """
    told = told_at_any_time(reading, document)
    lines = [reading.say("At any time:")] if told else []
    lines += [f"   - {one.text}: {way_text(reading, one.way)}" for one in told]
    for item in outline(reading, document):
        lines.append(f"{item.number}. {item.text}")
        lines += [f"   - {option}" for option in item.options]
        lines += [f"   {item.policy}"] if item.policy else []
        lines += [f"   ({condition}: {reading.plain(text)})" for condition, text in item.notes]
        if not item.continues:
            lines += [f"   {way_text(reading, way)}" for way in item.ways]
    return "\n".join(lines) + "\n"


def way_text(reading: Reading, way: Onward) -> str:
    """A way in words: Sim: ir para 4."""
    onward = reading.say("go to {number}", number=way.number)
    return f"{way.label}: {onward}" if way.label else onward
