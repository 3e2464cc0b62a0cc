"""Words and their stems (Snowball), as search and the index of terms compare them. Only here is
snowballstemmer known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Lower case without accents, as people type in a hurry."""
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order, with their accents."""
    return _WORD.findall(unicodedata.normalize("NFC", text.casefold()))


def stemmer(tag: str) -> Callable[[str], str]:
    """What a word of a language has in common with its other forms (Snowball), without accents.

    The algorithm wants the accents, readers leave them out: so a stem is found for the word as it
    is written and kept for the word without them. A language without an algorithm has whole words.
    """
    code = _code(tag)
    name = _ALGORITHMS.get(code)
    if name is None or name not in snowballstemmer.algorithms():
        return folded
    stem = snowballstemmer.stemmer(name).stemWord
    endings, apart = _ENDINGS.get(code, ()), _APART.get(code, ())

    def stem_of(word: str) -> str:
        if word in apart:
            return f"={folded(word)}"
        for ending, singular in endings:
            if word.endswith(ending):
                word = word.removesuffix(ending) + singular
        return folded(stem(word))

    return stem_of


_ENDINGS = {"pt": (("ões", "ão"), ("ães", "ão"), ("ãos", "ão"))}
"""Plurals that the algorithm of a language does not know for every word."""
_APART = {"pt": ("com", "como", "para", "por", "tem", "têm")}
"""Frequent words that look like what is left of others: of “comida” (food) Snowball leaves “com”."""


def _code(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()


def plurals(tag: str) -> list[tuple[str, str]]:
    """The plurals of `_ENDINGS` as somebody types them who leaves the accents out."""
    return [(folded(many), folded(single)) for many, single in _ENDINGS.get(_code(tag), ())]


_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "id": "indonesian",
    "it": "italian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
"""ISO 639-1 codes to Snowball's names."""
