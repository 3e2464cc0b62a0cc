"""missing-alias: a page has another name, and nothing leads from the old one to it."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.check.changes.pairs import pairs
from claim_manual.check.rule import rule
from claim_manual.derived.difference import Difference
from claim_manual.model.finding import Finding, error, say


@rule(error="missing-alias")
def renames(difference: Difference) -> Iterator[Finding]:
    """Printed pages, links from elsewhere and bookmarks have the old address."""
    for pair in pairs(difference):
        old, new = pair.before.id, pair.after.id
        if old == new or old in pair.after.model.aliases:
            continue
        yield error(
            pair.after.source.key(("aliases",) if pair.after.model.aliases else ("code",)),
            "missing-alias",
            say("This page was called “{old}”, and the old address leads nowhere now.", old=old),
            say(
                "Write “{old}” under aliases:. Another time, claim-manual rename {old} {new} does all of it.",
                old=old,
                new=new,
            ),
        )
