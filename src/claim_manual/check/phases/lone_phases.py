"""lone-phase: nothing leads to a phase, while others form a chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import words
from claim_manual.derived.phases import chained, followed
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual


@rule(warning="lone-phase")
def lone_phases(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The first of the chain follows nothing; any other that does is a second beginning, which may be
    meant. What a file with errors says is not known.
    """
    settings = manual.settings
    after = followed(manual)
    first = next((name for name in chained(manual) if not after[name]), "")
    if not first or settings.path in manual.faulty:
        return
    for category, phase in settings.model.phases.items():
        if phase.says_more and not phase.follows and category != first:
            yield warning(
                settings.source.key(("categories", category)),
                "lone-phase",
                say(
                    "Nothing leads to the phase “{phase}”, while others follow each other.",
                    phase=words(manual, phase.name),
                ),
                say(
                    "Say in follows: after which it comes; if it begins by itself, accept this in waive:."
                ),
            )
