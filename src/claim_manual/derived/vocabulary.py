"""The glossary as a reader looks things up: by the alphabet, with the other languages beside."""

from __future__ import annotations

from collections.abc import Sequence

from claim_manual.derived.reading import Reading
from claim_manual.derived.stems import folded
from claim_manual.model.markup import plain
from claim_manual.model.registers import Entry, Term
from claim_manual.model.schema import Text


def in_alphabet(reading: Reading, entries: Sequence[Entry]) -> list[Entry]:
    """Terms by the alphabet of a language; other entries as they stand in the source."""
    terms: list[Term] = [entry for entry in entries if isinstance(entry, Term)]
    terms.sort(key=lambda term: folded(reading.plain(term.term)))
    return list(terms) or list(entries)


def elsewhere(reading: Reading, text: Text) -> list[tuple[str, str]]:
    """A term in the manual's other languages: language and words."""
    return [
        (lang, plain(words))
        for lang in reading.manual.languages
        if lang != reading.lang and (words := text.root.get(lang))
    ]
