"""unknown-count: the words of a brief ask for a number that nothing counts."""

from __future__ import annotations

import datetime as dt
import re
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
    if not manual.briefs or manual.faulty:
        return  # what a file with errors has is not known
    paths = {brief.path for brief in manual.briefs}
    known = counts(manual)
    near_of = Near(known)
    for text in written_texts(manual):
        if text.path not in paths or "{" not in text.text:
            continue
        for line, match in _asked(text):
            written, name = match.group(), match["name"]
            if text.loc[0] != "parts":
                yield error(
                    text.place(line, match.start()),
                    "unknown-count",
                    say("“{written}” would be read as it stands.", written=written),
                    say("Numbers are counted in the words and the titles of parts alone."),
                )
                continue
            if COUNT.fullmatch(written) and name in known:
                continue
            near = name if name in known else near_of(name.casefold())
            yield error(
                text.place(line, match.start()),
                "unknown-count",
                say("Nothing counts “{name}”.", name=written),
                say("Write “{proposal}”.", proposal=f"{{count:{near}}}")
                if near
                else say("There are: {names}.", names=", ".join(known)),
            )


def _asked(text: WrittenText) -> Iterator[tuple[int, re.Match[str]]]:
    for line, words in enumerate(text.text.split("\n")):
        yield from ((line, match) for match in _LIKE.finditer(words))


_LIKE = re.compile(r"\{\s*count\s*:\s*(?P<name>[^{}\n]*?)\s*\}", re.IGNORECASE)
"""What was meant as one, however it is written."""
