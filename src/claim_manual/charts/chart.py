"""A procedure or flow as a chart: numbered boxes and the ways between them, in one language."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claim_manual.derived.addresses import Address, document_uri
from claim_manual.derived.handovers import handovers, who_acts
from claim_manual.derived.hit_policy import policy_text
from claim_manual.derived.lanes import lanes
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import AnyDocument, exceptions, nodes
from claim_manual.model.nodes import AnyNode, Ask, Outcome, Use, kind
from claim_manual.model.nodes import words as node_words
from claim_manual.model.values import LEVELS
from claim_manual.proof.graph import open_edges


@dataclass(frozen=True)
class Box:
    """A node: `number` as in the outline, `kind` as in the source, `href` of a sub-process.

    A connector between the parts of a divided chart has kind "link" and number 0, what may be told
    at any time kind "told": it is a start of its own. Where an author drew the chart its boxes are
    not numbered: `is_numbered`. `change` says
    what happened to it, where two charts are compared: added, removed, changed or moved.
    """

    id: str
    number: int
    kind: str
    text: str
    level: str = ""
    level_text: str = ""
    href: str = ""
    role: str = ""
    change: str = ""
    is_numbered: bool = True

    @property
    def said(self) -> str:
        """Its number and text; of a connector, and where an author numbers, its text alone."""
        return f"{self.number}. {self.text}" if self.number and self.is_numbered else self.text


@dataclass(frozen=True)
class Arrow:
    """An edge between two boxes, by node id."""

    source: str
    target: str
    label: str


@dataclass(frozen=True)
class Group:
    """Boxes that stand together under a title, in a group of their own or within another (`within`).

    `direction` is in which way they are laid out, if it is another than the chart's.
    """

    id: str
    title: str
    boxes: tuple[str, ...]
    within: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Chart:
    """What every picture is drawn from; `direction` is where its ways lead: down (TD), right (LR), …"""

    id: str
    title: str
    description: str
    boxes: tuple[Box, ...]
    ways: tuple[Arrow, ...]
    groups: tuple[Group, ...] = ()
    direction: str = "TD"


def chart(reading: Reading, document: AnyDocument, address: Address) -> Chart:
    """The chart of a document; `address` makes the links of its sub-processes."""
    drawn_nodes = nodes(document)
    crossed = handovers(reading.manual, document)
    policy = policy_text(reading, document)
    policy = f"({policy.rstrip('.')})" if policy else ""
    return Chart(
        id=document.id,
        title=" ".join(
            (reading.say("Flowchart: {title}", title=reading.title(document)), policy)
        ).strip(),
        description=_description(reading, document),
        boxes=tuple(
            Box(
                id=node.id,
                number=number,
                kind=kind(node),
                text=_text(reading, node),
                level=(level := (isinstance(node, Outcome) and node.level) or ""),
                level_text=reading.say(LEVELS[level]) if level else "",
                href=_href(reading, node.use, address) if isinstance(node, Use) else "",
                role=who_acts(reading, node, crossed.get(node.id)),
            )
            for number, node in enumerate(drawn_nodes, 1)
        )
        + tuple(Box(told.id, 0, "told", reading.told(told)) for told in exceptions(document)),
        ways=tuple(
            Arrow(edge.source, edge.target, reading.edge(document, edge))
            for edge in open_edges(reading.manual, document)
        ),
    )


def lane_chart(reading: Reading, document: AnyDocument, address: Address) -> Chart | None:
    """The chart of a document with a group for each actor; None where fewer than two act."""
    by_role = lanes(reading.manual, document)
    if not by_role:
        return None
    drawn = chart(reading, document, address)
    title = reading.say("Flowchart by actor: {title}", title=reading.title(document))
    groups = (Group(f"lane-{role}", reading.roles((role,)), ids) for role, ids in by_role.items())
    return replace(drawn, id=f"{document.id}-lanes", title=title, groups=tuple(groups))


def _text(reading: Reading, node: AnyNode) -> str:
    """What a box says; with a note where the words, or an answer's, are older than their source."""
    labels = [answer.label for answer in node.answers] if isinstance(node, Ask) else []
    is_stale = any(reading.is_stale(text) for text in (node_words(node), *labels))
    note = f" [{reading.say('translation to be confirmed')}]" if is_stale else ""
    return reading.node(node) + note


def _href(reading: Reading, used: str, address: Address) -> str:
    document = reading.manual.document(used)
    return address(document_uri(document), "") if document else ""


_STEPS = ("do", "use", "wait")


def _description(reading: Reading, document: AnyDocument) -> str:
    kinds = [kind(node) for node in nodes(document)]
    say = reading.say
    parts = [
        say.count("{n} step", "{n} steps", sum(kinds.count(kind) for kind in _STEPS)),
        say.count("{n} question", "{n} questions", kinds.count("ask")),
        say.count("{n} outcome", "{n} outcomes", kinds.count("outcome")),
    ]
    return say("{parts}. The same stands on this page as text.", parts=say.all_of(parts))
