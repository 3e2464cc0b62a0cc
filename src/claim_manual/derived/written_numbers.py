"""The numbers that an author wrote in words, but for those that say which, when, or the how-manieth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.model.language import Words

_NUMBER = re.compile(
    r"(?<![^\W_])(?<![^\W\d_]-)"  # of GC-06, A4 or PT10M no number is told
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:[.,:/]\d+)*"
)
_BLANK = re.compile(
    r"\]\([^)\n]*\)"  # addresses of links
    r"|<[^>\n]*>|\{[^}\n]*\}|https?://\S+"
    r"|^\s*(?:>\s*)*\d+[.)](?=\s)"  # numbers of lists
    r"|\[\^[^\]\n]*\]:?",  # and of notes
    re.MULTILINE,
)
_GROUPS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")
_YEAR = re.compile(r"(?:19|20|21)\d{2}")
_BEFORE_YEARS = frozenset(
    [
        "em",
        "de",
        "desde",
        "até",
        "ano",
        "anos",
        "no",
        "in",
        "of",
        "since",
        "until",
        "by",
        "from",
        "year",
        "years",
        "en",
        "del",
        "hasta",
        "año",
        "años",
        "depuis",
        "année",
        "années",
        "para",
        "for",
    ]
)
"""Words after which four digits are a year."""


@dataclass(frozen=True)
class WrittenNumber:
    """A number as it is written, the same number without its signs, and where it begins."""

    written: str
    value: str
    start: int


def value_of(written: str) -> str:
    """A number without what groups its digits; of decimals with a point: 1 000 and 1.000 are 1000."""
    bare = re.sub(r"[ \u00a0\u202f]", "", written)
    if _GROUPS.fullmatch(bare):
        return re.sub(r"[.,]", "", bare)
    return bare.replace(",", ".")


def numbers(words: str) -> Iterator[WrittenNumber]:
    """Every number in words, in order; addresses, gaps, numbers of lists and notes are none."""
    bare = _BLANK.sub(lambda match: re.sub(r"\S", " ", match.group()), words)
    for match in _NUMBER.finditer(bare):
        yield WrittenNumber(match.group(), value_of(match.group()), match.start())


def amounts(say: Words, words: str) -> Iterator[WrittenNumber]:
    """Those of the numbers that claim something: days and years say when, and are left out."""
    months = say.month_names
    whole = _DAY.sub(lambda match: " " * len(match.group()), words)
    for number in numbers(whole):
        end = number.start + len(number.written)
        before = re.findall(r"[^\W\d_]+", whole[: number.start].casefold())[-2:]
        after = re.findall(r"[^\W\d_]+", whole[end : end + 24].casefold())[:2]
        if not _says_when(number, (before, after, whole[end : end + 2]), months):
            yield number


def _says_when(
    number: WrittenNumber, around: tuple[list[str], list[str], str], months: frozenset[str]
) -> bool:
    """Whether a number is a day before or after a month, or a year."""
    before, after, next_signs = around
    if len(number.written) <= 2 and months & {*after, *before[-1:]}:
        return True
    if not _YEAR.fullmatch(number.written):
        return False
    stands_last = not next_signs.lstrip("*_)").strip() or next_signs[0] in ".,;:)–!?"
    return stands_last or bool(before and before[-1] in _BEFORE_YEARS | months)
