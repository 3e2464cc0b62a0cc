"""unknown-count: the words of a brief ask for a number that nothing counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.brief_parts import COUNT, counts
from claim_manual.derived.written_lines import WrittenText, written_texts
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near


@rule(error="unknown-count")
def unknown_counts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """`{count:procedures}` and its like are numbers in the words and titles of parts."""
    if not manual.briefs:
        return
    paths = {brief.path for brief in manual.briefs}
    known = counts(manual)
    near_of = Near(known)
    for text in written_texts(manual):
        if text.path not in paths or "{count" not in text.text:
            continue
        for line, column, name in _asked(text):
            if name in known:
                continue
            near = near_of(name)
            yield error(
                text.place(line, column),
                "unknown-count",
                say("Nothing counts “{name}”.", name=name),
                say("Did you mean “{near}”?", near=near)
                if near
                else say("There are: {names}.", names=", ".join(known)),
            )


def _asked(text: WrittenText) -> Iterator[tuple[int, int, str]]:
    for line, words in enumerate(text.text.split("\n")):
        for match in COUNT.finditer(words):
            yield line, match.start(), match["name"]
