"""Which English words of the program stand in what it makes in another language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

from babel.messages.pofile import read_po

from claim_manual.model.language import catalogues
from messages import SOURCE, all_messages

_GAP = re.compile(r"\{\{|\}\}|\{[a-z_]*\}")
_SAID = {"aria-label", "title", "placeholder", "alt", "content", "value", "label"}
"""Attributes that are read to people."""


class _Texts(HTMLParser):
    """The words of a page: between tags, in attributes, and in the data of its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self._is_script = False
        self._foreign = ""
        """The element that is marked as English, while its words are read."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_script = tag in {"script", "style"}
        if not self._foreign and dict(attrs).get("lang", "") in {"en", "en-GB"}:
            self._foreign = tag
        for name, value in attrs:
            if value and name in _SAID:
                self._add(value)
            elif value and name.startswith("data-") and not re.fullmatch(r"[a-z-]+", value):
                self._add(value)
                self.texts |= set(_strings(value))

    def handle_endtag(self, tag: str) -> None:
        self._is_script = False
        if tag == self._foreign:
            self._foreign = ""

    def handle_data(self, data: str) -> None:
        if self._is_script:
            self.texts |= set(_strings(data))
        else:
            self._add(data)

    def _add(self, text: str) -> None:
        plain = " ".join(text.split())
        if plain and not self._foreign:
            self.texts.add(plain)


def _strings(text: str) -> Iterator[str]:
    """Every text in JSON; nothing where it is none."""
    try:
        yield from strings_in(json.loads(text))
    except ValueError:
        return


def strings_in(value: Any) -> Iterator[str]:
    """Every text in values of JSON, but for those that say themselves that they are English."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        if value.get("tag", value.get("lang")) in ("en", "en-GB"):
            return
        for key, one in value.items():
            if key != "@type":  # a word of schema.org, for machines
                yield from strings_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings_in(one)


def texts_of(pages: Iterable[str]) -> set[str]:
    """The words of pages in HTML."""
    parser = _Texts()
    for page in pages:
        parser.feed(page)
        parser.reset()
    return parser.texts


@dataclass(frozen=True)
class _Gapped:
    """A message with gaps: its longest words, and what it looks like filled."""

    message: str
    words: str
    form: re.Pattern[str]

    def says(self, text: str) -> bool:
        return self.words in text and bool(self.form.fullmatch(text))


def _gapped(message: str) -> _Gapped:
    parts = _GAP.split(message)
    form = re.escape(parts[0])
    for gap, part in zip(_GAP.findall(message), parts[1:], strict=True):
        form += (r"(?:[\d.,]+|#|\{n\})" if gap == "{n}" else "(?:.+?)") + re.escape(part)
    return _Gapped(message, max(parts, key=len).strip(), re.compile(form))


@cache
def _catalogued(tag: str) -> frozenset[str]:
    """What the program says in a language where it does not say it in English."""
    with (SOURCE / "locale" / f"{tag}.po").open("rb") as file:
        strings = [one.string for one in read_po(file) if one.id and one.string]
    return frozenset(text for one in strings for text in ((one,) if isinstance(one, str) else one))


@cache
def _english() -> tuple[frozenset[str], tuple[_Gapped, ...]]:
    """Messages that no other language has as its own: whole ones, and those with gaps."""
    every = [text for pair in all_messages().items() for text in pair if text]
    # A word of another language may be an author's: Date is French, and legal Portuguese.
    translated = {text for one in catalogues() if one != "en" for text in _catalogued(one)}
    others = [
        message
        for message in every
        if message not in translated and len(re.sub(r"[^A-Za-z]", "", _GAP.sub("", message))) > 3
    ]
    return (
        frozenset(message for message in others if not _GAP.search(message)),
        tuple(_gapped(message) for message in others if _GAP.search(message)),
    )


def english_in(texts: Iterable[str]) -> dict[str, str]:
    """Of these texts those that say a message of the program in English, with the message."""
    whole, gapped = _english()
    long = [message for message in whole if message.count(" ") >= 2]
    told = {}
    for text in set(texts):
        if text in whole:
            told[text] = text
        elif (meant := next((one.message for one in gapped if one.says(text)), None)) or (
            meant := next((message for message in long if message in text), None)
        ):
            told[text] = meant
    return told


_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_COMMON = re.compile(
    r"\b(the|is|are|of|not|with|while|expected|found|unexpected|invalid|missing|must|should|cannot|did"
    r"|find|there|this|that|token|character|write|line|here|stands)\b"
)


def english_words(told: str) -> list[str]:
    """Common English words in what is told of a mistake, but for what it quotes."""
    return _COMMON.findall(_QUOTED.sub("", told))
