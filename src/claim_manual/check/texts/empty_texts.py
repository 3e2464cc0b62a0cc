"""empty-text: a text with nothing in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.written_links import text_places
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Place


@rule(error="empty-text")
def empty_texts(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Spaces alone are nothing, in a text as in a prose file."""
    hint = say("Write it, or take the key away.")
    for source, loc, text in text_places(manual):
        if not text.root:
            yield error(source.key(loc), "empty-text", say("This text is empty."), hint)
        for lang, words in text.root.items():
            if not words.strip():
                place = source.key((*loc, lang) if lang else loc)
                yield error(place, "empty-text", say("This text is empty."), hint)
    for prose in manual.prose():
        if not prose.text.strip():
            yield error(
                Place(prose.path),
                "empty-text",
                say("This file is empty."),
                say("Fill it or delete it."),
            )
