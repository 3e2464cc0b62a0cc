"""unrecorded-version: a new version without a line in the history."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.check.changes.pairs import pairs
from claim_manual.check.rule import rule
from claim_manual.derived.difference import Difference
from claim_manual.model.finding import Finding, error, say


@rule(error="unrecorded-version")
def histories(difference: Difference) -> Iterator[Finding]:
    """Whoever reads the page later finds what each version changed."""
    for pair in pairs(difference):
        model = pair.after.model
        is_new = model.version != pair.before.model.version
        if is_new and all(record.version != model.version for record in model.history):
            yield error(
                pair.after.source.value(("version",)),
                "unrecorded-version",
                say(
                    "The history does not say what version {version} changed.",
                    version=model.version,
                ),
                say("Add a line under history: with version, date and change."),
            )
