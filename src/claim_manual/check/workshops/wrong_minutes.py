"""wrong-minutes: the minutes of a workshop, its sessions and their cases do not fit together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Document, Manual
from claim_manual.model.workshop import Workshop


@rule(error="wrong-minutes", warning="wrong-minutes")
def wrong_minutes(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """An agenda that does not add up keeps people waiting; cases that do not fit are left out."""
    for workshop in manual.workshops:
        total = sum(session.minutes for session in workshop.model.sessions)
        if total != workshop.model.minutes and workshop.path not in manual.faulty:
            yield error(
                workshop.source.value(("minutes",)),
                "wrong-minutes",
                say(
                    "The workshop takes {minutes} minutes, and its sessions {total}.",
                    minutes=workshop.model.minutes,
                    total=total,
                ),
                say("Change the minutes of a session, or write minutes: {total}.", total=total),
            )
        yield from _of_cases(workshop)


def _of_cases(workshop: Document[Workshop]) -> Iterator[Finding]:
    for n, session in enumerate(workshop.model.sessions):
        plan = session.practice
        place = workshop.source.value(("sessions", n, "cases"))
        if plan is None:
            continue
        needed = (plan.minutes_each or 0) * max(len(plan.names), 1)
        if plan.flows and plan.minutes_each is None:
            yield error(
                place,
                "wrong-minutes",
                say("Nothing says how long a case takes, so none can be chosen."),
                say("Write minutes_each: beside flows:."),
            )
        elif needed > session.minutes or len(plan.names) > session.minutes:
            yield warning(
                place,
                "wrong-minutes",
                say(
                    "The cases do not fit into the {minutes} minutes of the session.",
                    minutes=session.minutes,
                ),
                say("Name fewer cases, or give the session more minutes."),
            )
