"""The index of terms: where each word of the glossary is used."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from claim_manual.derived.parts import parts_of
from claim_manual.derived.reading import Reading
from claim_manual.derived.stems import folded, stemmer, words_of
from claim_manual.model.manual import AnyDocument, located
from claim_manual.model.registers import Term

_COMMON = 0.5
"""A word that more than this part of all documents use is not listed with them."""


@dataclass(frozen=True)
class IndexEntry:
    """A word, the anchor of its definition, the word it stands for, and where it is used.

    `places` are code and anchor of each document, at the first step that uses the word.
    """

    words: str
    goal: str
    see: str = ""
    places: tuple[tuple[str, str], ...] = ()


def index_of_terms(
    reading: Reading, documents: Iterable[AnyDocument], anchor: Callable[[str, str], str]
) -> list[tuple[str, list[IndexEntry]]]:
    """The entries by their first letters. `anchor` names a term of the glossary ("term", id), and
    a document or a node in it (its id, the node's id or nothing).
    """
    terms = [term for term in reading.manual.register("glossary") if isinstance(term, Term)]
    texts = [(document, _texts(reading, document)) for document in documents]
    entries: list[IndexEntry] = []
    for term in terms:
        name, goal = reading.plain(term.term), anchor("term", term.id)
        said = [term.acronym or "", *(reading.plain(synonym) for synonym in term.synonyms)]
        synonyms = [*dict.fromkeys(said)]  # two words of one language are one in another
        forms = [_stems(reading, form) for form in (name, *synonyms) if form]
        places = [
            (document.model.code, anchor(document.id, node))
            for document, parts in texts
            for node in _first(parts, forms)
        ]
        if len(places) > _COMMON * len(texts):
            places = []
        entries.append(IndexEntry(name, goal, places=tuple(places)))
        entries += [
            IndexEntry(synonym, goal, see=name)
            for synonym in synonyms
            if synonym and folded(synonym) != folded(name)
        ]
    entries.sort(key=lambda entry: (folded(entry.words), entry.words, entry.goal))
    return [(letter, list(group)) for letter, group in groupby(entries, key=_letter)]


def _letter(entry: IndexEntry) -> str:
    first = folded(entry.words)[:1].upper()
    return first if unicodedata.category(first or " ").startswith("L") else "#"


def _stems(reading: Reading, text: str) -> str:
    """The stems of a text between spaces, so that one text can be looked for in another."""
    tag = reading.manual.settings.model.languages[reading.lang].tag
    return f" {' '.join(_stem(tag, word) for word in words_of(text))} "


@lru_cache(maxsize=65536)
def _stem(tag: str, word: str) -> str:
    return _stemmer(tag)(word)


_stemmer = cache(stemmer)


def _texts(reading: Reading, document: AnyDocument) -> list[tuple[str, str]]:
    """What a document says, in its order: the id of the node, or nothing, and the stems."""
    node_at = {loc: node.id for loc, node in reversed([*located(document)])}
    texts = []
    for loc, text in parts_of(reading.manual, document.model).texts:
        around = (node_at.get(loc[:length], "") for length in range(len(loc), 0, -1))
        node = next((node_id for node_id in around if node_id), "")
        texts.append((node, _stems(reading, reading.plain(text))))
    return texts


def _first(texts: list[tuple[str, str]], forms: list[str]) -> list[str]:
    """The first node that says it; nothing where none does."""
    return next(([node] for node, text in texts if any(form in text for form in forms)), [])
