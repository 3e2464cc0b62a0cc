"""unspoken-language: a language of the manual in which the program has no words of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, info, say
from claim_manual.model.language import has_catalogue
from claim_manual.model.manual import Manual


@rule(info="unspoken-language")
def unspoken_languages(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Readers of that language meet English between the manual's words, which nobody would guess."""
    for lang, language in manual.settings.model.languages.items():
        if not has_catalogue(language.tag):
            yield info(
                manual.settings.source.key(("languages", lang)),
                "unspoken-language",
                say(
                    "The program itself does not speak “{lang}” ({name}).",
                    lang=lang,
                    name=language.name,
                ),
                say(
                    "What it says around your texts, on the site and on paper, is in English until there is a file {file}.",
                    file=f"locale/{language.tag.split('-', maxsplit=1)[0].lower()}.po",
                ),
            )
