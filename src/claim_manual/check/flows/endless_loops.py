"""endless-loop, of answers: a circle from which no answers lead to an outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.proof.troubles import each_once, endless


@rule(error="endless-loop")
def endless_loops(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Whoever goes round can come out, whatever they answered before."""
    for circle in each_once(manual, endless):
        stop, answered = circle.walk.stop(circle.state), (*circle.answered, *circle.round)
        yield error(
            stop.scope.document.source.value((*stop.loc, "id")),
            "endless-loop",
            say(
                "From “{id}” one goes round without end: {answers}.",
                id=stop.node.id,
                answers=answers(manual, circle.walk.program, answered),
            ),
            say("Give the circle a way out that these answers can take."),
        )
