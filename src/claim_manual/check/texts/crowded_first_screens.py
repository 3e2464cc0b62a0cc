"""crowded-first-screen: more never to do than the first screen of a procedure holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual

MOST = 2
"""Texts of `never:` that a phone shows above whom to call and what to do first."""
LONGEST = 60
"""Characters of such a text: two lines of a phone."""


@rule(warning="crowded-first-screen")
def crowded_first_screens(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Whoever has ten seconds reads what never to do before anything else, if it is short."""
    for document in manual.documents():
        for number, text in enumerate(getattr(document.model, "never", ())):
            if number >= MOST:
                yield warning(
                    document.source.value(("never", number)),
                    "crowded-first-screen",
                    say("There are more than {n} texts of what never to do.", n=MOST),
                    say("Move the others to safeguards."),
                )
            for lang, words in text.root.items():
                if len(words) > LONGEST:
                    yield warning(
                        document.source.value(
                            ("never", number, lang) if lang else ("never", number)
                        ),
                        "crowded-first-screen",
                        say("This text has {length} characters.", length=len(words)),
                        say("Say it in {n}, so that it stands on the first screen.", n=LONGEST),
                    )
