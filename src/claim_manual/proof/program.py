"""A document with all that it uses, laid out as one list of stops and the ways between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from claim_manual.model.derived import derived_by
from claim_manual.model.documents import DecisionTable
from claim_manual.model.guard import Condition, Every, Not, Some, Test, tests
from claim_manual.model.manual import AnyDocument, Manual, exceptions, standings
from claim_manual.model.nodes import (
    Ask,
    Choice,
    Multiple,
    Outcome,
    Target,
    Use,
    Wait,
    joined,
    ways,
)
from claim_manual.model.place import Loc
from claim_manual.model.standing import Standing
from claim_manual.model.waits import CAME, PASSED
from claim_manual.proof.bits import closed, with_bits
from claim_manual.proof.cases import Division, Fact
from claim_manual.proof.graph import next_of
from claim_manual.proof.stops import (
    BROKEN,
    Expansion,
    Holds,
    Interruption,
    Stop,
    ToldAnswer,
    Transition,
)

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
        self.interruptions: list[Interruption] = []
        self._lay(Expansion(document), (document.id,))
        self._asked = {stop.name: stop.fact for stop in self.stops if isinstance(stop.node, Ask)}
        self._numbers = {stop.name: n for n, stop in reversed([*enumerate(self.stops)])}
        self._tell()
        self._read()
        self.live = self._live()
        self._collected: dict[tuple[str, tuple[int, ...]], int] = {}

    # -- stops and ways

    def _lay(self, scope: Expansion, above: tuple[str, ...], begin_at: str | None = None) -> int:
        """Lay out a document; the number of the stop at which it begins, its first if not said."""
        placed = standings(scope.document)
        first = len(self.stops)
        numbers: dict[str, int] = {}
        for n, standing in enumerate(placed, first):
            numbers.setdefault(standing.node.id, n)
            number = ".".join(part for part in (scope.number, str(n - first + 1)) if part)
            self.stops.append(self._stop(scope, standing, number))
        for n, standing in enumerate(placed, first):
            self._link(self.stops[n], standing, numbers)
        begin = numbers.get(begin_at or "", first)
        self.interruptions += [
            Interruption(
                scope, exception, ("at_any_time", n), numbers.get(exception.to, BROKEN), begin
            )
            for n, exception in enumerate(exceptions(scope.document))
        ]
        for n, standing in enumerate(placed, first):
            if isinstance(standing.node, Use):
                self._lay_used(self.stops[n], standing.node, above)
        return begin

    def _stop(self, scope: Expansion, standing: Standing, number: str) -> Stop:
        node = standing.node
        stop = Stop(f"{scope.prefix}{node.id}", scope, standing.loc, node, number=number)
        if stop.question:
            self._add_fact(stop)
        stop.notes = [
            Transition(
                (*standing.loc, "notes", n, "when"), BROKEN, note.when.condition(scope.conditions)
            )
            for n, note in enumerate(node.notes)
        ]
        return stop

    def _add_fact(self, stop: Stop) -> None:
        stop.fact = len(self.stops_of_facts)
        self.stops_of_facts.append(stop)
        self.fact_names.append(stop.name)

    def _lay_used(self, stop: Stop, node: Use, above: tuple[str, ...]) -> None:
        """Lay out what a node uses, unless that leads back to itself."""
        used = self.manual.document(node.use)
        if used and used.id not in above and len(self.stops) < MAX_STOPS:
            onward = {key: way_list for key, way_list in stop.ways.items() if key}
            rest = (stop.ways[""], onward)
            inner = Expansion(used, f"{stop.name}.", stop.scope, stop.loc, rest, stop.number)
            stop.start = self._lay(inner, (*above, used.id), node.begin_at)

    def _link(self, stop: Stop, standing: Standing, numbers: dict[str, int]) -> None:
        table = stop.scope.document.model
        match stop.node:
            case Ask() as question if isinstance(table, DecisionTable):
                is_last = question is table.inputs[-1]
                stop.collects = is_last and table.hit_policy == "collect"
                onward = (
                    self._rules(table, stop.scope, numbers)
                    if is_last
                    else self._after(standing, numbers)
                )
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
            case Wait(otherwise=tuple() as otherwise):
                stop.ways[CAME] = self._onward(stop, standing, numbers)
                loc = (*stop.loc, "otherwise")
                stop.ways[PASSED] = self._along(stop, otherwise, loc, numbers)
            case node:
                for key, target in node.then.items() if isinstance(node, Use) else ():
                    loc = (*stop.loc, "then", key)
                    stop.ways[key] = self._along(stop, target, loc, numbers)
                stop.ways[""] = self._onward(stop, standing, numbers)

    def _onward(self, stop: Stop, standing: Standing, numbers: dict[str, int]) -> list[Transition]:
        """Where a stop leads that asks nothing: as is written, else to what follows."""
        if target := next_of(standing):
            return self._along(stop, target, (*stop.loc, "next"), numbers)
        return self._after(standing, numbers)

    def _after(self, standing: Standing, numbers: dict[str, int]) -> list[Transition]:
        """The way to what follows; branches are walked one after the other, in their order.

        What branches do at the same time can be done in any order, and no condition of one reads
        what another asks: so one order stands for all.
        """
        after = standing.after
        if standing.firsts:
            after = standing.firsts[0]
        elif standing.branch and after == joined(standing.branch[0]).id:
            after = standing.next_branch or after
        return [] if after is None else [Transition((), numbers[after])]

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

    # -- exceptions

    def _tell(self) -> None:
        """Give each exception a fact, which says where it is told, after those of all questions."""
        self.told_from = len(self.stops_of_facts)
        for interruption in self.interruptions:
            scope, exception = interruption.scope, interruption.exception
            places = [n for n, stop in enumerate(self.stops) if self._is_within(stop, scope)]
            interruption.cases = {n: case for case, n in enumerate(places)}
            told = tuple(self._told(scope, self.stops[n]) for n in places)
            question = Choice.model_construct(
                id=exception.id, ask=exception.when_told, answers=told
            )
            stop = Stop(f"{scope.prefix}{exception.id}", scope, interruption.loc, question)
            self._add_fact(stop)
            interruption.fact = stop.fact

    def _is_within(self, stop: Stop, scope: Expansion) -> bool:
        """Whether a stop lies in a document, or in what that uses, and something comes after it."""
        is_last = isinstance(stop.node, Outcome) and stop.scope.caller is None
        return not is_last and any(around is scope for around in stop.scope.around)

    def _told(self, scope: Expansion, stop: Stop) -> ToldAnswer:
        name = stop.name.removeprefix(scope.prefix)
        return ToldAnswer.model_construct(id=name, label=None, place=stop.number)

    def number_of(self, name: str) -> int:
        """The number of the stop of this name."""
        return self._numbers[name]

    def interrupting(self, stop: int) -> list[Interruption]:
        """The exceptions that may be told at a stop, and lead somewhere."""
        return [
            interruption
            for interruption in self.interruptions
            if stop in interruption.cases and interruption.target != BROKEN
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
            Fact(question, tested, self._beside.get(stop.name))
            for stop, tested in zip(self.stops_of_facts, self._tests, strict=True)
            if (question := stop.question)
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
        live = closed(read_at, onward, asked_at)
        if not self.interruptions:
            return live
        while True:  # what is told at a question is told before that is answered again
            read_then = [
                reduce(or_, (live[told.target] for told in self.interrupting(n)), facts)
                for n, facts in enumerate(read_at)
            ]
            if read_then == read_at:
                return live
            read_at = read_then
            live = closed(read_at, onward, asked_at)

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


_NOTHING = Outcome.model_validate({"id": "nothing", "outcome": "–"})
"""Where a table of hit policy collect ends when no rule holds."""
