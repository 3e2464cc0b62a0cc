"""stale-translation, unconfirmed-translation: words made from a text that has changed since, or that nobody knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.translations import TranslationState, translations, without_language
from claim_manual.model.finding import Finding, info, say, warning
from claim_manual.model.manual import Manual


@rule(warning="stale-translation", info="unconfirmed-translation")
def stale_translations(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A warning for each, where the manual keeps what translations were made from.

    Of a text in a file with errors it is not known that it changed: a mistake may have cut it.
    """
    if manual.lock is None:
        return
    faulty = {name for path in manual.faulty for name in (path, without_language(path))}
    for translation in translations(manual):
        if translation.path in faulty:
            continue
        if translation.state is TranslationState.STALE:
            yield warning(
                translation.place,
                "stale-translation",
                say(
                    "The text in “{lang}” was made from other words than now stand there.",
                    lang=translation.lang,
                ),
                say(
                    "Change it, or leave it if it is right; then: claim-manual i18n confirm {name}",
                    name=translation.name,
                ),
            )
        elif translation.state is TranslationState.NEW:
            yield info(
                translation.place,
                "unconfirmed-translation",
                say("Nobody has confirmed the text in “{lang}” yet.", lang=translation.lang),
                say("To remember what it was made from: claim-manual i18n confirm"),
            )
