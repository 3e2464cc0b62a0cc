"""Policies held against walks: the shortest way to each outcome that does not keep one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.model.derived import derived, derived_by
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Ask, Outcome, Use
from claim_manual.model.registers import Policy
from claim_manual.proof.moves import Answered, State
from claim_manual.proof.states import Walk
from claim_manual.proof.stops import Stop


@dataclass(frozen=True)
class _Progress:
    """What was passed on the way: what is required or forbidden, and what makes the policy apply.

    `question_count` is how many questions were asked before what is required.
    """

    is_met: bool = False
    question_count: int = 0
    is_concerned: bool = False


def governed(manual: Manual, policy: Policy) -> Iterator[AnyDocument]:
    """The documents that a policy speaks of: of its categories, and those it names."""
    scope = policy.applies_to
    for document in manual.procedures:
        if document.category in scope.categories or document.id in scope.procedures:
            yield document
    for flow in manual.flows:
        if flow.id in scope.flows:
            yield flow


def required(policy: Policy) -> set[str]:
    """The nodes, marks, pages or contacts that a policy requires or forbids."""
    requires = policy.requires
    names = (requires.before, requires.node, requires.without, *requires.offers)
    return {name for name in names if name}


@derived
def called(manual: Manual) -> set[str]:
    """What a policy can require: nodes, their marks, pages used, and what outcomes offer."""
    names: set[str] = set()
    for document in manual.documents():
        for node in nodes(document):
            names |= {node.id, *node.tags}
            if isinstance(node, Use):
                names.add(node.use)
            if isinstance(node, Outcome):
                names |= {*node.continue_with, *node.contacts}
    return names


@derived_by(lambda policy: repr((policy.requires, policy.where)))
def broken(walk: Walk, policy: Policy) -> list[tuple[Stop, Answered]]:
    """For each outcome that a policy speaks of and that breaks it: the shortest answers to it.

    Policies that ask the same of the same outcomes are answered together.
    """
    return [*_broken(walk, policy)]


def _broken(walk: Walk, policy: Policy) -> Iterator[tuple[Stop, Answered]]:
    start = (walk.start, _progress(_Progress(), walk.stop(walk.start), policy))
    todo: deque[tuple[State, _Progress, Answered]] = deque([(*start, ())])
    visited = {start}
    reported: set[int] = set()
    while todo:
        state, progress, answered = todo.popleft()
        moves = walk.moves.get(state, ())
        if not moves:
            for end in _ends(walk, state):
                outcome = walk.program.stops[end]
                if (
                    end not in reported
                    and _concerns(policy, outcome, progress)
                    and not _is_kept(policy, outcome, progress)
                ):
                    reported.add(end)
                    yield outcome, answered
        for move in (*moves, *walk.told(state)):
            if move.to is None:
                continue
            onward = (move.to, _progress(progress, walk.stop(move.to), policy))
            if onward not in visited:
                visited.add(onward)
                todo.append((*onward, (*answered, *move.given)))


def _ends(walk: Walk, state: State) -> tuple[int, ...]:
    results = walk.stop(state).results
    return (state[0],) if results is None else results


def is_called(stop: Stop, name: str) -> bool:
    """Whether a node has this id or tag, or is a use of the page with this id."""
    node = stop.node
    return name in {node.id, stop.name, *node.tags} or (isinstance(node, Use) and node.use == name)


def _progress(before: _Progress, stop: Stop, policy: Policy) -> _Progress:
    passing = policy.where and policy.where.passing
    is_concerned = before.is_concerned or not passing or is_called(stop, passing)
    requires = policy.requires
    if requires.without:
        return _Progress(before.is_met or is_called(stop, requires.without), 0, is_concerned)
    name = requires.before or requires.node
    if before.is_met or name is None:
        return _Progress(True, 0, is_concerned)
    limit = requires.within_questions or 0
    # Beyond the limit it does not matter how many questions there were.
    question_count = min(before.question_count + isinstance(stop.node, Ask), limit + 1)
    in_time = question_count <= limit or requires.before is not None
    if in_time and is_called(stop, name) and not isinstance(stop.node, Outcome):
        return _Progress(True, 0, is_concerned)
    return _Progress(False, question_count, is_concerned)


def _concerns(policy: Policy, end: Stop, progress: _Progress) -> bool:
    where, node = policy.where, end.node
    if not isinstance(node, Outcome):
        return False
    if where is None:
        return True
    return (
        progress.is_concerned
        and (not where.outcome_kind or node.kind in where.outcome_kind)
        and (not where.level or node.level in where.level)
        and (not where.tags or not {*where.tags}.isdisjoint(node.tags))
    )


def _is_kept(policy: Policy, end: Stop, progress: _Progress) -> bool:
    requires, node = policy.requires, end.node
    if requires.without:
        return not progress.is_met
    if not requires.offers:
        return progress.is_met
    if not isinstance(node, Outcome):
        return False
    offered = {node.id, *node.tags, *node.continue_with, *node.contacts}
    return not offered.isdisjoint(requires.offers)
