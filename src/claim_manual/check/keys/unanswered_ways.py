"""missing-key, of an answer: it leads nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.documents import DecisionTable
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, located
from claim_manual.model.nodes import Ask, Multiple, ways


@rule(error="missing-key")
def unanswered_ways(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """An answer goes where its `to:` says, else where the question's `next:` says.

    The answers to a table's inputs lead to its rules.
    """
    for document in manual.documents():
        if isinstance(document.model, DecisionTable):
            continue
        for loc, node in located(document):
            if not isinstance(node, Ask) or node.next is not None:
                continue
            if isinstance(node, Multiple):
                yield error(
                    document.source.value((*loc, "id")),
                    "missing-key",
                    say("The question “{id}” leads nowhere.", id=node.id),
                    say("Several answers can be taken, so give the question next:."),
                )
                continue
            for m, answer in enumerate(node.answers):
                if ways(answer) is None:
                    yield error(
                        document.source.value((*loc, "answers", m, "id")),
                        "missing-key",
                        say("The answer “{id}” leads nowhere.", id=answer.id),
                        say("Add to: with the id of a node, or next: on the question."),
                    )
