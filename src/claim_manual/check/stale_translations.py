"""stale-translation: words that were made from a text that has changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.derived.translations import State, translations
from claim_manual.model.finding import Finding, info, say, warning
from claim_manual.model.manual import Manual


def stale_translations(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A warning for each, where the manual keeps what translations were made from."""
    if manual.lock is None:
        return
    for one in translations(manual):
        if one.state is State.STALE:
            yield warning(
                one.place,
                "stale-translation",
                say(
                    "The text in “{lang}” was made from other words than now stand there.",
                    lang=one.lang,
                ),
                say(
                    "Change it, or leave it if it is right; then: claim-manual i18n confirm {name}",
                    name=one.name,
                ),
            )
        elif one.state is State.NEW:
            yield info(
                one.place,
                "unconfirmed-translation",
                say("Nobody has confirmed the text in “{lang}” yet.", lang=one.lang),
                say("To remember what it was made from: claim-manual i18n confirm"),
            )
