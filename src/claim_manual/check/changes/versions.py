"""unversioned-change, older-version: what an approved page says changed under the same version."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.check.changes.pairs import later, pairs
from claim_manual.check.rule import rule
from claim_manual.derived.difference import Difference
from claim_manual.model.finding import Finding, error, say


@rule(error=("older-version", "unversioned-change"))
def versions(difference: Difference) -> Iterator[Finding]:
    """A page that was approved gets a new version with what it says; versions never go back."""
    for pair in pairs(difference):
        was, now = pair.before.model.version, pair.after.model.version
        place = pair.after.source.value(("version",))
        if was != now and not later(now, was):
            yield error(
                place,
                "older-version",
                say("This page had version {was} and now has {now}.", was=was, now=now),
                say("Write a version that comes after it."),
            )
        elif pair.is_other and was == now and pair.before.model.status == "approved":
            yield error(
                place,
                "unversioned-change",
                say(
                    "This approved page shows “{file}”, which is another file under the same name, "
                    "and its version is still {now}.",
                    file=pair.replaced[0],
                    now=now,
                )
                if pair.is_replaced_alone
                else say(
                    "What this approved page says has changed, and its version is still {now}.",
                    now=now,
                ),
                say("Write a new version:, and what changed under history:."),
            )
