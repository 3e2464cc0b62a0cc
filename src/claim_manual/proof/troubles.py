"""Where walks get stuck or go round for ever, each place once, with the fewest answers that lead there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claim_manual.model.derived import derived
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.nodes import Ask, Do, Outcome, Use, Wait
from claim_manual.model.place import Loc
from claim_manual.proof.moves import Answered, State, Stuck
from claim_manual.proof.states import Walk
from claim_manual.proof.walks import walks


@dataclass(frozen=True)
class Trouble:
    """A walk that cannot go on: at `loc` in `document`, after these answers in `walk`."""

    walk: Walk
    document: AnyDocument
    loc: Loc
    stuck: Stuck
    state: State
    answered: Answered


@derived
def stuck(manual: Manual) -> list[Trouble]:
    """Every place at which some walk gets stuck; a document's own walk before its callers'."""
    by_place: dict[tuple[str, Loc, Stuck], Trouble] = {}
    troubles = [trouble for walk in walks(manual) for trouble in _stuck(walk)]
    # A document's own first: the sort keeps the order of equals, those of its callers last.
    for trouble in sorted(
        troubles, key=lambda trouble: trouble.walk.program.document is not trouble.document
    ):
        by_place.setdefault((trouble.document.id, trouble.loc, trouble.stuck), trouble)
    return [*by_place.values()]


def _stuck(walk: Walk) -> Iterator[Trouble]:
    for state, moves in walk.moves.items():
        for move in moves:
            if move.stuck is None:
                continue
            stop = walk.stop(state)
            answered = walk.answered(state)
            document, loc = stop.scope.document, (*stop.loc, "next")
            if isinstance(stop.node, Ask):
                answered = (*answered, (stop.fact, move.case))
                fact = walk.program.facts[stop.fact]
                answer_ids = fact.cases[move.case].answers[:1]
                positions = [
                    n for n, answer in enumerate(stop.node.answers) if (answer.id,) == answer_ids
                ]
                if positions and getattr(stop.node.answers[positions[0]], "to", None):
                    loc = (*stop.loc, "answers", positions[0], "to")
            elif isinstance(stop.node, Wait) and move.given:
                answered = (*answered, *move.given)
                loc = (*stop.loc, "otherwise") if stop.node.otherwise and move.case else loc
            elif isinstance(stop.node, Outcome) and stop.scope.caller:
                document = stop.scope.caller.document
                is_named = stop.node.id in stop.scope.rest[1] or move.stuck is Stuck.NO_RESULT
                loc = (
                    (*stop.scope.at, "then", stop.node.id) if is_named else (*stop.scope.at, "next")
                )
            yield Trouble(walk, document, loc, move.stuck, state, answered)


@dataclass(frozen=True)
class Circle:
    """A circle that answers can follow: a state, and what is answered on the way round."""

    walk: Walk
    state: State
    answered: Answered
    round: Answered


def each_once(manual: Manual, find: Callable[[Walk], Iterator[Circle]]) -> list[Circle]:
    """The circles of all walks, one at each place; a document's own before its callers'."""
    by_place: dict[tuple[str, Loc], Circle] = {}
    for is_own in (True, False):
        for walk in walks(manual):
            for circle in find(walk) if walk.is_whole else ():
                stop = walk.stop(circle.state)
                if is_own is (stop.scope.caller is None):
                    by_place.setdefault((stop.scope.document.id, stop.loc), circle)
    return [*by_place.values()]


def endless(walk: Walk) -> Iterator[Circle]:
    """Circles out of which no answers lead to an end, one for each trap."""
    trapped = dict.fromkeys(state for state in walk.moves if state not in walk.saved)
    while trapped:
        for state in trapped:
            if (answers_round := _round(walk, state, lambda _: False)) is not None:
                yield Circle(walk, state, walk.answered(state), answers_round)
                break
        else:
            return
        trapped = dict.fromkeys(state_ for state_ in trapped if state_ not in _onward(walk, state))


def repeated(walk: Walk) -> Iterator[Circle]:
    """Questions that are asked again with no step between, each once."""
    reported: set[int] = set()
    for state in walk.moves:
        if isinstance(walk.stop(state).node, Ask) and state[0] not in reported and walk.is_circular:
            answers_round = _round(
                walk, state, lambda later: isinstance(walk.stop(later).node, Do | Use | Wait)
            )
            if answers_round is not None:
                reported.add(state[0])
                yield Circle(walk, state, walk.answered(state), answers_round)


def _onward(walk: Walk, start: State) -> set[State]:
    visited = {start}
    todo = [start]
    while todo:
        for move in walk.moves[todo.pop()]:
            if move.to is not None and move.to not in visited:
                visited.add(move.to)
                todo.append(move.to)
    return visited


def _round(walk: Walk, start: State, is_closed: Callable[[State], bool]) -> Answered | None:
    """The answers on the shortest way from a state to its own stop again; None without one."""
    todo: deque[tuple[State, Answered]] = deque([(start, ())])
    visited: set[State] = set()
    while todo:
        state, answered = todo.popleft()
        for move in walk.moves.get(state, ()):
            if move.to is None:
                continue
            answers_on = answered
            if move.case >= 0:
                answers_on = (*answered, *move.given)
            if move.to[0] == start[0]:
                return answers_on
            if move.to not in visited and not is_closed(move.to):
                visited.add(move.to)
                todo.append((move.to, answers_on))
    return None
