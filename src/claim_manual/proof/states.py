"""Every state that answers can lead to: a stop, with the facts that are still to be read there."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from claim_manual.model.derived import DerivedCache, derived
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.nodes import Multiple, Outcome
from claim_manual.model.place import Loc
from claim_manual.proof.bits import bits
from claim_manual.proof.moves import Answered, ConditionRecord, Move, State, Stuck
from claim_manual.proof.outlook import Outlook
from claim_manual.proof.program import Program, program
from claim_manual.proof.stops import BROKEN, Facts, Stop, Transition

MAX_STATES = 200_000
MAX_BYTES = 200_000_000
"""What all walks of a manual may take up, by estimate; the whole program then stays near 300 MB."""
LEAST_BYTES = 1_000_000
"""What is left to a walk where others have taken up all."""
_OF_STATE, _OF_CASE, _OF_MOVE, _OF_FACT, _OF_CONDITION = 700, 8, 400, 30, 60
"""Bytes that each takes up, measured on Python 3.11; moves, which also take time, at three times."""


@dataclass
class _Budget:
    """How many bytes, by estimate, the walks of a manual may still take up."""

    left: int


@derived
def _budget(_manual: Manual) -> _Budget:
    return _Budget(MAX_BYTES)


class Walk:
    """All states of a document from its start, in the order of how few answers lead there.

    `is_whole` is False where there are more than are walked and the rest was not visited; `is_cut`
    says that they would take up more than MAX_BYTES, or are more than MAX_STATES.
    """

    def __init__(
        self, manual: Manual, document: AnyDocument, laid_out: Program | None = None
    ) -> None:
        self.program = laid_out or program(manual, document)
        self.moves: dict[State, list[Move]] = {}
        self.parents: dict[State, tuple[State, Move] | None] = {}
        self.seen: dict[tuple[str, Loc], ConditionRecord] = {}
        self.is_whole = all(fact.is_whole for fact in self.program.facts)
        self.is_cut = False
        self.derived = DerivedCache()
        self._outlook = Outlook(self.program)
        self._first_met: dict[Hashable, Facts] = {}
        budget = _budget(manual)
        self._room = room = max(budget.left, LEAST_BYTES)
        self._room -= len(self.program.stops) * len(self.program.facts) // 2
        self._visit()
        budget.left -= room - self._room

    @property
    def start(self) -> State:
        """The first node, nothing answered."""
        return self._state(0, (-1,) * len(self.program.facts))

    def stop(self, state: State) -> Stop:
        """The stop of a state."""
        return self.program.stops[state[0]]

    def _state(self, stop: int, facts: Facts) -> State:
        """The state at a stop: of all that have the same future, the one that was met first."""
        live = self.program.live[stop]
        live_facts = [-1] * len(facts)
        for n in bits(live):
            live_facts[n] = facts[n]
        state_facts = tuple(live_facts)
        if live.bit_count() < 2:
            return stop, state_facts
        key = self._outlook.key(stop, state_facts)
        if key not in self._first_met:
            self._first_met[key] = state_facts
            self._room -= _OF_FACT * len(state_facts) + _OF_CONDITION * self._outlook.read_later(
                stop
            )
        return stop, self._first_met[key]

    def _visit(self) -> None:
        todo = deque([self.start])
        self.parents[self.start] = None
        while todo:
            state = todo.popleft()
            if state in self.moves:
                continue
            if len(self.moves) >= MAX_STATES or self._room < 0:
                self.is_cut, self.is_whole = True, False
                return
            self._look_at_notes(state)
            self.moves[state] = moves = list(self._moves(state))
            self._room -= _OF_STATE + _OF_CASE * len(state[1]) + _OF_MOVE * len(moves)
            for move in (*moves, *self.told(state)):
                if move.to is None or move.to in self.moves:
                    continue
                if move.case < 0:  # without an answer: no farther from the start than this one
                    self.parents[move.to] = (state, move)
                    todo.appendleft(move.to)
                elif move.to not in self.parents:
                    self.parents[move.to] = (state, move)
                    todo.append(move.to)

    def told(self, state: State) -> list[Move]:
        """The moves of exceptions, which may be told at every state but the last ones."""
        number, facts = state
        return [
            Move(told.cases[number], self._state(told.target, facts), fact=told.fact)
            for told in self.program.interrupting(number)
        ]

    def counted(self, state: State) -> list[Move]:
        """The moves along which situations are counted: an exception as told where its page begins."""
        entries = {told.fact for told in self.program.interruptions if told.entry == state[0]}
        told = (move for move in self.told(state) if move.fact in entries) if entries else ()
        return [*self.moves[state], *(move for move in told if move.to != state)]

    def _moves(self, state: State) -> Iterator[Move]:
        number, facts = state
        stop = self.program.stops[number]
        if stop.fact >= 0:
            yield from self._answers(stop, facts)
        elif stop.start >= 0:
            yield Move(-1, self._state(stop.start, facts))
        elif isinstance(stop.node, Outcome):
            if stop.scope.caller:
                ways = self.program.after(stop)
                yield self._onward(stop, ways, facts, Stuck.NO_RESULT)
        else:  # of a page that could not be read nothing is known: each of its outcomes may be
            for ways in stop.ways.values():
                yield self._onward(stop, ways, facts, Stuck.NO_WAY)

    def _answers(self, stop: Stop, facts: Facts) -> Iterator[Move]:
        fact = self.program.facts[stop.fact]
        for n, case in enumerate(fact.cases):
            if fact.is_gap(case):
                yield Move(n, None, stuck=Stuck.NO_ANSWER, fact=stop.fact)
                continue
            answered_facts = (*facts[: stop.fact], n, *facts[stop.fact + 1 :])
            key = "" if isinstance(fact.question, Multiple) else case.answers[0]
            if stop.collects:
                yield self._collect(stop, stop.ways[key], answered_facts, n)
            else:
                ways = stop.ways[key]
                is_table = bool(ways) and ways[0].loc[:1] == ("rules",)
                otherwise = Stuck.NO_RULE if is_table else Stuck.NO_WAY
                move = self._onward(stop, ways, answered_facts, otherwise)
                yield replace(move, case=n, fact=stop.fact)

    def _collect(self, stop: Stop, ways: Sequence[Transition], facts: Facts, case: int) -> Move:
        for way in ways:
            self._look_at(stop, way, facts)
        held = [way for way in ways if way.holds is None or way.holds(facts)]
        for way in held:
            self._decided(stop, way)
        results = tuple(dict.fromkeys(way.target for way in held if way.target != BROKEN))
        to = self._state(self.program.collected(results, stop.scope), facts)
        return Move(case, to, fact=stop.fact)

    def _onward(
        self, stop: Stop, ways: Sequence[Transition], facts: Facts, otherwise: Stuck
    ) -> Move:
        taken: Transition | None = None
        for way in ways:
            if way.holds is not None:
                self._look_at(stop, way, facts)
            if taken is None and (way.holds is None or way.holds(facts)):
                taken = way
        if taken is None:
            kind = Stuck.NO_WAY if ways and otherwise is Stuck.NO_RESULT else otherwise
            return Move(-1, None, stuck=kind)
        if taken.holds is not None:
            self._decided(stop, taken)
        if taken.target == BROKEN:
            return Move(-1, None, taken, Stuck.BROKEN)
        return Move(-1, self._state(taken.target, facts), taken)

    # -- what conditions did

    def _seen_of(self, stop: Stop, way: Transition) -> ConditionRecord:
        """Ways out of a sub-process stand in the document that uses it."""
        scope = stop.scope
        is_callers = isinstance(stop.node, Outcome) and scope.caller is not None
        around = scope.caller if is_callers and scope.caller else scope
        return self.seen.setdefault((around.document.id, way.loc), ConditionRecord())

    def _look_at(
        self, stop: Stop, way: Transition, facts: Facts, seen_of_note: ConditionRecord | None = None
    ) -> None:
        seen = seen_of_note or self._seen_of(stop, way)
        if way.holds is None or way.holds(facts):
            seen.held = True
        else:
            seen.failed = True
        seen.known.update(name for name, fact in way.reads if facts[fact] >= 0)

    def _decided(self, stop: Stop, way: Transition) -> None:
        self._seen_of(stop, way).decided = True

    def _look_at_notes(self, state: State) -> None:
        stop = self.stop(state)
        for note in stop.notes:
            key = (stop.scope.document.id, note.loc)
            seen = self.seen.setdefault(key, ConditionRecord(decided=True))
            self._look_at(stop, note, state[1], seen)

    # -- ways to a state

    def answered(self, state: State) -> Answered:
        """The fewest answers that lead to a state, in the order they are given."""
        answers: list[tuple[int, int]] = []
        earlier: State = state
        while parent := self.parents[earlier]:
            earlier, move = parent
            answers += move.given
        return tuple(reversed(answers))

    @cached_property
    def first(self) -> dict[int, State]:
        """For each stop that can be reached the state with the fewest answers."""
        by_stop: dict[int, State] = {}
        for state in self.moves:
            by_stop.setdefault(state[0], state)
        return by_stop

    @cached_property
    def order(self) -> list[State] | None:
        """The states, each before those it leads to; None where a stop can be come to again.

        Along the ways on which situations are counted.
        """
        onward: dict[int, set[int]] = {}
        for state in self.moves:
            targets = {move.to[0] for move in self.counted(state) if move.to}
            onward.setdefault(state[0], set()).update(targets)
        try:
            rank = {stop: n for n, stop in enumerate(TopologicalSorter(onward).static_order())}
        except CycleError:
            return None
        return sorted(self.moves, key=lambda state: -rank[state[0]])

    @property
    def is_circular(self) -> bool:
        """Whether a stop can be come to again."""
        return self.order is None

    @cached_property
    def saved(self) -> set[State]:
        """The states from which an end can be come to; being stuck counts as an end."""
        before: dict[State, list[State]] = {}
        ends = []
        for state, moves in self.moves.items():
            if not moves or any(move.stuck for move in moves):
                ends.append(state)
            for move in moves:
                if move.to is not None:
                    before.setdefault(move.to, []).append(state)
        reaching = set(ends)
        while ends:
            for state in before.get(ends.pop(), ()):
                if state not in reaching:
                    reaching.add(state)
                    ends.append(state)
        return reaching
