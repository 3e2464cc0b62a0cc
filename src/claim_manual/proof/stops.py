"""The parts of a program: stops, the ways between them, and the documents in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from claim_manual.model.guard import Condition, Guard
from claim_manual.model.manual import AnyDocument
from claim_manual.model.nodes import AnyNode, AnyTime, Ask, Wait, WayAnswer
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
    `number` is that of the use, as a reader sees it.
    """

    document: AnyDocument
    prefix: str = ""
    caller: Expansion | None = None
    at: Loc = ()
    rest: tuple[list[Transition], dict[str, list[Transition]]] = field(
        default_factory=lambda: ([], {})
    )
    number: str = ""

    @property
    def around(self) -> Iterator[Expansion]:
        """Itself and what uses it, the nearest first."""
        scope: Expansion | None = self
        while scope:
            yield scope
            scope = scope.caller

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


class ToldAnswer(WayAnswer):
    """Where an exception is told: the name of the stop, as the document of the exception has it."""

    place: str


@dataclass
class Interruption:
    """An exception of a document where it is used: from every stop in it one may come to `target`.

    `entry` is the stop at which the document begins; `cases` has for each stop at which it may be
    told the number of the case, of the fact that says where it is told and that no guard can read.
    """

    scope: Expansion
    exception: AnyTime
    loc: Loc
    target: int
    entry: int = 0
    fact: int = -1
    cases: dict[int, int] = field(default_factory=dict)


@dataclass
class Stop:
    """A node where it is used. `name` is unique in the program: `use.node`.

    `ways` has one list for each answer of a question, one under "" for any other node, and for a
    sub-process one for each outcome with a way of its own. The first way that holds is taken.
    `number` is what a reader sees: 3, or 7.1 in what 7 uses.
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
    number: str = ""

    @property
    def question(self) -> Ask | None:
        """What is answered here: a question, or whether what is waited for came."""
        if isinstance(self.node, Wait):
            return self.node.question if self.node.otherwise else None
        return self.node if isinstance(self.node, Ask) else None

    def all_ways(self) -> Iterator[Transition]:
        """Every way that leaves the stop."""
        for way_list in self.ways.values():
            yield from way_list
