"""The search index of one language: every section of every page, by the stems of its words.

Built whole while the site is built, so that a reader's device has nothing to do but look words up;
written as a script and not as JSON, because a page opened from the file system may load scripts but
fetch nothing (docs/adr/0012).
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from claim_manual.derived.reading import Reading
from claim_manual.derived.stems import folded, plurals, stemmer, words_of
from claim_manual.model.registers import Term
from claim_manual.site.site_page import SitePage

TITLE, CODE, HEADING, SYNONYM = 14, 60, 6, 1.5
"""What a word weighs in a page's title, as its code, in a section's heading, as a synonym; a synonym
of what a title or a heading says weighs half of what their own words do."""
_WORTH = {"reference/sources": 0.3, "reference/validations": 0.4, "state": 0.4, "changes": 0.3}
"""Pages about the manual rather than about the work stand below the others, and all of them below
procedures and flows."""
_LONG = 300
"""How many characters of a section are kept, to be shown under a result."""

_CODE = re.compile(r"\b([^\W\d_]{1,4})[\s-]?0*(\d{1,3})\b")


@dataclass(frozen=True)
class PageIndex:
    """What one page adds: its sections [anchor, title, text], and the stem of each form.

    For each stem: its first section, counted from 0; its weight there and its further steps, as they
    are written; its last section.
    """

    sections: list[list[str]]
    forms: dict[str, str]
    first: dict[str, int]
    steps: dict[str, str]
    last: dict[str, int]


Keep = Callable[[tuple[object, ...], Callable[[], PageIndex]], PageIndex]
"""From what a page's part is made of and how, to the part: made, or remembered."""


def search_index(
    reading: Reading, pages: Iterable[SitePage], path: Callable[[str], str], keep: Keep
) -> bytes:
    """The index of one language as a script that calls `claimManualSearch` with

    `endings` [plural, singular], `pages` [path, title, code, what it belongs to], `sections`
    [page, anchor, title, text], `words` (each form with the number of its stem), and `stems` (each
    a list of steps from section to section and weights).
    """
    tag = reading.manual.settings.model.languages[reading.lang].tag
    synonyms = _synonyms(reading)
    acronyms = _acronyms(reading)
    indexer = _Indexer(stemmer(tag), synonyms, acronyms)
    common = (tag, json.dumps([synonyms, sorted(acronyms)]))
    listed: list[list[str]] = []
    sections_json: list[bytes] = []
    forms: dict[str, str] = {}
    steps = _Steps()
    for number, page in enumerate(pages):
        code, title = _code_of(page)
        listed.append([path(page.uri), title, code, page.belongs_to])
        made_of = (
            page.uri,
            page.title,
            page.version,
            page.code,
            hashlib.sha256(page.packed_words).hexdigest(),
            *common,
        )
        page_index = keep(made_of, partial(indexer.index, page))
        for form, stem in page_index.forms.items():
            forms.setdefault(form, stem)
        steps.add(len(sections_json), page_index)
        sections_json += [_json([number, *value]) for value in page_index.sections]
    numbers = {stem: n for n, stem in enumerate(steps.written)}
    words = " ".join(f"{form}:{numbers[stem]}" for form, stem in sorted(forms.items()))
    pieces = (
        b'claimManualSearch({"endings":',
        _json(plurals(tag)),
        b',"pages":',
        _json(listed),
        b',"sections":[',
        b",".join(sections_json),
        b'],"words":',
        _json(words),
        b',"stems":[',
        b",".join(b"[" + line + b"]" for line in steps.written.values()),
        b"]});\n",
    )
    return b"".join(pieces)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _synonyms(reading: Reading) -> list[list[list[str]]]:
    """Of each term of the glossary the ways to say it, each as words: term, acronym, synonyms."""
    groups = []
    for term in reading.manual.register("glossary"):
        if isinstance(term, Term):
            terms_said = [reading.plain(term.term), term.acronym or ""]
            terms_said += [reading.plain(text) for text in term.synonyms]
            ways = [words_of(text) for text in terms_said if text]
            if len(ways) > 1:
                groups.append(ways)
    return groups


def _acronyms(reading: Reading) -> set[str]:
    """The acronyms of the glossary that are one word."""
    register = reading.manual.register("glossary")
    written = [words_of(term.acronym or "") for term in register if isinstance(term, Term)]
    return {words[0] for words in written if len(words) == 1}


