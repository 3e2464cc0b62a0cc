"""repeated-question: a question is asked again with no step between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.proof.troubles import each_once, repeated


@rule(error="repeated-question")
def repeated_questions(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Nobody is asked again what they have answered, unless something was done in the meantime."""
    for circle in each_once(manual, repeated):
        walk, stop = circle.walk, circle.walk.stop(circle.state)
        if any(state not in walk.saved for state in walk.moves if state[0] == circle.state[0]):
            continue  # told as a circle without end
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
