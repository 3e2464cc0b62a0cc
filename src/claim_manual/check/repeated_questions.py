"""repeated-question: a question is asked again with no step between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.walk.states import walks
from claim_manual.model.walk.troubles import repeated


def repeated_questions(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Nobody is asked again what they have answered, unless something was done in the meantime."""
    for walk in walks(manual):
        trapped = {state[0] for state in walk.moves if state not in walk.saved}
        for circle in repeated(walk):
            stop = walk.stop(circle.state)
            if circle.state[0] in trapped:
                continue
            yield error(
                stop.scope.document.source.value((*stop.loc, "id")),
                "repeated-question",
                say(
                    "“{id}” is asked again with no step between, after: {answers}.",
                    id=stop.node.id,
                    answers=answers(manual, walk.program, circle.round),
                ),
                say("Put a step where something is done, or lead the answer elsewhere."),
            )
