"""missing-alternative: a picture that says nothing to somebody who does not see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from claim_manual.check.rule import rule
from claim_manual.derived.written_links import written_links
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual
from claim_manual.model.media import PICTURES, ending


@rule(warning="missing-alternative")
def alternatives(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """WCAG 2.2, 1.1.1: what a picture shows stands in words as well. Its file's name is no such words."""
    for place, link in written_links(manual):
        if not link.is_image:
            continue
        words = link.words.strip()
        name = PurePosixPath(unquote(link.href)).name
        if not words or words == name or ending(words) in PICTURES:
            yield warning(
                place,
                "missing-alternative",
                say("This picture has no words for those who do not see it: {name}.", name=name),
                say(
                    "Say between the brackets what it shows: ![The portal with the red button](…)."
                ),
            )
