"""The parts of a program: stops, the ways between them, and the documents in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from claim_manual.model.guard import Condition, Guard
from claim_manual.model.manual import AnyDocument
from claim_manual.model.nodes import AnyNode
from claim_manual.model.place import Loc

Facts = tuple[int, ...]
"""For each fact of the program the number of its case; -1 for one that is not known."""
Holds = Callable[[Facts], bool]

BROKEN = -1
"""The target of a way to a node that is not there: reported elsewhere, the walk ends."""


@dataclass(frozen=True)
class Expansion:
    """A document as it is used: `prefix` is "" for the one walked, else `use.` after `use.`.

    `at` leads to the `use` in the caller's source; `rest` and the ways by outcome lead on from it.
    """

    document: AnyDocument
    prefix: str = ""
    caller: Expansion | None = None
    at: Loc = ()
    rest: tuple[list[Transition], dict[str, list[Transition]]] = field(
        default_factory=lambda: ([], {})
    )

    @property
    def conditions(self) -> Mapping[str, Guard]:
        """The document's named conditions."""
        return self.document.model.conditions


@dataclass
class Transition:
    """A way to a stop; `loc` is where its target stands in the source of its document.

    `reads` has each fact that the condition may read: the name it writes, and the fact's number;
    `scope` is the document in which the condition stands.
    """

    loc: Loc
    target: int
    condition: Condition | None = None
    holds: Holds | None = None
    reads: frozenset[tuple[str, int]] = frozenset()
    scope: Expansion | None = None


@dataclass
class Stop:
    """A node where it is used. `name` is unique in the program: `use.node`.

    `ways` has one list for each answer of a question, one under "" for any other node, and for a
    sub-process one for each outcome with a way of its own. The first way that holds is taken.
    """

    name: str
    scope: Expansion
    loc: Loc
    node: AnyNode
    ways: dict[str, list[Transition]] = field(default_factory=dict)
    fact: int = -1
    notes: list[Transition] = field(default_factory=list)
    start: int = -1
    collects: bool = False
    results: tuple[int, ...] | None = None

    def all_ways(self) -> Iterator[Transition]:
        """Every way that leaves the stop."""
        for way_list in self.ways.values():
            yield from way_list
