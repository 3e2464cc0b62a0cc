"""The values of a walk: states, moves from state to state, and what was seen of conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from claim_manual.proof.stops import Facts, Transition

State = tuple[int, Facts]
"""The number of a stop, and the facts known; those that nobody reads any more count as unknown."""
Answered = tuple[tuple[int, int], ...]
"""Answers in the order they were given: number of the fact, number of its case."""


class Stuck(Enum):
    """Why a walk cannot go on."""

    NO_ANSWER = "nobody answers for these values"
    NO_WAY = "no way leads on, or the condition of none holds"
    NO_RULE = "no rule of the table holds"
    NO_RESULT = "the caller has no way for this outcome of a sub-process"
    BROKEN = "the way leads to a node that is not there"


@dataclass(frozen=True, slots=True)
class Move:
    """A step of a walk: the case of the answer (-1 without one) and the state that it leads to.

    `way` is the way taken; with `stuck` there is no state after it. `fact` is what is answered, or
    the exception that is told; -1 without either.
    """

    case: int
    to: State | None
    way: Transition | None = None
    stuck: Stuck | None = None
    fact: int = -1

    @property
    def given(self) -> Answered:
        """What is answered with it, if anything is."""
        return ((self.fact, self.case),) if self.case >= 0 else ()


@dataclass
class ConditionRecord:
    """What was seen of a condition: whether it ever held, did not hold, was the one that decided.

    `known` has the names, as the condition writes them, of the facts that were known to it.
    """

    held: bool = False
    failed: bool = False
    decided: bool = False
    known: set[str] = field(default_factory=set)
