"""One of two walks that are compared: where it stands, what it asks there, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass

from claim_manual.proof.bits import closed, with_bits
from claim_manual.proof.moves import Answered, Move, State, Stuck
from claim_manual.proof.situations import Situation, ends_of
from claim_manual.proof.states import Walk
from claim_manual.proof.stops import Stop

Given = tuple[str, Hashable]
"""A question by the name that both walks know it under, and what is answered."""


@dataclass(frozen=True)
class Finish:
    """Where a walk ends: the ids of the outcomes, and what they say; nothing where nothing is said."""

    ids: tuple[str, ...] = ()
    says: str = ""

    def is_same(self, other: Finish) -> bool:
        """Whether both say the same to the person, under other ids, or are the same outcomes, reworded."""
        return self.says == other.says or (self.ids == other.ids and bool(self.says and other.says))


At = State | Finish | None
"""Where a walk stands: before a question, at its end; None where an answer given is none here."""


@dataclass(frozen=True)
class Landing:
    """Where a walk comes to a stand after stops at which nothing is asked."""

    at: At
    stops: tuple[int, ...] = ()
    stuck: Stuck | None = None


class Side:
    """A walk whose questions have names that the other walk knows too.

    `name` gives the name of a stop; `is_whole` is False once something was not visited.
    """

    def __init__(self, walk: Walk, name: Callable[[Stop], str] = lambda stop: stop.name) -> None:
        self.walk = walk
        self._outcome = name
        self.is_whole = walk.is_whole
        program = walk.program
        self.names = [
            f"{name(stop)} {fact.division.sort}"
            for stop, fact in zip(program.stops_of_facts, program.facts, strict=True)
        ]
        self.keys = {
            fact_name: frozenset(fact.key(case) for case in fact.cases)
            for fact_name, fact in zip(self.names, program.facts, strict=True)
        }
        self._facts = {fact_name: fact for fact, fact_name in enumerate(self.names)}
        self._asked_later = self._can_be_asked()
        self._landings: dict[State, Landing] = {}
        self._ways: dict[State, tuple[str, Mapping[Hashable, Move]]] = {}

    @property
    def start(self) -> Landing:
        """Where the walk stands at first."""
        return self.landing(self.walk.start)

    def landing(self, state: State) -> Landing:
        """Where a walk comes to a stand from a state on."""
        if state not in self._landings:
            self._landings[state] = self._land(state)
        return self._landings[state]

    def _land(self, state: State) -> Landing:
        stops: list[int] = []
        seen: set[State] = set()
        while state not in seen:
            seen.add(state)
            stops.append(state[0])
            moves = self.walk.moves.get(state)
            if moves is None:
                self.is_whole = False
                break
            if not moves:
                return Landing(self._finish(state), tuple(stops))
            if len(moves) > 1 or moves[0].case >= 0:
                return Landing(state, tuple(stops))
            if moves[0].to is None:
                return Landing(Finish(), tuple(stops), moves[0].stuck)
            state = moves[0].to
        return Landing(Finish(), tuple(stops), Stuck.NO_WAY)

    def _finish(self, state: State) -> Finish:
        ends = ends_of(self.walk.program, self.walk.stop(state))
        says = [stop.node.model_dump_json(include={"outcome", "level"}) for stop in ends]
        return Finish(tuple(self._outcome(stop) for stop in ends), str(says))

    def asked(self, state: State) -> str:
        """The name of the question before which a state is."""
        return self._of(state)[0]

    def ways(self, state: State) -> Mapping[Hashable, Move]:
        """The moves from a question, by what is answered."""
        return self._of(state)[1]

    def _of(self, state: State) -> tuple[str, Mapping[Hashable, Move]]:
        if state not in self._ways:
            self._ways[state] = self._asked_at(state)
        return self._ways[state]

    def _asked_at(self, state: State) -> tuple[str, Mapping[Hashable, Move]]:
        stop = self.walk.stop(state)
        moves = self.walk.moves[state]
        if stop.fact < 0:  # a page that could not be read: each of its outcomes may be
            return f"{stop.name} →", dict(enumerate(moves))
        fact = self.walk.program.facts[stop.fact]
        return self.names[stop.fact], {fact.key(fact.cases[move.case]): move for move in moves}

    def after(self, move: Move) -> Landing:
        """Where a walk comes to a stand after a move."""
        return self.landing(move.to) if move.to else Landing(Finish(), (), move.stuck)

    def can_ask(self, at: At, name: str) -> bool:
        """Whether a question may still be asked from where a walk stands."""
        if not isinstance(at, tuple):
            return False
        fact = self._facts.get(name)
        if fact is None:
            return name == self.asked(at)
        return bool(self._asked_later[at[0]] >> fact & 1)

    def _can_be_asked(self) -> list[int]:
        """For each stop the facts, as bits, that may be asked at it or later."""
        stops = self.walk.program.stops
        onward: list[set[int]] = [set() for _ in stops]
        for state, moves in self.walk.moves.items():
            onward[state[0]].update(move.to[0] for move in moves if move.to)
        return closed([with_bits([stop.fact] if stop.fact >= 0 else []) for stop in stops], onward)

    def situation(self, moves: list[tuple[State, Move]]) -> Situation:
        """The walk that is made of these moves, each from the question before it."""
        landing = self.start
        stops = landing.stops
        answered: Answered = ()
        for state, move in moves:
            landing = self.after(move)
            stops += landing.stops
            if move.case >= 0:
                answered += ((self.walk.stop(state).fact, move.case),)
        return Situation(stops, answered, landing.stuck)

    def ends(self, given: Mapping[str, list[Hashable]]) -> Iterator[tuple[Finish, Situation]]:
        """Every end that somebody who answers so can come to, with the first walk to it."""
        todo: list[tuple[At, tuple[tuple[str, int], ...], list[tuple[State, Move]]]]
        todo = [(self.start.at, (), [])]
        seen: set[tuple[At, tuple[tuple[str, int], ...]]] = set()
        said: set[str] = set()
        while todo:
            at, heard, moves = todo.pop()
            if (at, heard) in seen:
                continue
            seen.add((at, heard))
            if isinstance(at, Finish):
                if at.says not in said:
                    said.add(at.says)
                    yield at, self.situation(moves)
                continue
            if at is None:
                continue
            for move, heard_now in reversed([*self._answers(at, given, dict(heard))]):
                todo.append((self.after(move).at, heard_now, [*moves, (at, move)]))

    def _answers(
        self, at: State, given: Mapping[str, list[Hashable]], heard: Mapping[str, int]
    ) -> Iterator[tuple[Move, tuple[tuple[str, int], ...]]]:
        """The moves from a question that go with what is given; the n-th time with the n-th answer."""
        name, ways = self._of(at)
        times = heard.get(name, 0)
        if times >= len(given.get(name, ())):
            yield from ((move, tuple(sorted(heard.items()))) for move in ways.values())
        elif (key := given[name][times]) in ways:
            yield ways[key], tuple(sorted({**heard, name: times + 1}.items()))
