"""The sentences that readers meet, with their places: for whoever checks how plain they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.check.sources import proses, text_places
from claim_manual.model.manual import Manual
from claim_manual.model.markup import paragraphs
from claim_manual.model.place import Place

LONGEST = 25
"""Words up to which a sentence is plain: the usual advice for public services."""

_END = re.compile(r"(?<=[.!?…])[»”’)]*\s+(?=[^a-zà-ú])")
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Sentence:
    """One sentence of one language; `words` is how many words it has."""

    lang: str
    place: Place
    text: str

    @property
    def words(self) -> int:
        """How many words it has; numbers count as words, marks do not."""
        return len(_WORD.findall(self.text))


def said(manual: Manual) -> Iterator[tuple[str, Place, str]]:
    """Every paragraph that has a language: the language, the place, the plain words.

    Language-neutral texts are names, not sentences.
    """
    for source, loc, text in text_places(manual):
        for lang, written in text.root.items():
            if lang:
                place = source.value((*loc, lang))
                yield from ((lang, _on(place, line), words) for line, words in paragraphs(written))
    for prose in proses(manual):
        place = Place(prose.path, 1, 1)
        yield from ((prose.lang, _on(place, line), words) for line, words in paragraphs(prose.text))


def _on(place: Place, line: int) -> Place:
    return place._replace(line=place.line + line)


def sentences(manual: Manual) -> Iterator[Sentence]:
    """Every sentence, in reading order."""
    for lang, place, words in said(manual):
        for text in _END.split(words):
            if text.strip():
                yield Sentence(lang, place, text.strip())


def long_sentences(manual: Manual, lang: str, more_than: int) -> list[Sentence]:
    """The sentences of one language with more words than that, the longest first."""
    found = [one for one in sentences(manual) if one.lang == lang and one.words > more_than]
    return sorted(found, key=lambda one: -one.words)
