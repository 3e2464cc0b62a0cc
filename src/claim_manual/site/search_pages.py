"""What one page adds to the search index: its sections, and where in them each word stands."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from claim_manual.derived.stems import folded, stemmer, words_of
from claim_manual.derived.stop_words import stop_words
from claim_manual.model.anchors import slug
from claim_manual.site.search_code import level
from claim_manual.site.site_page import SitePage

TITLE, CODE, HEADING, SYNONYM = 14, 60, 6, 1.5
"""What a word weighs in a page's title, as its code, in a section's heading, as a synonym; a synonym
of what a title or a heading says weighs half of what their own words do."""
OF_PAGE, OF_SECTION, OF_HEADING, OF_BRIEF = 110, 60, 60, 40
"""How many characters of a page, of a section and of its heading are kept, to be shown as a result.
The heading of a step says what it is about; below it the page's own words are shown."""
BRIEF = ("reference/sources", "reference/policies")
"""Pages whose entries are found by what they are called, and not by all that they say."""

_CODE = re.compile(r"\b([^\W\d_]{1,4})[\s-]?0*(\d{1,3})\b")
_DATE = re.compile(r"\b(?:\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}(?:-\d{2})?)\b")
_NUMBER = re.compile(r"\+?\d+(?:[ \u00a0.-]\d+)+|\d+/\d+")
_NAMED = re.compile(r"\b([A-Z]{1,4})-(\d{1,3})\b")
_SHORTEST_NUMBER = 5
"""Fewer digits in groups are not one number but several."""
_LONGEST_NUMBER = 9
"""With more digits, what stands before a number is part of it: SNS 24 808 24 24 24, or +351."""
_SHORTEST_IN_TEXT = 3
"""Fewer digits in a text are never looked up."""


@dataclass(frozen=True)
class PageIndex:
    """What one page adds: its sections [anchor, title, text], and the stem of each form.

    For each stem the sections in which it stands beside what they show, counted from 0, each
    followed by what it weighs there as a level. The stem `#n` is of everything that has the n-th meaning.
    """

    sections: list[list[str]]
    forms: dict[str, str]
    places: dict[str, list[int]]


@dataclass(frozen=True)
class Meanings:
    """What words of a language mean: the ways to say each term, as words, and acronyms."""

    tag: str
    ways: list[list[list[str]]]
    acronyms: frozenset[str]

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """Words that say nothing, without those that are an acronym."""
        return stop_words(self.tag) - self.acronyms


def searched_words(text: str) -> list[str]:
    """The words of a text; a number that stands in groups is one word, 800 202 148 or 23/2007, and
    so is a code, GC-01. Nobody looks for the day on which something was checked.
    """
    return words_of(_NAMED.sub(r"\1\2", _NUMBER.sub(_joined, _DATE.sub(" ", text))))


