"""The search index of one language: every section of every page, by the stems of its words.

Built whole while the site is built, so that a reader's device has nothing to do but look words up;
written as a script and not as JSON, because a page opened from the file system may load scripts but
fetch nothing (docs/adr/0012).
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Iterable
from functools import partial

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.reading import Reading
from claim_manual.derived.stems import folded, plurals, words_of
from claim_manual.model.registers import Term
from claim_manual.site.search_code import LEVELS, steps, word_list
from claim_manual.site.search_pages import (
    HEADING,
    TITLE,
    Indexer,
    Meanings,
    PageIndex,
    code_and_title,
    searched_words,
)
from claim_manual.site.site_page import SitePage

KEYWORD, PART_OF_KEYWORD, PHRASE = 20, 6, 30
"""What a keyword of the page weighs: a word, a word of a phrase, a phrase that is said whole."""
_WORTH = {
    "reference/sources": 0.3, "reference/validations": 0.4, "reference/glossary": 0.5,
    "reference/deadlines": 0.4, "state": 0.4, "changes": 0.3,
}  # fmt: skip
"""Pages about the manual rather than about the work stand below the others, and all of them below
procedures and flows."""
_TRAINING, _LAST = 1, 2
_LATER = {
    "workshops": _TRAINING, "assessments": _TRAINING, "briefs": _TRAINING,
    "centres": _TRAINING, "coverage": _TRAINING, "reference/areas": _TRAINING, "changes": _TRAINING,
    "actors": _TRAINING, "reference/organisations": _TRAINING, "reference/links": _TRAINING,
    "reference/assignments": _TRAINING,
    "reference/policies": _LAST, "reference/sources": _LAST,
}  # fmt: skip
"""Pages that come after all others, however well they fit; a folder stands for what is in it."""

_MOST = 100
"""In how many sections a word is looked up: one that stands in more leads nowhere, but where it
weighs most."""

Keep = Callable[[tuple[object, ...], Callable[[], PageIndex]], PageIndex]
"""From what a page's part is made of and how, to the part: made, or remembered."""


def search_index(
    reading: Reading, pages: Iterable[SitePage], path: Callable[[str], str], keep: Keep
) -> bytes:
    """The index of one language as a script that calls `claimManualSearch` with

    `endings` [plural, singular]; `stops`, words that say nothing; `pages` [path, title, code, what
    it belongs to, worth, how late, number of sections]; `anchors`, `headings` and `texts` of all
    sections, a line each; `words` and `stems` (search_code), the stems of meanings last; `ways`, a
    line for each meaning; `keywords`, each with the numbers of its pages; `levels` of weights.
    """
    meanings = _meanings(reading)
    indexer = Indexer(meanings)
    keywords = _keywords(reading)
    common = (
        meanings.tag,
        json.dumps([meanings.ways, sorted(meanings.acronyms)]),
    )
    listed: list[list[object]] = []
    sections: list[list[str]] = []
    forms: dict[str, str] = {}
    worth: list[float] = []
    places = _Places(worth)
    pages_of: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        words = keywords.get(page.uri, ())
        page_index = keep(_made_of(page, common), partial(indexer.index, page))
        for form, stem in page_index.forms.items():
            forms.setdefault(form, stem)
        places.add(len(sections), page_index)
        sections += page_index.sections
        worth += [_worth(page)] * len(page_index.sections)
        listed.append([*_listed(page, path), len(page_index.sections)])
        for word in words:
            forms |= indexer.forms(word)
            pages_of.setdefault(_typed(searched_words(word)), []).append(number)
    stems = _stems(forms)
    meant = [f"#{n}" for n in range(len(meanings.ways))]
    written = {
        "endings": plurals(meanings.tag),
        "stops": " ".join(sorted(meanings.stop_words)),
        "pages": listed,
        "anchors": "\n".join(anchor for anchor, _, _ in sections),
        "headings": "\n".join(heading for _, heading, _ in sections),
        "texts": "\n".join(text for _, _, text in sections),
        "words": word_list(stems.values()),
        "stems": " ".join(map(places.written, (*stems, *meant))),
        "ways": "\n".join("|".join(map(_typed, ways)) for ways in meanings.ways),
        "keywords": "\n".join(
            f"{words}|{','.join(map(str, numbers))}" for words, numbers in sorted(pages_of.items())
        ),
        "levels": LEVELS,
        "weights": [TITLE, HEADING, KEYWORD, PART_OF_KEYWORD, PHRASE],
    }
    return b"claimManualSearch(" + _json(written) + b");\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _listed(page: SitePage, path: Callable[[str], str]) -> list[object]:
    code, title = code_and_title(page)
    later = _LATER.get(page.uri, _LATER.get(page.uri.partition("/")[0], 0))
    return [path(page.uri), title, code, page.belongs_to, _worth(page), later]


def _worth(page: SitePage) -> float:
    return _WORTH.get(page.uri, 1.0 if page.version else 0.7)


def _made_of(page: SitePage, common: tuple[str, ...]) -> tuple[object, ...]:
    """What the index of a page depends on."""
    digest = hashlib.sha256(page.packed_words).hexdigest()
    return (page.uri, page.title, page.version, page.code, page.description, digest, *common)


def _typed(words: Iterable[str]) -> str:
    """Words as somebody types them who leaves the accents out."""
    return " ".join(map(folded, words))


def _stems(forms: dict[str, str]) -> dict[str, list[str]]:
    """The forms of each stem, all in alphabetical order, so that neighbours share most letters."""
    stems: dict[str, list[str]] = {}
    for form, stem in sorted(forms.items()):
        stems.setdefault(stem, []).append(form)
    return stems


def _keywords(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The words by which people look for a page, by its address."""
    documents = reading.manual.documents()
    return {
        document_uri(document): document.model.keywords.get(reading.lang, ())
        for document in documents
    }


def _meanings(reading: Reading) -> Meanings:
    """The ways to say each term of the glossary: term, acronym, synonyms."""
    ways = []
    acronyms = []
    for term in reading.manual.register("glossary"):
        if isinstance(term, Term):
            said = [reading.plain(term.term), term.acronym or ""]
            said += [reading.plain(text) for text in term.synonyms]
            of_term = [words for text in said if (words := searched_words(text))]
            if len(of_term) > 1:
                ways.append(of_term)
            acronyms.append(words_of(term.acronym or ""))
    tag = reading.manual.settings.model.languages[reading.lang].tag
    return Meanings(tag, ways, frozenset(words[0] for words in acronyms if len(words) == 1))


class _Places:
    """Where each stem stands in all pages: sections and levels in turn, of which there are very many."""

    def __init__(self, worth: list[float]) -> None:
        self._worth = worth
        self._of_stem: dict[str, array[int]] = {}

    def add(self, start: int, page: PageIndex) -> None:
        """Those of the next page, whose sections are numbered from `start`."""
        of_stem = self._of_stem
        for stem, places in page.places.items():
            standing = of_stem.setdefault(stem, array("l"))
            for at in range(0, len(places), 2):
                standing.extend((start + places[at], places[at + 1]))

    def written(self, stem: str) -> str:
        """Those of a stem, the heaviest where there are too many."""
        flat = self._of_stem.get(stem, ())
        places = [*zip(flat[::2], flat[1::2], strict=True)]
        if len(places) > _MOST:
            places = sorted(sorted(places, key=self._weight)[:_MOST])
        return steps(places)

    def _weight(self, place: tuple[int, int]) -> float:
        section, level = place
        return -self._worth[section] * LEVELS[level]
