"""idle-question: whatever is answered, nothing changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual, located
from claim_manual.model.nodes import Ask
from claim_manual.model.place import Loc
from claim_manual.proof.moves import Stuck
from claim_manual.proof.walks import partly_walked, walks


@rule(warning="idle-question")
def idle_questions(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Some answers lead elsewhere than others, or a condition reads them later."""
    has_effect: dict[tuple[str, Loc], bool] = {}
    for walk in walks(manual):
        for state, moves in walk.moves.items():
            stop = walk.stop(state)
            if isinstance(stop.node, Ask):
                key = (stop.scope.document.id, stop.loc)
                is_broken = any(move.stuck is Stuck.BROKEN for move in moves)
                changes = len({move.to for move in moves}) > 1
                has_effect[key] = has_effect.get(key, False) or changes or is_broken
    partly = partly_walked(manual)
    for document in manual.documents():
        for loc, node in located(document):
            if has_effect.get((document.id, loc)) is False and document.id not in partly:
                yield warning(
                    document.source.value((*loc, "id")),
                    "idle-question",
                    say("Whatever is answered to “{id}”, nothing changes.", id=node.id),
                    say("Let an answer lead elsewhere, or a condition read it; or make it a step."),
                )
