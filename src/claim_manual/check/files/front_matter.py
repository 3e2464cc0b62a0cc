"""front-matter: a companion begins with settings between lines of hyphens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


@rule(error="front-matter")
def front_matter(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Prose is text alone; what it is about stands in the YAML file."""
    for prose in manual.judged_prose():
        lines = prose.text.split("\n")
        if lines[0].rstrip() == "---" and any(line.rstrip() == "---" for line in lines[1:]):
            yield error(
                Place(prose.path),
                "front-matter",
                say("This file begins with settings between lines of hyphens."),
                say("Delete them; titles and dates stand in the YAML file."),
            )
