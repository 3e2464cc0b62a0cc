"""The conditions of a document: where they stand, and which names in them nobody answers."""

from __future__ import annotations

from claim_manual.derived.parts import parts_of
from claim_manual.model.derived import derived, derived_by
from claim_manual.model.guard import Guard, Test, tests
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.nodes import Ask
from claim_manual.model.place import Loc
from claim_manual.proof.moves import ConditionRecord
from claim_manual.proof.walks import walk


def place_of(loc: Loc) -> Loc:
    """Where the condition of a way stands, by where its target or its note does."""
    return loc if loc[-1] == "when" else (*loc[:-1], "when")


@derived_by(lambda document: document.path)
def conditions(manual: Manual, document: AnyDocument) -> dict[Loc, Guard]:
    """Every condition of a document by where it stands, named ones where they are named."""
    return dict(parts_of(manual, document.model).guards)


@derived
def known_facts(manual: Manual) -> dict[tuple[str, str], list[Ask]]:
    """For each document and fact that a condition of it names, the questions that it can mean."""
    questions: dict[tuple[str, str], list[Ask]] = {}
    for document in manual.documents():
        program = walk(manual, document).program
        scopes = {stop.scope.prefix: stop.scope for stop in program.stops}
        for scope in scopes.values():
            for name in _names(manual, scope.document):
                of_name = questions.setdefault((scope.document.id, name), [])
                of_name += [program.facts[n].question for n in program.candidates(scope, name)]
    return questions


def _names(manual: Manual, document: AnyDocument) -> set[str]:
    guards = conditions(manual, document).values()
    return {test.fact for guard in guards for test in tests_of(document, guard)}


def tests_of(document: AnyDocument, guard: Guard) -> list[Test]:
    """The tests of a condition, those of named ones included."""
    return [*tests(guard.condition(document.model.conditions))]


def unasked(
    manual: Manual, document: AnyDocument, loc: Loc, condition: ConditionRecord
) -> list[str]:
    """The facts that the condition of a way names and that no walk to it ever asks."""
    guard = conditions(manual, document).get(place_of(loc))
    names = {test.fact for test in tests_of(document, guard)} if guard else set()
    return sorted(names - condition.known)
