"""A procedure or flow as a numbered outline: the accessible and the printed form of its chart."""

from __future__ import annotations

from dataclasses import dataclass

from claim_manual.model.graph import edges
from claim_manual.model.manual import AnyDocument, nodes
from claim_manual.model.nodes import AnyNode, Outcome, kind
from claim_manual.model.reading import Reading


@dataclass(frozen=True)
class Onward:
    """A way out of an item: what is said on it, and the item it leads to."""

    label: str
    number: int
    id: str
    text: str
    level: str
    is_end: bool


@dataclass(frozen=True)
class Item:
    """A node with its number, its words and every way out of it."""

    number: int
    node: AnyNode
    kind: str
    text: str
    ways: tuple[Onward, ...]

    @property
    def continues(self) -> bool:
        """Whether it only leads to the next item, which needs no words."""
        return (
            len(self.ways) == 1
            and not self.ways[0].label
            and (self.ways[0].number == self.number + 1)
        )


def outline(reading: Reading, document: AnyDocument) -> list[Item]:
    """The items of a document in source order, numbered from 1 as in its chart."""
    own = nodes(document)
    numbers = {node.id: n for n, node in enumerate(own, 1)}
    ways: dict[str, list[Onward]] = {node.id: [] for node in own}
    for edge in edges(document):
        target = own[numbers[edge.target] - 1]
        ways[edge.source].append(
            Onward(
                label=reading.edge(document, edge),
                number=numbers[target.id],
                id=target.id,
                text=reading.node(target),
                level=(isinstance(target, Outcome) and target.level) or "",
                is_end=isinstance(target, Outcome),
            )
        )
    return [
        Item(numbers[node.id], node, kind(node), reading.node(node), tuple(ways[node.id]))
        for node in own
    ]


def outline_text(reading: Reading, document: AnyDocument) -> str:
    """The outline as plain text, a line for each item and an indented one for each way."""
    lines = []
    for item in outline(reading, document):
        lines.append(f"{item.number}. {item.text}")
        if not item.continues:
            lines += [f"   {way_text(reading, way)}" for way in item.ways]
    return "\n".join(lines) + "\n"


def way_text(reading: Reading, way: Onward) -> str:
    """A way in words: Sim: ir para 4."""
    onward = reading.say("go to {number}", number=way.number)
    return f"{way.label}: {onward}" if way.label else onward
