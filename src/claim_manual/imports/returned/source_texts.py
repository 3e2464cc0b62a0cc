"""The texts of a page as they are written, and the paragraphs of its Word file in which each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claim_manual.derived.parts import parts_of
from claim_manual.imports.returned.compared import Spot
from claim_manual.imports.returned.page import ReadPage, said, same
from claim_manual.model.manual import AnyDocument, Prose
from claim_manual.model.place import Loc
from claim_manual.model.schema import Text
from claim_manual.pages.plain import lines, plain
from claim_manual.pages.texts import Texts

_SPOKEN = "say"
"""The key of texts that stand on a page in every language that they have."""


@dataclass(frozen=True)
class SourceText:
    """A text in one language: its file, where it stands there, as it is written, and as it is read.

    `lang` is "" for one that is the same in all languages; `lines` are its paragraphs as pages show
    them; `node` is the node that it belongs to, "" for none. `loc` is empty for a file of prose.
    """

    path: str
    loc: Loc
    lang: str
    markdown: str
    lines: tuple[str, ...]
    node: str = ""

    @property
    def key(self) -> Loc:
        """Where its words are written."""
        return (*self.loc, self.lang) if self.lang else self.loc


@dataclass(frozen=True)
class Standing:
    """A paragraph of a text in a paragraph of the file: which one, and from which character on."""

    text: SourceText
    line: int
    start: int

    @property
    def words(self) -> str:
        """What it says."""
        return self.text.lines[self.line]

    @property
    def end(self) -> int:
        """After its last character."""
        return self.start + len(self.words)


def source_texts(texts: Texts, document: AnyDocument, prose: Prose | None) -> list[SourceText]:
    """The texts of a document and of the prose beside it, in the language of the page."""
    node_of = {standing.loc: standing.node.id for standing in reversed(document.standings)}
    read: list[SourceText] = []
    for loc, text in parts_of(texts.manual, document.model).texts:
        node = next((node_of[loc[:n]] for n in range(len(loc), 0, -1) if loc[:n] in node_of), "")
        for lang, markdown in text.root.items():
            if lang in {"", texts.reading.lang} or loc[-1] == _SPOKEN:
                shown = _shown(texts, markdown)
                read.append(SourceText(document.path, loc, lang, markdown, shown, node))
    if prose is not None:
        read.append(SourceText(prose.path, (), prose.lang, prose.text, _prose_lines(texts, prose)))
    return read


def _shown(texts: Texts, markdown: str) -> tuple[str, ...]:
    """The paragraphs of a text as pages show them."""
    read = [same(plain(line)) for line in lines(texts.blocks(Text({"": markdown})))]
    return tuple(words for words in read if words)


def _prose_lines(texts: Texts, prose: Prose) -> tuple[str, ...]:
    beside = Texts(texts.reading, prose.path)
    read: list[str] = []
    for section in beside.prose_sections(prose.text):
        read += [same(plain(section.title)), *(same(plain(x)) for x in lines(section.blocks))]
    return tuple(words for words in read if words)


def standings(
    page: ReadPage, nodes: Sequence[str], texts: Sequence[SourceText]
) -> Mapping[Spot, list[Standing]]:
    """By the paragraphs of a page the texts that stand in each, from left to right, none within another."""
    by_node: dict[str, list[SourceText]] = {}
    for text in texts:
        by_node.setdefault(text.node, []).append(text)
    result: dict[Spot, list[Standing]] = {}
    for spot, words in _paragraphs(page, nodes):
        candidates = [
            Standing(text, n, start)
            for text in by_node.get(spot.node, [])
            for n, line in enumerate(text.lines)
            if (start := _found(line, words)) >= 0
        ]
        if candidates:
            result[spot] = _apart(candidates)
    return _each_once(result)


def _paragraphs(page: ReadPage, nodes: Sequence[str]) -> Iterator[tuple[Spot, str]]:
    for n, line in enumerate(page.lines):
        yield Spot(n=n), line.words
    for row, node in zip(page.rows, nodes, strict=True):
        for column, cell in row.cells.items():
            for n, paragraph in enumerate(cell):
                yield Spot(node, column, n), said(paragraph)


def _found(line: str, words: str) -> int:
    """Where a line stands in other words as words of its own; -1 where it does not."""
    if line == words:
        return 0
    if not line or len(line) > len(words):
        return -1
    match = re.search(rf"(?<!\w){re.escape(line)}(?!\w)", words)
    return match.start() if match else -1


def _apart(candidates: list[Standing]) -> list[Standing]:
    """Those that do not overlap, the longest first."""
    kept: list[Standing] = []
    for one in sorted(candidates, key=lambda one: -len(one.words)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
        elif any((one.start, one.end) == (other.start, other.end) for other in kept):
            kept.append(one)  # the same words twice: which of the two it is, is decided below
    return sorted(kept, key=lambda one: one.start)


def _each_once(placed: dict[Spot, list[Standing]]) -> dict[Spot, list[Standing]]:
    """Of texts that say the same, one for each paragraph, in their order."""
    times: dict[tuple[int, int, str], int] = {}
    result: dict[Spot, list[Standing]] = {}
    for spot, found in placed.items():
        kept: list[Standing] = []
        for start in sorted({one.start for one in found}):
            alike = [one for one in found if one.start == start]
            ends_at = (hash(spot.node), len(alike), alike[0].words)
            turn = times.get(ends_at, 0) if len(alike) > 1 else 0
            times[ends_at] = turn + 1
            kept.append(alike[min(turn, len(alike) - 1)])
        result[spot] = kept
    return result