class _Indexer:
    def __init__(
        self, stem: Callable[[str], str], synonyms: list[list[list[str]]], acronyms: set[str]
    ) -> None:
        self._synonyms = synonyms
        self._known = _Known(stem, acronyms)

    @cached_property
    def _ways(self) -> dict[str, list[tuple[str, int]]]:
        """By its first stem each way to say a term, as stems, with the number of its group."""
        by_first_stem: dict[str, list[tuple[str, int]]] = {}
        for number, group in enumerate(self._synonyms):
            for way in group:
                stems = [self._known[word][1] for word in way]
                by_first_stem.setdefault(stems[0], []).append((f" {' '.join(stems)} ", number))
        return by_first_stem

    def _otherwise(self, stems: list[str]) -> Iterator[str]:
        """The words of each term that is said somehow in a text of these stems."""
        text = f" {' '.join(stems)} "
        candidates = (
            candidate for stem in dict.fromkeys(stems) for candidate in self._ways.get(stem, ())
        )
        groups = dict.fromkeys(number for way, number in candidates if way in text)
        for number in groups:
            yield from sorted({word for way in self._synonyms[number] for word in way})

    def index(self, page: SitePage) -> PageIndex:
        """What a page adds to the index."""
        index = PageIndex([], {}, {}, {}, {})
        written = _Written(_WORTH.get(page.uri, 1.0 if page.version else 0.7))
        code, title = _code_of(page)
        for n, part in enumerate(page.words):
            index.sections.append([part.anchor, part.title, part.words[:_LONG]])
            heading = words_of(title if n == 0 else part.title)
            text_words = words_of(part.words)
            of_heading = [self._known[word][1] for word in heading]
            stems = [*of_heading, *(self._known[word][1] for word in text_words)]
            of_word = TITLE if n == 0 else HEADING
            weighed = chain(
                ((word, of_word) for word in heading),
                ((word, of_word / 2) for word in self._otherwise(of_heading)),
                ((form, CODE) for form in (_forms_of_code(code) if n == 0 else ())),
                ((word, 1 + math.log(count)) for word, count in Counter(text_words).items()),
                ((word, SYNONYM) for word in self._otherwise(stems)),
            )
            for stem, weight in self._by_stem(weighed, index.forms).items():
                if stem in index.first:
                    index.steps[stem] += f",{n - index.last[stem]},{written[weight]}"
                else:
                    index.first[stem], index.steps[stem] = n, written[weight]
                index.last[stem] = n
        return index

    def _by_stem(
        self, weighed: Iterable[tuple[str, float]], forms: dict[str, str]
    ) -> dict[str, float]:
        """The weight of each stem of a section; adds forms with their stems."""
        by_stem: dict[str, float] = {}
        known = self._known
        for word, weight in weighed:
            form, stem = known[word]
            if form not in forms:
                forms[form] = stem
            by_stem[stem] = by_stem.get(stem, 0) + weight
        return by_stem


class _Known(dict[str, tuple[str, str]]):
    """A word as it is typed without accents, and its stem, worked out once for each.

    An acronym is no form of another word, whatever is left of one: BAS is not “base”.
    """

    def __init__(self, stem: Callable[[str], str], acronyms: set[str]) -> None:
        self._stem, self._acronyms = stem, acronyms

    def __missing__(self, word: str) -> tuple[str, str]:
        stem = f"={folded(word)}" if word in self._acronyms else self._stem(word)
        self[word] = known = folded(word), stem
        return known


class _Written(dict[float, str]):
    """A weight times the worth of its page as it is written, worked out once for each.

    In halves, above 3 in ones: short numbers that a reader's device adds up.
    """

    def __init__(self, worth: float) -> None:
        self._worth = worth

    def __missing__(self, weight: float) -> str:
        worth = weight * self._worth
        rounded = round(worth) if worth > 3 else round(2 * worth) / 2 or 0.5
        self[weight] = written = f"{rounded:g}"
        return written


def _forms_of_code(code: str) -> Iterator[str]:
    """A code in every way of writing it: gc01 and gc1."""
    for letters, digits in _CODE.findall(folded(code)):
        yield from dict.fromkeys((f"{letters}{digits}", f"{letters}{digits.zfill(2)}"))


class _Steps:
    """The steps of each stem through all sections, as JSON writes them.

    There are hundreds of thousands of them, so they are held as they are written.
    """

    def __init__(self) -> None:
        self.written: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}

    def add(self, start: int, page: PageIndex) -> None:
        """Those of the next page, whose sections are numbered from `start`."""
        written, last = self.written, self._last
        for stem, steps in page.steps.items():
            first = start + page.first[stem]
            if stem in written:
                written[stem] += f",{first - last[stem]},{steps}".encode()
            else:
                written[stem] = bytearray(f"{first},{steps}".encode())
            last[stem] = start + page.last[stem]


def _code_of(page: SitePage) -> tuple[str, str]:
    return page.code, page.title.removeprefix(f"{page.code} ") if page.code else page.title
