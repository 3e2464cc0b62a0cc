"""uneven-edition: an edition puts two languages side by side and has not exactly two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual


@rule(error="uneven-edition")
def uneven_editions(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`bilingual` needs two languages: those that the edition names, or all that the manual has."""
    for edition in manual.editions:
        languages = edition.model.languages or manual.languages
        if edition.model.options.bilingual and len({*languages}) != 2:
            yield error(
                edition.source.value(("options", "bilingual")),
                "uneven-edition",
                say(
                    "An edition in two languages has {count} here: {names}.",
                    count=len({*languages}),
                    names=", ".join(languages),
                ),
                say("Name two under languages:, or leave bilingual: out."),
            )