def _joined(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    if len(digits) > _LONGEST_NUMBER:
        _, *rest = re.findall(r"\d+", match[0])
        return f"{digits} {''.join(rest)}"
    return digits if len(digits) >= _SHORTEST_NUMBER else match[0]


class Indexer:
    """Indexes the pages of one language."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._known = _Known(meanings)

    def index(self, page: SitePage) -> PageIndex:
        """What a page adds to the index."""
        index = PageIndex([], {}, {})
        code, title = code_and_title(page)
        places: dict[str, list[tuple[int, float]]] = {}
        for n, part in enumerate(page.words):
            shown = _shown(page, n)
            index.sections.append(shown)
            is_brief = n > 0 and page.uri in BRIEF
            heading = title if n == 0 else shown[1] if is_brief else part.title
            text = "" if is_brief else part.words
            weighed = self._weighed(heading, text, TITLE if n == 0 else HEADING)
            visible = self.forms(f"{heading if n == 0 else shown[1]} {shown[2]}")
            index.forms.update(visible)
            seen = {*visible.values()}
            for stem, weight in self._by_stem(weighed, index.forms).items():
                if stem not in seen:
                    places.setdefault(stem, []).append((n, weight))
        for form in _forms_of_code(code):
            index.forms[form] = form
            places[form] = [(0, CODE)]
        is_list = page.uri.startswith("reference/") and not page.version
        for stem, standing in places.items():
            heaviest = standing if is_list else [max(standing, key=lambda place: place[1])]
            index.places[stem] = [*chain(*((n, level(weight)) for n, weight in heaviest))]
        return index

    def forms(self, text: str) -> dict[str, str]:
        """The words of a text that say something as they are typed, with their stems."""
        return dict(self._known[word] for word in self._telling(searched_words(text)))

    def _weighed(self, heading: str, text: str, of_heading: float) -> Iterator[_Weighed]:
        """The words and meanings of a section, with what each weighs."""
        words = searched_words(text)
        heading_words = searched_words(heading)
        yield from ((word, of_heading) for word in self._telling(heading_words))
        yield from ((f"#{number}", of_heading / 2) for number in self._meant(heading_words))
        for word, count in Counter(self._telling(words)).items():
            if len(word) >= _SHORTEST_IN_TEXT or not word.isdecimal():
                yield word, 1 + math.log(count)
        yield from ((f"#{number}", SYNONYM) for number in self._meant(words))

    def _telling(self, words: Iterable[str]) -> list[str]:
        """The words that say something; single letters and digits are never looked up."""
        stop = self._meanings.stop_words
        return [
            word
            for word in words
            if (form := self._known[word][0]) not in stop and not (form.isascii() and len(form) < 2)
        ]

    @cached_property
    def _ways(self) -> dict[str, list[tuple[str, int]]]:
        """By its first stem each way to say a term, as stems, with the number of its meaning."""
        by_first_stem: dict[str, list[tuple[str, int]]] = {}
        for number, group in enumerate(self._meanings.ways):
            for way in group:
                stems = [self._known[word][1] for word in way]
                by_first_stem.setdefault(stems[0], []).append((f" {' '.join(stems)} ", number))
        return by_first_stem

    def _meant(self, words: list[str]) -> list[int]:
        """The meanings that are said somehow in these words, each as a whole phrase."""
        stems = [self._known[word][1] for word in words]
        text = f" {' '.join(stems)} "
        candidates = (
            candidate for stem in dict.fromkeys(stems) for candidate in self._ways.get(stem, ())
        )
        return [*dict.fromkeys(number for way, number in candidates if way in text)]

    def _by_stem(self, weighed: Iterable[_Weighed], forms: dict[str, str]) -> dict[str, float]:
        """The weight of each stem of a section; adds forms with their stems."""
        by_stem: dict[str, float] = {}
        for word, weight in weighed:
            stem = word
            if not word.startswith("#"):
                form, stem = self._known[word]
                forms.setdefault(form, stem)
            by_stem[stem] = by_stem.get(stem, 0) + weight
        return by_stem


_Weighed = tuple[str, float]


class _Known(dict[str, tuple[str, str]]):
    """A word as it is typed without accents, and its stem, worked out once for each.

    An acronym is no form of another word, whatever is left of one: BAS is not “base”.
    """

    def __init__(self, meanings: Meanings) -> None:
        self._stem: Callable[[str], str] = stemmer(meanings.tag)
        self._acronyms = meanings.acronyms

    def __missing__(self, word: str) -> tuple[str, str]:
        stem = f"={folded(word)}" if word in self._acronyms else self._stem(word)
        self[word] = known = folded(word), stem
        return known


def _shown(page: SitePage, n: int) -> list[str]:
    """A section as a result shows it. An anchor that follows from the heading is written as #."""
    part = page.words[n]
    title = " ".join(part.title.split())
    if n == 0:
        return ["", title, _cut(page.description or part.words, OF_PAGE)]
    text = "" if page.version or page.uri in BRIEF else _cut(part.words, OF_SECTION)
    if part.anchor and part.anchor == slug(title):
        return ["#", title, text]
    return [part.anchor, _cut(title, OF_BRIEF if page.uri in BRIEF else OF_HEADING), text]


def _cut(text: str, most: int) -> str:
    """The text on one line, up to a word's end."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"


def _forms_of_code(code: str) -> Iterator[str]:
    """A code in every way of writing it: gc01 and gc1."""
    for letters, digits in _CODE.findall(folded(code)):
        yield from dict.fromkeys((f"{letters}{digits}", f"{letters}{digits.zfill(2)}"))


def code_and_title(page: SitePage) -> tuple[str, str]:
    """The code of a page, if it has one, and its title without it."""
    return page.code, page.title.removeprefix(f"{page.code} ") if page.code else page.title
