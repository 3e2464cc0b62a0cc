"""endless-loop, of answers: a circle from which no answers lead to an outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.walk.states import walks
from claim_manual.model.walk.troubles import endless


def endless_loops(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Whoever goes round can come out, whatever they answered before."""
    for walk in walks(manual):
        for circle in endless(walk) if walk.is_whole else ():
            stop = walk.stop(circle.state)
            yield error(
                stop.scope.document.source.value((*stop.loc, "id")),
                "endless-loop",
                say(
                    "From “{id}” one goes round without end: {answers}.",
                    id=stop.node.id,
                    answers=answers(manual, walk.program, (*circle.answered, *circle.round)),
                ),
                say("Give the circle a way out that these answers can take."),
            )
