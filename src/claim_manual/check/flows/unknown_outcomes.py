"""unknown-target, of a sub-process: `then:` names an outcome that the other document lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, located, nodes, nodes_key
from claim_manual.model.near import enumerated
from claim_manual.model.nodes import Outcome, Use
from claim_manual.model.place import NOWHERE


@rule(error="unknown-target")
def unknown_outcomes(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The keys of `then:` are outcome ids of the flow or procedure that `use:` names."""
    for document in manual.documents():
        for loc, node in located(document):
            if not isinstance(node, Use) or (used := manual.document(node.use)) is None:
                continue
            if used.source.value((nodes_key(used),)) == NOWHERE:
                continue
            outcomes = [inner.id for inner in nodes(used) if isinstance(inner, Outcome)]
            for result in node.then:
                if result not in outcomes:
                    yield error(
                        document.source.key((*loc, "then", result)),
                        "unknown-target",
                        say("“{id}” is not an outcome of {document}.", id=result, document=used.id),
                        say("Its outcomes are: {names}.", names=enumerated(outcomes)),
                    )
