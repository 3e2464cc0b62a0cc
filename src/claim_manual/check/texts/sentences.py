"""The sentences that readers meet, with their places: for whoever checks how plain they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.check.texts.passages import passages
from claim_manual.model.manual import Manual
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


def sentences(manual: Manual) -> Iterator[Sentence]:
    """Every sentence, in reading order."""
    for lang, place, words in passages(manual):
        for text in _END.split(words):
            if text.strip():
                yield Sentence(lang, place, text.strip())


def long_sentences(manual: Manual, lang: str, more_than: int) -> list[Sentence]:
    """The sentences of one language with more words than that, the longest first."""
    longer = [
        sentence
        for sentence in sentences(manual)
        if sentence.lang == lang and sentence.words > more_than
    ]
    return sorted(longer, key=lambda sentence: -sentence.words)
