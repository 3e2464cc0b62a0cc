"""Categories as phases of a management model: which follow which, and how the procedures of one do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from claim_manual.derived.links import goal, page_of
from claim_manual.derived.written_links import linked_from
from claim_manual.model.derived import derived
from claim_manual.model.documents import Phase, Procedure
from claim_manual.model.manual import Document, Manual, nodes
from claim_manual.model.nodes import Outcome, Use


def phase(manual: Manual, category: str) -> Phase:
    """What is said of a category. Raises KeyError where there is none."""
    return manual.settings.model.phases[category]


def procedures_of(manual: Manual, category: str) -> tuple[Document[Procedure], ...]:
    """The procedures of a category that are in force."""
    return tuple(
        procedure
        for procedure in manual.procedures
        if procedure.category == category and procedure.model.status != "retired"
    )


# -- phases one after the other


@derived
def followed(manual: Manual) -> Mapping[str, tuple[str, ...]]:
    """By category those that it comes after, in the manual's order."""
    phases = manual.settings.model.phases
    return {
        key: tuple(name for name in phases if name in said.follows) for key, said in phases.items()
    }


def comes_before(manual: Manual, category: str) -> tuple[str, ...]:
    """The categories that come after this one, in the manual's order."""
    return tuple(key for key, names in followed(manual).items() if category in names)


def chained(manual: Manual) -> tuple[str, ...]:
    """The categories that come after others, or before, in the manual's order."""
    after = followed(manual)
    named = {name for names in after.values() for name in names}
    return tuple(key for key in after if after[key] or key in named)


def has_model(manual: Manual) -> bool:
    """Whether phases follow each other."""
    return bool(chained(manual))


# -- procedures one after the other


class LeadKind(StrEnum):
    """How one procedure leads to another; the first is the strongest."""

    GOES_ON = "goes-on"  # an outcome continues with it
    USES = "uses"  # a step goes through it
    NAMES = "names"  # its words link to it


@dataclass(frozen=True)
class Lead:
    """That a procedure leads to another, by their ids."""

    source: str
    target: str
    kind: LeadKind


@derived
def leads(manual: Manual, category: str) -> tuple[Lead, ...]:
    """How the procedures of a category lead to each other: for two of them in one direction the
    strongest. A link counts where nothing stronger joins the two.
    """
    ids = [procedure.id for procedure in procedures_of(manual, category)]
    kinds: dict[tuple[str, str], LeadKind] = {}
    for procedure in procedures_of(manual, category):
        for kind, target in _led(procedure):
            if target in ids and target != procedure.id:
                kinds.setdefault((procedure.id, target), kind)
    joined = {*kinds, *((target, source) for source, target in kinds)}
    for source, target in _linked(manual):
        if source in ids and target in ids and (source, target) not in joined:
            kinds[source, target] = LeadKind.NAMES
    order = sorted(kinds, key=lambda pair: (ids.index(pair[0]), ids.index(pair[1])))
    return tuple(Lead(*pair, kinds[pair]) for pair in order)


def _led(procedure: Document[Procedure]) -> Iterator[tuple[LeadKind, str]]:
    for node in nodes(procedure):
        if isinstance(node, Outcome):
            yield from ((LeadKind.GOES_ON, target) for target in node.continue_with)
    for node in nodes(procedure):
        if isinstance(node, Use):
            yield LeadKind.USES, node.use


@derived
def _linked(manual: Manual) -> tuple[tuple[str, str], ...]:
    """The procedures whose words link to others, each pair once."""
    ids = {procedure.id for procedure in manual.procedures}
    pairs: dict[tuple[str, str], None] = {}
    for path, href in linked_from(manual):
        page = page_of(manual, path)
        if page and page[1] in ids:
            led = goal(manual, path, href)
            if led.id in ids and led.id != page[1]:
                pairs[page[1], led.id] = None
    return tuple(pairs)


def chain(manual: Manual, category: str) -> tuple[Document[Procedure], ...]:
    """The procedures of a category in the order in which one goes on with the other.

    A procedure stands after all from which one comes to it and to which it does not lead back; else
    they stand in the manual's order. What a step goes through it comes back from, and links in words
    are no ways to go: neither orders anything.
    """
    procedures = procedures_of(manual, category)
    ways = [lead for lead in leads(manual, category) if lead.kind is LeadKind.GOES_ON]
    reached = _reached(
        [procedure.id for procedure in procedures], [(lead.source, lead.target) for lead in ways]
    )
    before = {
        name: {other for other in reached if name in reached[other] and other not in reached[name]}
        for name in reached
    }
    ordered: list[Document[Procedure]] = []
    while len(ordered) < len(procedures):
        placed = {procedure.id for procedure in ordered}
        ordered.append(
            next(
                procedure
                for procedure in procedures
                if procedure.id not in placed and before[procedure.id] <= placed
            )
        )
    return tuple(ordered)


def _reached(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """By name all to which its ways lead, over however many."""
    onward: dict[str, set[str]] = {name: set() for name in names}
    for source, target in pairs:
        onward[source].add(target)
    reached: dict[str, set[str]] = {}
    for name in onward:
        todo, seen = [name], set[str]()
        while todo:
            for target in onward[todo.pop()] - seen:
                seen.add(target)
                todo.append(target)
        reached[name] = seen
    return reached


def circle(manual: Manual, category: str) -> tuple[str, ...]:
    """The shortest way from a category over those it comes after back to itself; nothing where
    there is none.
    """
    after = followed(manual)
    ways: list[tuple[str, ...]] = [(category,)]
    seen: set[str] = set()
    while ways:
        way, *ways = ways
        for name in after[way[-1]]:
            if name == category:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
