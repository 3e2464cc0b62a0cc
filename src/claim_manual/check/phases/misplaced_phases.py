"""misplaced-phase: a phase stands above one after which it comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import words
from claim_manual.derived.phases import circle, followed, phase
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual


@rule(warning="misplaced-phase")
def misplaced_phases(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Every output has the phases in the order of manual.yml, which is not to say otherwise."""
    order = [*manual.settings.model.categories]
    for category, before in followed(manual).items():
        later = [name for name in before if order.index(name) > order.index(category)]
        if not later or circle(manual, category):
            continue
        position = phase(manual, category).follows.index(later[0])
        yield warning(
            manual.settings.source.value(("categories", category, "follows", position)),
            "misplaced-phase",
            say(
                "“{phase}” comes after “{other}”, and stands above it.",
                phase=words(manual, phase(manual, category).name),
                other=words(manual, phase(manual, later[0]).name),
            ),
            say("Write it below: all pages and books have the phases in the order of manual.yml."),
        )
