"""unclear-part: a part of a brief has neither words nor a part of the manual, or both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="unclear-part")
def unclear_parts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`text:` or `of:`, one of the two; `since:` belongs to changes."""
    for brief in manual.briefs:
        for n, part in enumerate(brief.model.parts):
            source, loc = brief.source, ("parts", n)
            if part.text is not None and part.of is not None:
                yield error(
                    source.key((*loc, "of")),
                    "unclear-part",
                    say("This part has words and a part of the manual."),
                    say("Make two parts of it: one with text:, one with of:."),
                )
            elif part.text is None and part.of is None:
                yield error(
                    source.value(loc),
                    "unclear-part",
                    say("This part says nothing."),
                    say("Add text: with words, or of: with a part of the manual."),
                )
            elif part.since and part.of != "changes":
                yield error(
                    source.key((*loc, "since")),
                    "unclear-part",
                    say("Only changes are told since a day."),
                    say("Write of: changes, or take since: away."),
                )
