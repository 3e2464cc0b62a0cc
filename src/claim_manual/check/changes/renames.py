"""missing-alias: a page or a step has another name, and nothing leads from the old one to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claim_manual.check.changes.pairs import pairs
from claim_manual.check.rule import rule
from claim_manual.derived.difference import Difference, Revised
from claim_manual.derived.links_to import gone_names, links_to
from claim_manual.model.finding import Finding, error, info, say
from claim_manual.model.manual import Document, Manual, located


@rule(error="missing-alias", info="missing-alias")
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
    for revised in difference.revised:
        if revised.subject in {"procedure", "flow"} and isinstance(revised.after, Document):
            yield from _nodes(difference.after, revised, revised.after)


def _nodes(manual: Manual, revised: Revised, document: Document[Any]) -> Iterator[Finding]:
    """Steps under another id, with every link to the old one; without any, bookmarks may have it."""
    new_ids = dict(gone_names(revised))
    by_id = {node.id: (loc, node) for loc, node in located(document)}
    for old, new in new_ids.items():
        if new not in by_id or old in by_id[new][1].aliases or old in by_id:
            continue
        place = document.source.value((*by_id[new][0], "id"))
        hint = say("Write “{old}” under aliases: of this step, or mend the links.", old=old)
        if links := links_to(manual, document.id, old):
            message = say(
                "This step was called “{old}”, and links to it lead nowhere now: {places}.",
                old=old,
                places=", ".join(map(str, links)),
            )
            yield error(place, "missing-alias", message, hint)
        else:
            message = say(
                "This step was called “{old}”: bookmarks with it lead nowhere now.", old=old
            )
            yield info(place, "missing-alias", message, hint)
