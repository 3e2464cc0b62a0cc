"""removed-approval: an approved page is gone without having been retired."""

from __future__ import annotations

from collections.abc import Iterator

from claim_manual.derived.difference import Difference, Kind
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Document
from claim_manual.model.place import Place


def removals(difference: Difference) -> Iterator[Finding]:
    """Printed copies and links lead to it: it says first that it no longer holds."""
    for one in difference.revised:
        if (
            one.subject in {"procedure", "flow"}
            and one.kind is Kind.REMOVED
            and isinstance(one.before, Document)
            and one.before.model.status == "approved"  # type: ignore[union-attr]
        ):
            yield error(
                Place(one.path),
                "removed-approval",
                say("This approved page was removed."),
                say(
                    "Bring it back with status: retired, or name it under aliases: of another page."
                ),
            )
