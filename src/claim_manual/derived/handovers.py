"""Where a document goes over from one organisation to another, or to the person served.

Within an organisation its people hand on all day; what crosses its border is what gets lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from claim_manual.derived.acting import acting_roles
from claim_manual.derived.reading import Reading
from claim_manual.model.derived import derived_by
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import AnyNode, Ask, Do, roles
from claim_manual.model.schema import Text
from claim_manual.proof.graph import open_edges


@dataclass(frozen=True)
class Handover:
    """To whom it goes over at a node, and what goes with it: `hands` of the steps before.

    `of` are those from whom it comes, where one also comes there from others, of the same
    organisation; else nobody.
    """

    to: tuple[str, ...]
    of: tuple[str, ...]
    hands: tuple[Text, ...]


@derived_by(lambda document: (document.id, document.path))
def handovers(manual: Manual, document: AnyDocument) -> Mapping[str, Handover]:
    """By the id of a node, the hand-over that takes place when one comes to it.

    A node of which nobody is said to act is done by whoever acted before it.
    """
    by_id = {node.id: node for node in nodes(document)}
    parties = {name: _parties(manual, node) for name, node in by_id.items()}
    acted = _last(manual, document, {name for name, here in parties.items() if here})
    handing = _last(manual, document, {name for name in by_id if isinstance(by_id[name], Do)})
    crossed = {}
    for name, here in parties.items():
        givers = [giver for giver in acted[name] if not parties[giver] & here]
        if here and givers:
            is_always = len(givers) == len(acted[name])
            of = dict.fromkeys(role for giver in givers for role in acting_roles(by_id[giver]))
            given = [by_id[step] for step in handing[name] if not parties[step] & here]
            hands = [step.hands for step in given if isinstance(step, Do) and step.hands]
            crossed[name] = Handover(
                acting_roles(by_id[name]), () if is_always else tuple(of), tuple(hands)
            )
    return crossed


def handed(reading: Reading, handover: Handover) -> str:
    """To whom it goes over, and what, in words."""
    who, giver = reading.roles(handover.to), reading.roles(handover.of)
    passes = (
        reading.say("If it comes from {giver}, passes to: {who}", giver=giver, who=who)
        if giver
        else reading.say("Passes to: {who}", who=who)
    )
    what = "; ".join(reading.plain(text) for text in handover.hands)
    return f"{passes} ({what})" if what else passes


def who_acts(reading: Reading, node: AnyNode, handover: Handover | None) -> str:
    """Who does a node, as a chart says it: that it goes over to them, where it does."""
    if handover:
        return handed(reading, handover)
    return reading.roles(roles(node))


def _parties(manual: Manual, node: AnyNode) -> frozenset[str]:
    """The organisations that act at a node: one's own, the person, or a partner by its role.

    Where the person answers a question, whoever asked is still there: nothing goes over.
    """
    acting = [manual.role(role) for role in acting_roles(node)]
    parties = frozenset(
        role.id if role.kind == "partner" else f"<{role.kind}>" for role in acting if role
    )
    return frozenset() if isinstance(node, Ask) and parties == {"<person>"} else parties


def _last(manual: Manual, document: AnyDocument, those: AbstractSet[str]) -> dict[str, list[str]]:
    """By node, which of `those` nodes one came through last before it, in the document's order."""
    names = [node.id for node in nodes(document)]
    onward: dict[str, list[str]] = {name: [] for name in names}
    for edge in open_edges(manual, document):
        if edge.source in onward and edge.target in onward:
            onward[edge.source].append(edge.target)
    last: dict[str, set[str]] = {name: set() for name in names}
    waiting = names[::-1]
    while waiting:
        source = waiting.pop()
        passed = {source} if source in those else last[source]
        for target in onward[source]:
            if not passed <= last[target]:
                last[target] |= passed
                waiting += [] if target in those else [target]
    return {name: [source for source in names if source in last[name]] for name in names}
