"""removed-approval: an approved page is gone without having been retired."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.difference import ChangeKind, Difference
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Document
from claim_manual.model.place import Place


@rule(error="removed-approval")
def removals(difference: Difference) -> Iterator[Finding]:
    """Printed copies and links lead to it: it says first that it no longer holds."""
    for revised in difference.revised:
        if (
            revised.subject in {"procedure", "flow"}
            and revised.kind is ChangeKind.REMOVED
            and isinstance(revised.before, Document)
            and revised.before.model.status == "approved"  # type: ignore[union-attr]
        ):
            yield error(
                Place(revised.path),
                "removed-approval",
                say("This approved page was removed."),
                say(
                    "Bring it back with status: retired, or name it under aliases: of another page."
                ),
            )
