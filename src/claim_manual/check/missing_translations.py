"""missing-translation: words that one of the manual's languages lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from claim_manual.check.sources import text_places
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Manual, Prose
from claim_manual.model.place import Place


def missing_translations(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The default language is required; another that lacks is a warning, an error once approved."""
    approved = {one.path for one in manual.documents() if one.model.status == "approved"}
    for source, loc, text in text_places(manual):
        if "" in text.root:
            continue
        for lang in manual.languages:
            if lang not in text.root:
                grave = lang == manual.default_language or source.path in approved
                yield _lacking(manual, lang, source.key(loc), grave=grave)
    yield from _prose(manual, manual.companions, approved)
    yield from _prose(manual, manual.pages, approved)


def _lacking(manual: Manual, lang: str, place: Place, *, grave: bool) -> Finding:
    name = manual.settings.model.languages[lang].name
    return (error if grave else warning)(
        place,
        "missing-translation",
        say("This has no text in “{lang}” ({name}).", lang=lang, name=name),
        say("Add the translation."),
    )


def _prose(manual: Manual, proses: Iterable[Prose], approved: set[str]) -> Iterator[Finding]:
    by_id: dict[str, dict[str, Prose]] = {}
    for prose in proses:
        by_id.setdefault(prose.path.rsplit(".", 2)[0], {})[prose.lang] = prose
    for stem, found in by_id.items():
        for lang in manual.languages:
            if lang not in found:
                grave = lang == manual.default_language or f"{stem}.yml" in approved
                there = next(iter(found.values()))
                yield _lacking(manual, lang, Place(there.path), grave=grave)
