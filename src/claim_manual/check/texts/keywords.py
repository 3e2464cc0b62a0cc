"""unknown-language, empty-text, repeated-keyword: words people search for that find nothing more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.near import enumerated


@rule(error=("unknown-language", "empty-text"), warning="repeated-keyword")
def keywords(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Keywords of a page are words, each once, in the languages of the manual."""
    for document in manual.documents():
        for lang, listed in document.model.keywords.items():
            if lang not in manual.languages:
                yield error(
                    document.source.key(("keywords", lang)),
                    "unknown-language",
                    say("“{lang}” is not a language of this manual.", lang=lang),
                    say("Languages are: {names}.", names=enumerated(manual.languages)),
                )
            yield from _in_language(document, lang, listed)


def _in_language(document: AnyDocument, lang: str, listed: tuple[str, ...]) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, words in enumerate(listed):
        place = document.source.value(("keywords", lang, n))
        folded = " ".join(words.casefold().split())
        if not folded:
            yield error(
                place,
                "empty-text",
                say("This text is empty."),
                say("Write it, or take the key away."),
            )
        elif folded in seen:
            yield warning(
                place,
                "repeated-keyword",
                say("“{words}” is already among the words of this page.", words=words),
                say("Take it away."),
            )
        seen.add(folded)
