"""broken-link: a link in a text leads to nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.references.missing_files import missing_file
from claim_manual.check.references.written_links import written_links
from claim_manual.check.rule import rule
from claim_manual.derived.links import LinkKind, goal
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="broken-link")
def broken_links(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Links by meaning and relative ones lead to pages and files of the manual."""
    for place, link in written_links(manual):
        target = goal(manual, place.path, link.href)
        if target.way is LinkKind.BROKEN or (
            link.is_image and target.way in {LinkKind.PAGE, LinkKind.HERE, LinkKind.LANGUAGE}
        ):
            wrong, hint = missing_file(manual, place.path, link) or (
                say("The link “{href}” leads to nothing.", href=link.href),
                say("Write the id of something that exists, as in procedure:… or contact:…."),
            )
            yield error(place, "broken-link", wrong, hint)
