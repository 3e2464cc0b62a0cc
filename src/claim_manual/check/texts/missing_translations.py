"""missing-translation: words that one of the manual's languages lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.written_links import text_places
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Manual, Prose
from claim_manual.model.place import Place


@rule(error="missing-translation", warning="missing-translation")
def missing_translations(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The default language is required; another that lacks is a warning, an error once approved."""
    approved = {
        document.path for document in manual.documents() if document.model.status == "approved"
    }
    for source, loc, text in text_places(manual):
        if "" in text.root:
            continue
        for lang in manual.languages:
            if lang not in text.root:
                is_error = lang == manual.default_language or source.path in approved
                yield _lacking(manual, lang, source.key(loc), is_error=is_error)
    yield from _prose(manual, manual.companions, approved)
    yield from _prose(manual, manual.pages, approved)


def _lacking(manual: Manual, lang: str, place: Place, *, is_error: bool) -> Finding:
    name = manual.settings.model.languages[lang].name
    return (error if is_error else warning)(
        place,
        "missing-translation",
        say("This has no text in “{lang}” ({name}).", lang=lang, name=name),
        say("Add the translation."),
    )


def _prose(manual: Manual, proses: Iterable[Prose], approved: set[str]) -> Iterator[Finding]:
    by_stem: dict[str, dict[str, Prose]] = {}
    for prose in proses:
        by_stem.setdefault(prose.path.rsplit(".", 2)[0], {})[prose.lang] = prose
    for stem, versions in by_stem.items():
        for lang in manual.languages:
            if lang not in versions:
                is_error = lang == manual.default_language or f"{stem}.yml" in approved
                version = next(iter(versions.values()))
                yield _lacking(manual, lang, Place(version.path), is_error=is_error)
