"""A document with all that it uses, laid out as one list of stops and the ways between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from claim_manual.model.derived import derived_by
from claim_manual.model.documents import DecisionTable
from claim_manual.model.guard import Condition, Every, Not, Some, Test, tests
from claim_manual.model.manual import AnyDocument, Manual, located
from claim_manual.model.nodes import Ask, Multiple, Outcome, Target, Use, ways
from claim_manual.model.place import Loc
from claim_manual.proof.bits import closed, with_bits
from claim_manual.proof.cases import Division, Fact
from claim_manual.proof.stops import BROKEN, Expansion, Holds, Stop, Transition

MAX_STOPS = 5_000


class Program:
    """The stops of a document, the facts of its questions, and which facts are still to be read.

    `beside` has for questions, by the names of their stops, what they are in a document with which
    this one is compared: their answers are divided by both.
    """

    def __init__(
        self, manual: Manual, document: AnyDocument, beside: Mapping[str, Division] | None = None
    ) -> None:
        self.manual = manual
        self.document = document
        self.stops: list[Stop] = []
        self.facts: list[Fact] = []
        self.fact_names: list[str] = []
        self.stops_of_facts: list[Stop] = []
        self._tests: list[list[Test]] = []
        self._beside = beside or {}
        self._lay(Expansion(document), (document.id,))
        self._asked = {stop.name: stop.fact for stop in self.stops if stop.fact >= 0}
        self._read()
        self.live = self._live()
        self._collected: dict[tuple[str, tuple[int, ...]], int] = {}

    # -- stops and ways

    def _lay(self, scope: Expansion, above: tuple[str, ...], begin_at: str | None = None) -> int:
        """Lay out a document; the number of the stop at which it begins, its first if not said."""
        located_nodes = list(located(scope.document))
        first = len(self.stops)
        numbers: dict[str, int] = {}
        for n, (loc, node) in enumerate(located_nodes, first):
            numbers.setdefault(node.id, n)
            stop = Stop(f"{scope.prefix}{node.id}", scope, loc, node)
            if isinstance(node, Ask):
                stop.fact = len(self.stops_of_facts)
                self.stops_of_facts.append(stop)
                self.fact_names.append(stop.name)
            stop.notes = [
                Transition(
                    (*loc, "notes", n, "when"), BROKEN, note.when.condition(scope.conditions)
                )
                for n, note in enumerate(node.notes)
            ]
            self.stops.append(stop)
        for n in range(first, first + len(located_nodes)):
            after = n + 1 if n + 1 < first + len(located_nodes) else None
            self._link(self.stops[n], numbers, after)
        for n, (_, node) in enumerate(located_nodes, first):
            if isinstance(node, Use):
                self._lay_used(self.stops[n], node, above)
        return numbers.get(begin_at or "", first)

    def _lay_used(self, stop: Stop, node: Use, above: tuple[str, ...]) -> None:
        """Lay out what a node uses, unless that leads back to itself."""
        used = self.manual.document(node.use)
        if used and used.id not in above and len(self.stops) < MAX_STOPS:
            onward = {key: way_list for key, way_list in stop.ways.items() if key}
            rest = (stop.ways[""], onward)
            inner = Expansion(used, f"{stop.name}.", stop.scope, stop.loc, rest)
            stop.start = self._lay(inner, (*above, used.id), node.begin_at)

    def _link(self, stop: Stop, numbers: dict[str, int], after: int | None) -> None:
        table = stop.scope.document.model
        match stop.node:
            case Ask() as question if isinstance(table, DecisionTable):
                is_last = question is table.inputs[-1]
                stop.collects = is_last and table.hit_policy == "collect"
                onward = self._rules(table, stop.scope, numbers) if is_last else _following(after)
                ids = (
                    [""]
                    if isinstance(question, Multiple)
                    else [answer.id for answer in question.answers]
                )
                stop.ways = dict.fromkeys(ids, onward)
            case Ask() as question:
                stop.ways = dict(self._answers(stop, question, numbers))
            case Outcome():
                pass
            case node:
                for key, target in node.then.items() if isinstance(node, Use) else ():
                    loc = (*stop.loc, "then", key)
                    stop.ways[key] = self._along(stop, target, loc, numbers)
                stop.ways[""] = (
                    self._along(stop, node.next, (*stop.loc, "next"), numbers)
                    if node.next
                    else _following(after)
                )

    def _answers(
        self, stop: Stop, question: Ask, numbers: dict[str, int]
    ) -> Iterator[tuple[str, list[Transition]]]:
        """The ways of each answer; an answer that leads nowhere is reported elsewhere."""
        shared = [Transition(stop.loc, BROKEN)]
        if question.next:
            shared = self._along(stop, question.next, (*stop.loc, "next"), numbers)
        if isinstance(question, Multiple):
            yield "", shared
            return
        for n, answer in reversed([*enumerate(question.answers)]):
            targets, loc = ways(answer), (*stop.loc, "answers", n, "to")
            yield answer.id, self._along(stop, targets, loc, numbers) if targets else shared

    def _along(
        self, stop: Stop, target: Target, loc: Loc, numbers: dict[str, int]
    ) -> list[Transition]:
        named = stop.scope.conditions
        return [
            Transition(
                (*loc, rank, "to"),
                numbers.get(way.to, BROKEN),
                way.when.condition(named) if way.when else None,
            )
            for rank, way in enumerate(target)
        ]

    def _rules(
        self, table: DecisionTable, scope: Expansion, numbers: dict[str, int]
    ) -> list[Transition]:
        ends = {
            node_id: n for node_id, n in numbers.items() if isinstance(self.stops[n].node, Outcome)
        }
        return [
            Transition(
                ("rules", n, "then"),
                ends.get(rule.then, BROKEN),
                rule.when.condition(scope.conditions) if rule.when else None,
            )
            for n, rule in enumerate(table.rules)
        ]

    # -- facts

    def candidates(self, scope: Expansion, name: str) -> list[int]:
        """The facts that a name can mean in a document, the nearest first.

        A document sees its own questions, those of what it uses, and those of what uses it.
        """
        numbers = []
        around: Expansion | None = scope
        while around:
            fact = self._asked.get(f"{around.prefix}{name}")
            if fact is not None:
                numbers.append(fact)
            around = around.caller
        return numbers

    def _read(self) -> None:
        """Resolve what every condition reads, and divide each fact by what is read of it."""
        conditional = {  # answers share ways
            id(way): (way, stop.scope, way.condition)
            for stop in self.stops
            for way in (*stop.all_ways(), *stop.notes)
            if way.condition
        }
        self._tests = [[] for _ in self.stops_of_facts]
        for _, scope, condition in conditional.values():
            for test in tests(condition):
                for fact in self.candidates(scope, test.fact):
                    self._tests[fact].append(test)
        self.facts = [
            Fact(stop.node, tested, self._beside.get(stop.name))
            for stop, tested in zip(self.stops_of_facts, self._tests, strict=True)
            if isinstance(stop.node, Ask)
        ]
        for way, scope, condition in conditional.values():
            self._compile(way, scope, condition)

    def _compile(self, way: Transition, scope: Expansion, condition: Condition) -> None:
        way.scope = scope
        way.holds = self.compiled(scope, condition)
        way.reads = frozenset(
            (test.fact, fact)
            for test in tests(condition)
            for fact in self.candidates(scope, test.fact)
        )

    def compiled(self, scope: Expansion, condition: Condition) -> Holds:
        """A condition as a function of facts; a fact that is not known does not hold."""
        match condition:
            case Test():
                cases_of_facts = [
                    (fact, self.facts[fact].where(condition))
                    for fact in self.candidates(scope, condition.fact)
                ]
                if len(cases_of_facts) == 1:
                    (single, good) = cases_of_facts[0]
                    return lambda facts: facts[single] in good
                return lambda facts: next(
                    (facts[fact] in good for fact, good in cases_of_facts if facts[fact] >= 0),
                    False,
                )
            case Not():
                inner = self.compiled(scope, condition.part)
                return lambda facts: not inner(facts)
            case Every():
                parts = [self.compiled(scope, part) for part in condition.parts]
                return lambda facts: all(part(facts) for part in parts)
            case Some():
                parts = [self.compiled(scope, part) for part in condition.parts]
                return lambda facts: any(part(facts) for part in parts)

    # -- what is still to be read

    def onward(self, stop: Stop) -> Iterator[list[Transition]]:
        """Every list of ways by which a stop can be left, back to the caller included."""
        if stop.start >= 0:
            yield [Transition((), stop.start)]
        elif isinstance(stop.node, Outcome):
            if stop.scope.caller:
                yield self.after(stop)
        else:
            yield from stop.ways.values()

    def after(self, outcome: Stop) -> list[Transition]:
        """The ways from an outcome of a sub-process back in the document that uses it.

        Of several outcomes of a table, the first that the caller has a way for.
        """
        rest, then = outcome.scope.rest
        ids = [self.stops[stop_number].node.id for stop_number in outcome.results or ()] or [
            outcome.node.id
        ]
        return next((then[outcome_id] for outcome_id in ids if outcome_id in then), rest)

    def _live(self) -> list[int]:
        """For each stop the facts, as bits, that may be read at it or later, before asked again."""
        asked_at = [with_bits([stop.fact]) if stop.fact >= 0 else 0 for stop in self.stops]
        read_at = [
            _read(way for ways in self.onward(stop) for way in ways) & ~asked_at[n]
            | _read(stop.notes)
            for n, stop in enumerate(self.stops)
        ]
        onward = [
            {way.target for ways in self.onward(stop) for way in ways if way.target >= 0}
            for stop in self.stops
        ]
        return closed(read_at, onward, asked_at)

    def collected(self, results: tuple[int, ...], scope: Expansion) -> int:
        """The stop at which a table of hit policy collect ends with these outcomes."""
        key = (scope.prefix, results)
        if key not in self._collected:
            node = self.stops[results[0]].node if results else _NOTHING
            name = "+".join(self.stops[stop_number].node.id for stop_number in results)
            stop = Stop(f"{scope.prefix}{name}", scope, (), node, results=results)
            ways_on = self.after(stop) if scope.caller else []
            later = [self.live[way.target] for way in ways_on if way.target >= 0]
            self._collected[key] = len(self.stops)
            self.stops.append(stop)
            self.live.append(reduce(or_, later, _read(ways_on)))
        return self._collected[key]


@derived_by(lambda document: (document.id, document.path))
def program(manual: Manual, document: AnyDocument) -> Program:
    """The program of a document, laid out once for a manual."""
    return Program(manual, document)


def _read(ways_: Iterable[Transition]) -> int:
    return with_bits({fact for way in ways_ for _, fact in way.reads})


def _following(after: int | None) -> list[Transition]:
    return [Transition((), after)] if after is not None else []


_NOTHING = Outcome.model_validate({"id": "nothing", "outcome": "–"})
"""Where a table of hit policy collect ends when no rule holds."""
