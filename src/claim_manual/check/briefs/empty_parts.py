"""empty-part: a part of a brief has nothing to show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.brief_parts import is_there, part_name
from claim_manual.derived.reading import Reading
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual


@rule(warning="empty-part")
def empty_parts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A heading with nothing below it makes readers look for what is missing."""
    if manual.faulty or not manual.briefs:
        return
    from claim_manual.pages.brief_parts import content  # loads pages, for briefs alone
    from claim_manual.pages.texts import Texts

    for brief in manual.briefs:
        texts = Texts(Reading(manual, manual.default_language), brief.path, here=False)
        for n, part in enumerate(brief.model.parts):
            if not part.of or not is_there(manual, part_name(part.of)):
                continue
            if content(texts, part).is_empty:
                yield warning(
                    brief.source.value(("parts", n, "of")),
                    "empty-part",
                    say("The manual has nothing to show in “{name}”.", name=part.of),
                    say("Take the part out, or write what belongs there."),
                )
