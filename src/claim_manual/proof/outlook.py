"""Which states have the same future: what is still to be decided at a stop, whatever was answered.

Of each condition that can still be read, only what the facts known leave open matters: once one
part of `a and b and c` is known not to hold, the others no longer make a difference. States that
agree on all of that are one. This keeps conditions over many questions from multiplying states.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from claim_manual.model.guard import Condition, Every, Not, Some, Test
from claim_manual.proof.bits import bits, closed, with_bits
from claim_manual.proof.program import Program
from claim_manual.proof.stops import Expansion, Facts

Residue = Callable[[Facts, frozenset[int]], Hashable]
"""From the facts, and those that may be asked again, to True, False or what is left open."""


_MAX_CACHED = 64


class Outlook:
    """The conditions that can still be read at each stop of a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._residues: list[Residue] = []
        conditions: dict[tuple[str, Condition], int] = {}
        stops = program.stops
        conditions_at = [0] * len(stops)
        asks = [with_bits([stop.fact]) if stop.fact >= 0 else 0 for stop in stops]
        onward: list[set[int]] = []
        for n, stop in enumerate(stops):
            ways = [way for way_list in program.onward(stop) for way in way_list]
            told = {told.target for told in program.interrupting(n)}
            onward.append({way.target for way in ways if way.target >= 0} | told)
            for way in (*ways, *stop.notes):
                if way.condition is None:
                    continue
                scope = way.scope or stop.scope
                key = (scope.prefix, way.condition)
                if key not in conditions:
                    conditions[key] = len(self._residues)
                    self._residues.append(self._residue(scope, way.condition))
                conditions_at[n] |= 1 << conditions[key]
        self._later, self._asked_later = closed(conditions_at, onward), closed(asks, onward)
        self._at: dict[int, tuple[tuple[int, ...], frozenset[int]]] = {}

    def key(self, stop: int, facts: Facts) -> Hashable:
        """What tells a state from others at the same stop; `facts` has those still to be read."""
        if stop >= len(self._later):
            return (stop, facts)
        later, again = self._of(stop)
        asked_again = tuple(case for fact, case in enumerate(facts) if fact in again)
        is_known = tuple(case >= 0 for case in facts)
        left = tuple(self._residues[condition](facts, again) for condition in later)
        return (stop, left, asked_again, is_known)

    def read_later(self, stop: int) -> int:
        """How many conditions can still be read from a stop on."""
        return self._later[stop].bit_count() if stop < len(self._later) else 0

    def _of(self, stop: int) -> tuple[tuple[int, ...], frozenset[int]]:
        """The conditions read at a stop or later, and the facts asked there; of the last stops only."""
        if stop not in self._at:
            if len(self._at) >= _MAX_CACHED:
                del self._at[next(iter(self._at))]
            self._at[stop] = bits(self._later[stop]), frozenset(bits(self._asked_later[stop]))
        return self._at[stop]

    def _residue(self, scope: Expansion, condition: Condition) -> Residue:
        match condition:
            case Test():
                return self._of_test(scope, condition)
            case Not():
                inner = self._residue(scope, condition.part)
                return lambda facts, again: _negated(inner(facts, again))
            case Every() | Some():
                parts = [self._residue(scope, part) for part in condition.parts]
                decides = isinstance(condition, Some)
                return lambda facts, again: _joined(
                    [residue(facts, again) for residue in parts], decides
                )

    def _of_test(self, scope: Expansion, test: Test) -> Residue:
        cases_of_facts = [
            (fact, self._program.facts[fact].where(test))
            for fact in self._program.candidates(scope, test.fact)
        ]

        def residue(facts: Facts, again: frozenset[int]) -> Hashable:
            for n, (fact, good) in enumerate(cases_of_facts):
                if fact in again:
                    return (
                        scope.prefix,
                        test,
                        *(facts[farther] for farther, _ in cases_of_facts[n + 1 :]),
                    )
                if facts[fact] >= 0:
                    return facts[fact] in good
            return False

        return residue


def _negated(part: Hashable) -> Hashable:
    return not part if isinstance(part, bool) else ("not", part)


def _joined(parts: list[Hashable], decides: bool) -> Hashable:  # noqa: FBT001 - a truth value
    """Parts of an or (`decides` True) or an and (False): one part of that value settles it."""
    if decides in [part for part in parts if isinstance(part, bool)]:
        return decides
    left = [part for part in parts if not isinstance(part, bool)]
    return (decides, *left) if left else not decides
