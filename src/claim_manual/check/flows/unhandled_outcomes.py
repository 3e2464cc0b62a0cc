"""unhandled-outcome: a sub-process ends in a way for which the page that uses it has no way on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import enumerated
from claim_manual.proof.moves import Stuck
from claim_manual.proof.troubles import stuck
from claim_manual.proof.walks import walks


@rule(error="unhandled-outcome")
def unhandled_outcomes(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Each outcome that can occur is in `then:`, or a node follows that takes all others."""
    yield from _without_way(manual)
    yield from _with_several_ways(manual)


def _without_way(manual: Manual) -> Iterator[Finding]:
    for dead_end in stuck(manual):
        if dead_end.stuck is not Stuck.NO_RESULT:
            continue
        stop = dead_end.walk.stop(dead_end.state)
        yield error(
            dead_end.document.source.value((*stop.scope.at, "use")),
            "unhandled-outcome",
            say(
                "Nothing follows when “{use}” ends in “{id}”: {answers}.",
                use=stop.scope.document.id,
                id=stop.node.id,
                answers=answers(manual, dead_end.walk.program, dead_end.answered),
            ),
            say("Name the outcome in then:, or let a node follow."),
        )


def _with_several_ways(manual: Manual) -> Iterator[Finding]:
    """Outcomes of a table that collects, which come together and lead to different nodes."""
    for walk in walks(manual):
        for state in walk.moves:
            stop = walk.stop(state)
            _, then = stop.scope.rest
            ids = [walk.program.stops[number].node.id for number in stop.results or ()]
            targets = {then[outcome][0].target for outcome in ids if then.get(outcome)}
            if stop.scope.caller and len(targets) > 1:
                yield error(
                    stop.scope.caller.document.source.value((*stop.scope.at, "use")),
                    "unhandled-outcome",
                    say(
                        "“{use}” ends in {outcomes} at once, and only one way can be taken: {answers}.",
                        use=stop.scope.document.id,
                        outcomes=enumerated(ids),
                        answers=answers(manual, walk.program, walk.answered(state)),
                    ),
                    say("Give them one way in then:, or let a node follow that asks."),
                )
