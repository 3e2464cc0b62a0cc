"""duplicate-id: two things of one kind have the same id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from claim_manual.model.documents import Flow
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, Origin, located
from claim_manual.model.nodes import Ask
from claim_manual.model.place import Loc, Place

Named = tuple[str, Origin, Loc]
"""An id and where it stands; the place is looked up only where two are the same."""


def duplicate_ids(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Nodes of a document, answers of a question, entries of a register, remarks of a review, and documents."""
    yield from _twice(_document_ids(manual))
    for document in manual.documents():
        at = document.source
        own = list(located(document))
        yield from _twice((node.id, at, (*loc, "id")) for loc, node in own)
        for loc, node in own:
            if isinstance(node, Ask):
                yield from _twice(
                    (answer.id, at, (*loc, "answers", m, "id"))
                    for m, answer in enumerate(node.answers)
                )
        if isinstance(document.model, Flow):
            yield from _twice(
                (one.id, at, ("scenarios", n, "id"))
                for n, one in enumerate(document.model.scenarios)
            )
    for review in manual.reviews:
        remarks = enumerate(review.model.remarks)
        yield from _twice((one.id, review.source, ("remarks", n, "id")) for n, one in remarks)
    for register in manual.registers.values():
        yield from _twice(
            (entry.id, register.source, (n, "id")) for n, entry in enumerate(register)
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
    for one in ids:
        name, source, loc = one
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
        seen.setdefault(name, one)
