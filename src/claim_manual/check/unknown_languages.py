"""unknown-language: words in a language that the manual does not have."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from claim_manual.check.sources import text_places
from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import enumerated
from claim_manual.model.place import Place
from claim_manual.model.schema import TAG


def unknown_languages(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A language is one of manual.yml: in texts, and in the names of prose files.

    `say` alone may have more: words to show to a person in the person's own language.
    """
    hint = say("Languages are: {names}.", names=enumerated(manual.languages))
    for source, loc, text in text_places(manual):
        for lang in text.root:
            is_known = not lang or lang in manual.languages
            if not (is_known or ("say" in loc and re.fullmatch(TAG, lang))):
                yield _unknown(source.key((*loc, lang)), lang, hint)
    for prose in manual.companions:
        if prose.lang not in manual.languages:
            yield _unknown(Place(prose.path), prose.lang, hint)


def _unknown(place: Place, lang: str, hint: Message) -> Finding:
    return error(
        place,
        "unknown-language",
        say("“{lang}” is not a language of this manual.", lang=lang),
        hint,
    )
