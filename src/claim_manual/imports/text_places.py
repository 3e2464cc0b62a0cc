"""Where in the manual something stands that a returned file has words on: page, step, text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from claim_manual.derived.reading import Reading
from claim_manual.derived.returned import MarkedText, ReturnedFile, Spot, digest
from claim_manual.derived.text_names import (
    current_name,
    language_of,
    named_texts,
    page_at,
    words_named,
)
from claim_manual.imports.written import tidy
from claim_manual.model.catalogue import entry
from claim_manual.model.manual import AnyDocument, Manual, Prose, nodes
from claim_manual.model.markup import paragraphs_by_key, plain
from claim_manual.model.sources import kind_of

_SHORTEST = 12
"""Characters from which a text is told by its words, where nothing else says which it is."""


@dataclass(frozen=True)
class TextPlace:
    """A place: the page, if it is a procedure or flow, and the step on it; the text by its name and
    language, "" where there is none; what is said of the place, by language.

    `has_changed` and `is_gone` say what happened to the text since the file was made; `is_by_words`
    that it was told by its words, for its bookmark is gone.
    """

    document: AnyDocument | None = None
    node: str = ""
    name: str = ""
    lang: str = ""
    where: Mapping[str, str] | None = None
    has_changed: bool = False
    is_gone: bool = False
    is_by_words: bool = False


class TextPlaces:
    """Finds places of one file in a manual; `lang` is the language where the file does not say it."""

    def __init__(self, manual: Manual, file: ReturnedFile, lang: str) -> None:
        self._manual, self._file = manual, file
        given = lang or manual.default_language
        self.lang = language_of(manual, file.tag) if file.tag else given
        self._readings = {tag: Reading(manual, tag) for tag in manual.languages}

    def __call__(self, spot: Spot, *, quote: str = "", paragraph: str = "") -> TextPlace:
        """The place of a spot; by its words where the file does not say which text they are."""
        texts = self._file.texts
        if not texts:
            return self._by_words(quote, paragraph)
        if text := texts.get(spot.mark):
            return self._of_text(text)
        if text := self._without_mark(quote, paragraph):
            return replace(self._of_text(text), is_by_words=True)
        if text := texts.get(spot.beside):
            return self._beside(text)
        text = texts.get(spot.before)
        return self._after(text) if text else TextPlace()

    def words(self, place: TextPlace) -> str:
        """The words of a text as they are now, without marks."""
        return tidy(plain(words_named(self._manual, place.name, place.lang)))

    def without_labels(self, place: TextPlace, before: str, after: str) -> tuple[str, str]:
        """A paragraph before and after a change without the words around a text in it."""
        label, _, end = before.partition(self.words(place))
        if not after.startswith(label) or not after.endswith(end):
            return before, after
        return self.words(place), after[len(label) : len(after) - len(end)].strip()

    def has_words(self, mark: str) -> bool:
        """Whether the words of a text whose bookmark is gone still stand in the file."""
        text = self._file.texts[mark]
        words = self._plain(text)
        return bool(words) and any(words in paragraph for paragraph in self._file.unmarked)

    def _without_mark(self, quote: str, paragraph: str) -> MarkedText | None:
        """The text whose bookmark is gone that has these words, or a part of them."""
        around = tidy(paragraph) or tidy(quote)
        texts = (self._file.texts[mark] for mark in self._file.gone if around)
        return next((text for text in texts if (w := self._plain(text)) and w in around), None)

    def _plain(self, text: MarkedText) -> str:
        lang = language_of(self._manual, text.tag)
        name = current_name(self._manual, text.name)
        return tidy(plain(words_named(self._manual, name, lang)))

    # -- places

    def _of_text(self, text: MarkedText) -> TextPlace:
        lang = language_of(self._manual, text.tag)
        name = current_name(self._manual, text.name)
        written = words_named(self._manual, name, lang)
        if not written and name.partition("#")[0].endswith(".md"):
            name = self._moved(text, lang)
            written = words_named(self._manual, name, lang) if name else ""
        elif name.partition("#")[0].endswith(".md") and digest(written) != text.written:
            name = self._moved(text, lang) or name
            written = words_named(self._manual, name, lang)
        document, node = self._step(text)
        where = self._where(document, node, name or text.name)
        if not written:
            return TextPlace(document, node, lang=lang, where=where, is_gone=True)
        has_changed = digest(written) != text.written
        return TextPlace(document, node, name, lang, where, has_changed)

    def _moved(self, text: MarkedText, lang: str) -> str:
        """A paragraph of prose that stands on another line now; "" where it is nowhere."""
        path = text.name.partition("#")[0]
        prose = next((prose for prose in self._manual.prose() if prose.path == path), None)
        names = (f"{path}#{key}" for key in _keys(prose)) if prose else ()
        same = (name for name in names if self._digest(name, lang) == text.written)
        return next(same, "")

    def _digest(self, name: str, lang: str) -> str:
        return digest(words_named(self._manual, name, lang))

    def _beside(self, text: MarkedText) -> TextPlace:
        """What stands beside a text and is none: on the same step, or page."""
        document, node = self._step(text)
        lang = language_of(self._manual, text.tag)
        return TextPlace(document, node, lang=lang, where=self._where(document, node, text.name))

    def _after(self, text: MarkedText) -> TextPlace:
        """What stands after a text, and beside none: on its page, and after what it is part of."""
        place = self._beside(text)
        after = {
            lang: self._readings[lang].say("After: {place}", place=words)
            for lang, words in (place.where or {}).items()
        }
        return TextPlace(place.document, lang=place.lang, where=after or None)

    def _step(self, text: MarkedText) -> tuple[AnyDocument | None, str]:
        document = self._document(text.page)
        is_there = document and text.node in {node.id for node in nodes(document)}
        if document and text.node and not is_there:
            former = (node.id for node in nodes(document) if text.node in node.aliases)
            return document, next(former, "")
        return document, text.node if is_there else ""

    def _document(self, path: str) -> AnyDocument | None:
        """The page of a file; of a register there is none."""
        kind = kind_of(path)
        return None if kind and kind.is_register else page_at(self._manual, path)

    # -- words

    def _where(
        self, document: AnyDocument | None, node: str, name: str
    ) -> Mapping[str, str] | None:
        where = {
            lang: words
            for lang, reading in self._readings.items()
            if (words := self._in_words(reading, document, node, name))
        }
        return where or None

    def _in_words(
        self, reading: Reading, document: AnyDocument | None, node: str, name: str
    ) -> str:
        if document and node:
            number = 1 + [each.id for each in nodes(document)].index(node)
            words = reading.node_of(document, node)
            step = reading.say("Step {n}", n=number)
            return reading.say("{title}: {words}", title=step, words=words)
        named = named_texts(self._manual).get(name)
        if document and named and named.origin.path == document.path:
            field = entry(type(document.model), str(named.loc[0]))
            return reading.say(field.label) if field else ""
        path, _, key = name.partition("#")
        kind = kind_of(path)
        if kind and kind.is_register and named:
            model = self._manual.register(kind.stem).entries[int(named.loc[0])]
            title = getattr(model, "title", None) or getattr(model, "name", None)
            words = reading.plain(title) or model.id
            return reading.say("{title}: {words}", title=reading.say(kind.title), words=words)
        prose = next((prose for prose in self._manual.prose() if prose.path == path), None)
        return _heading(prose, key) if prose else ""

    # -- files that lost their map

    def _by_words(self, quote: str, paragraph: str) -> TextPlace:
        """A text that has just these words, or is all of a paragraph but its label."""
        wanted = [words for words in (tidy(quote), tidy(paragraph)) if len(words) >= _SHORTEST]
        for words in wanted:
            if (known := self._by_plain.get(words)) is not None:
                return self._named(*known)
        around = tidy(paragraph) or tidy(quote)
        within = [
            words
            for words in self._by_plain
            if words in around and (tidy(quote) in words or words in tidy(quote))
        ]
        return self._named(*self._by_plain[max(within, key=len)]) if within else TextPlace()

    @cached_property
    def _by_plain(self) -> dict[str, tuple[str, str]]:
        """The texts of pages that no other has the words of: name and language, by their words."""
        names: dict[str, list[tuple[str, str]]] = {}
        for name, named in named_texts(self._manual).items():
            if self._document(named.origin.path) is None:
                continue
            for lang, written in named.text.root.items():
                words = tidy(plain(written))
                if len(words) >= _SHORTEST:
                    names.setdefault(words, []).append((name, lang or self.lang))
        return {words: known[0] for words, known in names.items() if len(known) == 1}

    def _named(self, name: str, lang: str) -> TextPlace:
        path, _, way = name.partition("#")
        document = self._document(path)
        steps = {node.id for node in nodes(document)} if document else set()
        node = next((part for part in way.split(".")[1:2] if part in steps), "")
        where = self._where(document, node, name)
        return TextPlace(document, node, name, lang, where, is_by_words=True)


def _keys(prose: Prose) -> Iterable[str]:
    return paragraphs_by_key(prose.text)


def _heading(prose: Prose, key: str) -> str:
    """The heading above a line of prose."""
    lines = prose.text.split("\n")[: int(key.partition(".")[0])] if key else []
    headings = (line for line in reversed(lines) if line.startswith("#"))
    return plain(next(headings, "").lstrip("# "))
