"""phase-without-owner: nobody is said to answer for a phase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import words
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual


@rule(warning="phase-without-owner")
def unowned_phases(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A category that is a name alone needs none; what a file with errors says is not known."""
    settings = manual.settings
    if settings.path in manual.faulty:
        return
    for category, phase in settings.model.phases.items():
        if phase.says_more and phase.owner is None:
            yield warning(
                settings.source.key(("categories", category)),
                "phase-without-owner",
                say(
                    "Nobody is said to answer for the phase “{phase}”.",
                    phase=words(manual, phase.name),
                ),
                say("Write the role under owner:."),
            )
