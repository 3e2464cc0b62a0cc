"""missing-key, of an answer: it has no label and manual.yml has none for its id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, located
from claim_manual.model.nodes import Ask


@rule(error="missing-key")
def answer_labels(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Every answer has words: its own, or the shared ones of its id."""
    shared = manual.settings.model.answers
    for document in manual.documents():
        for loc, node in located(document):
            for m, answer in enumerate(node.answers if isinstance(node, Ask) else ()):
                if answer.label is None and answer.id not in shared:
                    yield error(
                        document.source.value((*loc, "answers", m, "id")),
                        "missing-key",
                        say("The answer “{id}” has no text.", id=answer.id),
                        say(
                            "Add label: here, or “{id}” under answers: in manual.yml.", id=answer.id
                        ),
                    )
