"""Answers that a tree takes along: within a page that uses others, and to pages that share questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.reading import Reading
from claim_manual.derived.uses import users
from claim_manual.model.derived import derived, derived_by
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Ask, Outcome, Use
from claim_manual.model.registers.policy import Policy
from claim_manual.proof.program import Program
from claim_manual.proof.program import program as program_of
from claim_manual.proof.stops import Stop

Shares = Mapping[str, list[tuple[int, str]]]
"""By the address of a page, which documents of a tree it goes through too, by their numbers in that
tree, and what stands before the names of their questions there.
"""


@derived
def asked_first(manual: Manual) -> frozenset[str]:
    """The ids and tags of questions that policies want among the first, such as that of danger."""
    policies = [entry for entry in manual.register("policies") if isinstance(entry, Policy)]
    rules = [policy.requires for policy in policies]
    return frozenset(rule.node for rule in rules if rule.node and rule.within_questions)


def same_questions(program: Program, stop: Stop) -> list[int]:
    """The facts that already say what is asked at a stop, those of later stops first.

    It is the same question where another page on the way asks one of the same id, and a policy wants
    both among the first of their page; or where it is one of a page that is used more than once.
    """
    first = asked_first(program.manual)

    def is_same(other: Stop) -> bool:
        if not isinstance(other.node, Ask) or other.fact >= program.told_from:
            return False  # whether something came, or is told, is nobody's answer
        if other.scope is stop.scope or other.node.id != stop.node.id:
            return False
        if other.scope.document is stop.scope.document:
            return True
        return bool(first & {stop.node.id, *stop.node.tags} & {other.node.id, *other.node.tags})

    return [other.fact for other in reversed(program.stops_of_facts) if is_same(other)]


# -- pages that go through the same documents


def sharing(manual: Manual, document: AnyDocument) -> list[AnyDocument]:
    """The documents that go through this one, at any depth, and those that it goes through."""
    above = _reached(document, lambda other: users(manual).get(other.id, []))
    return [*above, *_reached(document, lambda other: _used(manual, other))]


def _used(manual: Manual, document: AnyDocument) -> list[AnyDocument]:
    named = [manual.document(node.use) for node in nodes(document) if isinstance(node, Use)]
    return [used for used in named if used]


def _reached(
    document: AnyDocument, onward: Callable[[AnyDocument], Iterable[AnyDocument]]
) -> list[AnyDocument]:
    reached: dict[str, AnyDocument] = {}
    todo = [document]
    while todo:
        for other in onward(todo.pop()):
            if other.id not in reached and other.id != document.id:
                reached[other.id] = other
                todo.append(other)
    return list(reached.values())


def shares(manual: Manual, document: AnyDocument, documents: Iterable[AnyDocument]) -> Shares:
    """Where else the documents of a tree are gone through; `documents` in the tree's own order."""
    numbers = {used.id: n for n, used in enumerate(documents)}
    shared: dict[str, list[tuple[int, str]]] = {}
    for other in sharing(manual, document):
        places = [
            (numbers[id_], prefix) for id_, prefix in _prefixes(manual, other) if id_ in numbers
        ]
        if places:
            shared[document_uri(other)] = places
    return shared


@derived_by(lambda document: document.id)
def _prefixes(manual: Manual, document: AnyDocument) -> list[tuple[str, str]]:
    """Each document of a program that asks something, and what stands before its questions' names."""
    stops = program_of(manual, document).stops
    scopes = {id(stop.scope): stop.scope for stop in stops if isinstance(stop.node, Ask)}
    return [(scope.document.id, scope.prefix) for scope in scopes.values()]


# -- what a page that uses this one does next


def onward(reading: Reading, document: AnyDocument) -> dict[str, dict[str, str]]:
    """By outcome, then by the address of a page that uses this one, the step after it in words.

    Only where there is a single one, whatever was answered.
    """
    words: dict[str, dict[str, str]] = {}
    for user in users(reading.manual).get(document.id, []):
        program = program_of(reading.manual, user)
        for stop in program.stops:
            is_end = isinstance(stop.node, Outcome) and stop.scope.document is document
            if is_end and (step := _step_after(reading, program, stop)):
                words.setdefault(stop.node.id, {})[document_uri(user)] = step
    return words


def _step_after(reading: Reading, program: Program, outcome: Stop) -> str:
    ways = program.after(outcome) if outcome.scope.caller else []
    if len(ways) != 1 or ways[0].condition or ways[0].target < 0:
        return ""
    target = program.stops[ways[0].target]
    if target.scope.document is not program.document:
        return ""
    number = nodes(program.document).index(target.node) + 1
    return reading.say("step {number}: {words}", number=number, words=reading.node(target.node))


def carried_key(reading: Reading, document: AnyDocument) -> object:
    """What a page shows of pages that it may take answers along to; its own documents aside."""
    manual = reading.manual
    around = [document, *_reached(document, lambda other: _used(manual, other))]
    return shares(manual, document, around), onward(reading, document), sorted(asked_first(manual))
