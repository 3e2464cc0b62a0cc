"""unknown-fact: a condition names a question that nobody asks before it, or an answer it lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.flows.conditions import conditions, known_facts, place_of, unasked
from claim_manual.check.rule import rule
from claim_manual.model.derived import derived
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.guard import Test, names, tests
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.near import Near, enumerated
from claim_manual.model.nodes import Ask, AskDate, AskNumber, Use
from claim_manual.proof.cases import scale
from claim_manual.proof.graph import lost_targets
from claim_manual.proof.walks import partly_walked, seen
from claim_manual.read.mend import STAND_IN

Words = tuple[Message, Message]


@rule(error="unknown-fact")
def unknown_facts(manual: Manual, today: dt.date) -> list[Finding]:
    """Facts are the questions of the file, of what it uses, and of what uses it; asked before."""
    return _unknown_facts(manual)


@derived
def _unknown_facts(manual: Manual) -> list[Finding]:
    return [*_faults_as_written(manual), *_faults_when_walked(manual)]


def _faults_as_written(manual: Manual) -> Iterator[Finding]:
    """What can be seen in the condition alone."""
    for document in manual.documents():
        named = document.model.conditions
        near_condition, near_fact = Near(named), Near(_nameable(manual, document))
        for loc, guard in conditions(manual, document).items():
            for name in names(guard):
                if loc[0] == "conditions":
                    words = (
                        say("A condition of conditions: names no other one."),
                        say("Write its questions and answers out."),
                    )
                    yield _at(document, loc, words)
                elif name not in named:
                    yield _at(document, loc, _no_condition(name, near_condition))
            for test in tests(guard.condition({})):
                for words in _faults(manual, document, test, near_fact):
                    yield _at(document, loc, words)


def _faults_when_walked(manual: Manual) -> Iterator[Finding]:
    """What only the ways to a condition show: its question is asked, but never before it."""
    partly = partly_walked(manual)
    for (document_id, loc), condition in seen(manual).items():
        document = manual.document(document_id) if document_id not in partly else None
        for name in unasked(manual, document, loc, condition) if document else ():
            if document and known_facts(manual).get((document_id, name)):
                words = (
                    say("No way to this condition asks “{id}” before.", id=name),
                    say("Ask it before, or take it out of the condition."),
                )
                yield _at(document, place_of(loc), words)


def _at(document: AnyDocument, loc: tuple[str | int, ...], words: Words) -> Finding:
    return error(document.source.value(loc), "unknown-fact", words[0], words[1])


def _hint(near: str | None, otherwise: Message) -> Message:
    return say("Did you mean “{near}”?", near=near) if near else otherwise


def _no_condition(name: str, near: Near) -> Words:
    return (
        say("There is no condition called “{id}” here.", id=name),
        _hint(near(name), say("Name it under conditions: at the top of the file.")),
    )


def _faults(manual: Manual, document: AnyDocument, test: Test, near: Near) -> Iterator[Words]:
    questions = known_facts(manual).get((document.id, test.fact), [])
    if not questions:
        is_lost = test.fact in lost_targets(manual, document)
        if not is_lost and not _may_be_unread(manual, document, test.fact):
            yield (
                say("The condition names “{id}”, which no question here is called.", id=test.fact),
                _hint(near(test.fact), say("Write the id of a question.")),
            )
        return
    ids = dict.fromkeys(answer.id for question in questions for answer in question.answers)
    for answer in test.answers:
        if answer not in ids and not any(_is_stand_in(question) for question in questions):
            yield (
                say("“{answer}” is not an answer to “{id}”.", answer=answer, id=test.fact),
                say("Its answers are: {names}.", names=enumerated(ids)),
            )
    if test.range and not any(_measures(question, test) for question in questions):
        yield (
            say("“{id}” is not answered with values of this range.", id=test.fact),
            say("Its answers are: {names}.", names=enumerated(ids)),
        )


def _is_stand_in(question: Ask) -> bool:
    """Whether the answers were not read: those of another question stand in for them."""
    return [answer.id for answer in question.answers] == [STAND_IN]


def _measures(question: Ask, test: Test) -> bool:
    is_ranged = isinstance(question, AskNumber | AskDate) and test.range
    return bool(is_ranged and scale(question).fits(test.range))  # type: ignore[arg-type]


def _nameable(manual: Manual, document: AnyDocument) -> list[str]:
    """The names that a condition of the document can mean: its questions and those of what it uses."""
    return [node.id for node in nodes(document) if isinstance(node, Ask)] + [
        f"{node.id}.{inner.id}"
        for node in nodes(document)
        if isinstance(node, Use) and (used := manual.document(node.use))
        for inner in nodes(used)
        if isinstance(inner, Ask)
    ]


def _may_be_unread(manual: Manual, document: AnyDocument, fact: str) -> bool:
    """Whether the question can be in a file that could not be read."""
    if "." not in fact:
        return bool(manual.unread)
    first = fact.partition(".")[0]
    use = next(
        (node for node in nodes(document) if isinstance(node, Use) and node.id == first), None
    )
    return manual.document(use.use) is None if use else bool(manual.unread)
