"""duplicate-id: two things of one kind have the same id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import AnyDocument, Manual, Origin, exceptions, located
from claim_manual.model.nodes import Ask, Join, Parallel
from claim_manual.model.place import Loc, Place

Named = tuple[str, Origin, Loc]
"""An id and where it stands; the place is looked up only where two are the same."""


@rule(error="duplicate-id")
def duplicate_ids(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Nodes, branches and exceptions of a document, answers of a question, entries of a register, parts of other sources, documents."""
    yield from _twice(_document_ids(manual))
    for document in manual.documents():
        source = document.source
        located_nodes = list(located(document))
        yield from _twice(_of_flow(document))
        for loc, node in located_nodes:
            if isinstance(node, Ask):
                yield from _twice(
                    (answer.id, source, (*loc, "answers", m, "id"))
                    for m, answer in enumerate(node.answers)
                )
        yield from _twice(
            (scenario.id, source, ("scenarios", n, "id"))
            for n, scenario in enumerate(document.model.scenarios)
        )
    for review in manual.reviews:
        remarks = enumerate(review.model.remarks)
        yield from _twice((remark.id, review.source, ("remarks", n, "id")) for n, remark in remarks)
    yield from _of_training(manual)
    for register in manual.registers.values():
        yield from _twice(
            (entry.id, register.source, (n, "id")) for n, entry in enumerate(register)
        )


def _of_flow(document: AnyDocument) -> Iterator[Named]:
    """The ids of nodes and branches, those of exceptions, then the former ones of nodes, which must
    not be taken by another.
    """
    source = document.source
    for loc, node in located(document):
        if not isinstance(node, Join):
            yield node.id, source, (*loc, "id")
        if isinstance(node, Parallel):
            branches = enumerate(node.parallel)
            yield from ((branch.id, source, (*loc, "parallel", n, "id")) for n, branch in branches)
    for n, told in enumerate(exceptions(document)):
        yield told.id, source, ("at_any_time", n, "id")
    for loc, node in located(document):
        for n, alias in enumerate(node.aliases):
            yield alias, source, (*loc, "aliases", n)


def _of_training(manual: Manual) -> Iterator[Finding]:
    """Objectives, sessions and dates of a workshop; questions of an assessment and their answers."""
    for workshop in manual.workshops:
        for key in ("objectives", "sessions", "dates"):
            parts = enumerate(getattr(workshop.model, key))
            yield from _twice((part.id, workshop.source, (key, n, "id")) for n, part in parts)
    for assessment in manual.assessments:
        source, questions = assessment.source, assessment.model.questions
        yield from _twice(
            (question.id, source, ("questions", n, "id")) for n, question in enumerate(questions)
        )
        for n, question in enumerate(questions):
            yield from _twice(
                (answer.id, source, ("questions", n, "answers", m, "id"))
                for m, answer in enumerate(question.answers)
            )


def _document_ids(manual: Manual) -> Iterator[Named]:
    """The ids of documents, then their former ones, which must not be taken by another."""
    for document in manual.documents():
        yield document.id, document.source, ()
    for document in manual.documents():
        for n, alias in enumerate(document.model.aliases):
            yield alias, document.source, ("aliases", n)


def _twice(ids: Iterable[Named]) -> Iterator[Finding]:
    seen: dict[str, Named] = {}
    for named in ids:
        name, source, loc = named
        if name in seen:
            _, first, where = seen[name]
            yield error(
                source.value(loc) if loc else Place(source.path),
                "duplicate-id",
                say(
                    "The id “{id}” is already taken ({place}).",
                    id=name,
                    place=first.value(where) if where else Place(first.path),
                ),
                say("Give one of the two another id, and mend what points to it."),
            )
        seen.setdefault(name, named)
