"""missing-key, of an answer: it leads nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, nodes, nodes_key
from claim_manual.model.nodes import Ask


def unanswered_ways(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """An answer goes where its `to:` says, else where the question's `next:` says."""
    for document in manual.documents():
        for n, node in enumerate(nodes(document)):
            for m, answer in enumerate(node.answers if isinstance(node, Ask) else ()):
                if answer.to is None and isinstance(node, Ask) and node.next is None:
                    yield error(
                        document.source.value((nodes_key(document), n, "answers", m, "id")),
                        "missing-key",
                        say("The answer “{id}” leads nowhere.", id=answer.id),
                        say("Add to: with the id of a node, or next: on the question."),
                    )
