"""unknown-fact: a condition names a question that nobody asks, or an answer that it does not have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from difflib import get_close_matches

from claim_manual.model.documents import Flow, Procedure
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.graph import edges
from claim_manual.model.manual import Document, Manual, nodes, nodes_key
from claim_manual.model.nodes import Ask, Guard, Use

AnyDocument = Document[Procedure] | Document[Flow]


def unknown_facts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Facts are the questions of the file, those of what it uses, and those of what uses it."""
    for document in manual.documents():
        facts = _facts(manual, document)
        positions = {node.id: n for n, node in enumerate(nodes(document))}
        for edge in edges(nodes(document)):
            for fact, test in _tests(edge.guard):
                loc = (nodes_key(document), positions[edge.source], *edge.loc[:-1], "when")
                place = document.source.value(loc)
                if fact not in facts:
                    near = get_close_matches(fact, facts, n=1)
                    yield error(
                        place,
                        "unknown-fact",
                        say(
                            "The condition names “{id}”, which no question here is called.", id=fact
                        ),
                        say("Did you mean “{near}”?", near=near[0])
                        if near
                        else say("Write the id of a question."),
                    )
                    continue
                for answer in test if isinstance(test, list) else [test]:
                    if isinstance(answer, str) and answer not in facts[fact]:
                        yield error(
                            place,
                            "unknown-fact",
                            say("“{answer}” is not an answer to “{id}”.", answer=answer, id=fact),
                            say("Its answers are: {names}.", names=", ".join(facts[fact])),
                        )


def _facts(manual: Manual, document: AnyDocument) -> dict[str, list[str]]:
    """Each fact that the document can know, with the ids of its answers."""
    known: dict[str, list[str]] = {}
    for other in manual.documents():
        if any(isinstance(node, Use) and node.use == document.id for node in nodes(other)):
            known |= _asked(other, "")
    for node in nodes(document):
        if isinstance(node, Use) and (used := manual.document(node.use)):
            known |= _asked(used, f"{node.id}.")
    return known | _asked(document, "")


def _asked(document: AnyDocument, prefix: str) -> dict[str, list[str]]:
    return {
        f"{prefix}{node.id}": [answer.id for answer in node.answers]
        for node in nodes(document)
        if isinstance(node, Ask)
    }


def _tests(guard: Guard | None) -> Iterator[tuple[str, object]]:
    for key, test in guard.root.items() if guard else ():
        if key == "not":
            yield from _tests(Guard(test))
        elif key == "any":
            for one in test:
                yield from _tests(Guard(one))
        else:
            yield key, test
