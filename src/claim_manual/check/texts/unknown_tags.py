"""unknown-tag: a tag of a language that no language has, so that nobody could say its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.centres import reached
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.language import has_name
from claim_manual.model.manual import Manual


@rule(warning="unknown-tag")
def unknown_tags(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The languages of a contact are such as have a name: readers would see the tag instead."""
    for source, loc, _, service in reached(manual):
        spoken = service.languages
        for k, tag in enumerate(spoken if isinstance(spoken, tuple) else ()):
            if not has_name(tag):
                yield warning(
                    source.value((*loc, "languages", k)),
                    "unknown-tag",
                    say("No language is known by the tag “{tag}”.", tag=tag),
                    say("A language is written as in BCP 47: pt, en, es-SV."),
                )
