"""phase-without-procedures: no procedure in force belongs to a phase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import words
from claim_manual.derived.phases import procedures_of
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.sources import PROCEDURE


@rule(warning="phase-without-procedures")
def empty_phases(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A category that is a name alone may wait for its first; what could not be read counts."""
    settings = manual.settings
    for category, phase in settings.model.phases.items():
        folder = f"{PROCEDURE.folder}/{category}/"
        is_unread = any(path.startswith(folder) for path in manual.unread)
        if phase.says_more and not is_unread and not procedures_of(manual, category):
            yield warning(
                settings.source.key(("categories", category)),
                "phase-without-procedures",
                say(
                    "The phase “{phase}” has no procedure in force.",
                    phase=words(manual, phase.name),
                ),
                say("Write one in {folder}, or take the phase away.", folder=folder),
            )
