"""unhandled-outcome: a sub-process ends in a way for which the page that uses it has no way on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.witness import answers
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import enumerated
from claim_manual.proof.states import Stuck, walks
from claim_manual.proof.troubles import stuck


def unhandled_outcomes(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Each outcome that can occur is in `then:`, or a node follows that takes all others."""
    for one in stuck(manual):
        if one.stuck is not Stuck.NO_RESULT:
            continue
        stop = one.walk.stop(one.state)
        yield error(
            one.document.source.value((*stop.scope.at, "use")),
            "unhandled-outcome",
            say(
                "Nothing follows when “{use}” ends in “{id}”: {answers}.",
                use=stop.scope.document.id,
                id=stop.node.id,
                answers=answers(manual, one.walk.program, one.answered),
            ),
            say("Name the outcome in then:, or let a node follow."),
        )
    for walk in walks(manual):
        for state in walk.moves:
            stop = walk.stop(state)
            _, then = stop.scope.rest
            ids = [walk.program.stops[one].node.id for one in stop.results or ()]
            targets = {then[one][0].target for one in ids if then.get(one)}
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
