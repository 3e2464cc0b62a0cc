"""Other words in an author's Markdown: what is marked stays marked, links stay links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from claim_manual.imports.written import as_words
from claim_manual.model.markup import plain

_TOKEN = re.compile(r"\w+|[^\w\s]")
_CLOSING = re.compile(r"\]\([^()\s]*(?:\s\"[^\"]*\")?\)|\]|[*_`]+")
_MOST = 6_000_000
"""Comparisons of words up to which two texts are compared."""
_OPENING = "[*_`"
_LINK = re.compile(r"\[(?P<words>[^\[\]]*)\]\([^()\s]*\)")
_Edit = tuple[int, int, str]
"""From where to where in the Markdown, and what is to stand there."""
_MARKS = re.compile(r"[\[\]*_`<>{}]|!\[")


@dataclass(frozen=True)
class _Piece:
    words: str
    start: int
    end: int


def _pieces(text: str) -> list[_Piece]:
    return [_Piece(match[0], *match.span()) for match in _TOKEN.finditer(text)]


def reworded(markdown: str, lines: Sequence[str], n: int, after: str) -> str | None:
    """Markdown whose paragraph `n`, as pages show it, says something else.

    None where what is said otherwise goes through marks or links, so that nobody can tell what of
    them is meant to stay.
    """
    edits = _Rewording(markdown, lines[n], after, _places(markdown, lines)[n]).edits()
    if edits is None:
        return None
    for start, end, words in sorted(edits, reverse=True):
        markdown = markdown[:start] + words + markdown[end:]
    return markdown


def revised(markdown: str, before: str, after: str) -> str | None:
    """Markdown with what was changed from the plain words `before` to `after`; its marks stay.

    It may say more or less than `before` did, where that is not what was changed. None where a change
    falls upon marks or links, or upon words that are no longer there.
    """
    changed = reworded(markdown, [before], 0, after)
    if changed is None or _words(plain(markdown)) != _words(before):
        return changed
    return changed.strip() if _words(plain(changed)) == _words(after) else None


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same words, from 0 to 1."""
    words = _words(one), _words(other)
    if len(words[0]) * len(words[1]) > _MOST:
        return 0.0
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _places(markdown: str, lines: Sequence[str]) -> list[list[_Piece | None]]:
    """By line where each of its words stands in the Markdown; None for one that does not."""
    written = _pieces(markdown)
    shown = [[piece.words for piece in _pieces(line)] for line in lines]
    flat = [words for line in shown for words in line]
    matcher = SequenceMatcher(None, flat, [piece.words for piece in written], autojunk=False)
    found: list[_Piece | None] = [None] * len(flat)
    for i, j, size in matcher.get_matching_blocks():
        for n in range(size):
            found[i + n] = written[j + n]
    result, at = [], 0
    for line in shown:
        result.append(found[at : at + len(line)])
        at += len(line)
    return result


@dataclass(frozen=True)
class _Rewording:
    """A paragraph as it is shown and as it is to be; `places` are its words in the Markdown."""

    markdown: str
    before: str
    after: str
    places: Sequence[_Piece | None]

    def edits(self) -> list[_Edit] | None:
        """What is replaced in the Markdown; None where nobody can tell."""
        old, new = _pieces(self.before), _pieces(self.after)
        matcher = SequenceMatcher(None, [p.words for p in old], [p.words for p in new], False)
        edits: list[_Edit] = []
        for kind, i, i_end, j, j_end in matcher.get_opcodes():
            if kind == "equal":
                edits += self._spaces(old[i:i_end], new[j:j_end], self.places[i:i_end])
                continue
            gaps = (self._gap(new, j - 1), self._gap(new, j_end - 1))
            words = self.after[new[j].start : new[j_end - 1].end] if j < j_end else ""
            edit = self._inserted(i, words, gaps) if i == i_end else self._other(i, i_end, words)
            if edit is None:
                return None
            edits.append(edit)
        return edits

    def _gap(self, new: Sequence[_Piece], n: int) -> str:
        """What stands after a word and before the next one."""
        return self.after[new[n].end : new[n + 1].start] if 0 <= n < len(new) - 1 else ""

    def _spaces(
        self, old: Sequence[_Piece], new: Sequence[_Piece], places: Sequence[_Piece | None]
    ) -> Iterator[_Edit]:
        """Spaces that came or went between words that are the same."""
        for n in range(len(old) - 1):
            old_gap = self.before[old[n].end : old[n + 1].start]
            new_gap = self.after[new[n].end : new[n + 1].start]
            a, b = places[n], places[n + 1]
            if old_gap != new_gap and a and b and self.markdown[a.end : b.start] == old_gap:
                yield a.end, b.start, new_gap

    def _inserted(self, i: int, words: str, gaps: tuple[str, str]) -> _Edit | None:
        """Words that are new before the word `i`."""
        if not self.places:
            return None if self.markdown.strip() else (0, 0, as_words(words))
        piece = self.places[max(i - 1, 0)]
        if piece is None:
            return None
        if i:
            at = piece.end
            while closing := _CLOSING.match(self.markdown, at):
                at = closing.end()
            return at, at, gaps[0] + as_words(words)
        at = piece.start
        while at and self.markdown[at - 1] in _OPENING:
            at -= 1
        return at, at, as_words(words) + gaps[1]

    def _other(self, i: int, i_end: int, words: str) -> _Edit | None:
        """Other words in place of some, or none."""
        inside = [piece for piece in self.places[i:i_end] if piece]
        if len(inside) < i_end - i:
            return None
        start, end = inside[0].start, inside[-1].end
        if words:
            return _kept(self.markdown, start, end, words)
        return _removed(self.markdown, start, end, is_first=i == 0)


def _removed(markdown: str, start: int, end: int, *, is_first: bool) -> _Edit | None:
    """Words taken out with the space beside them; with the marks that stand around nothing else."""
    for link in _LINK.finditer(markdown):
        if (link.start("words"), link.end("words")) == (start, end):
            start, end = link.span()
    if _MARKS.search(_without_links(markdown[start:end])):
        return None
    if is_first or markdown[start - 1] in _OPENING:
        while end < len(markdown) and markdown[end] == " ":
            end += 1
    else:
        while start and markdown[start - 1] == " ":
            start -= 1
    return start, end, ""


def _kept(markdown: str, start: int, end: int, words: str) -> _Edit | None:
    """Other words in place of some; a link whose words stand among the new ones stays a link."""
    if not _MARKS.search(markdown[start:end]):
        return start, end, as_words(words)
    for link in _LINK.finditer(markdown):
        if link.start() < end and link.end() > start:
            start, end = min(start, link.start()), max(end, link.end())
    region = markdown[start:end]
    links = [*_LINK.finditer(region)]
    if not links or _MARKS.search(_without_links(region)):
        return None
    result, rest = "", words
    for link in links:
        before, found, rest = rest.partition(link["words"])
        if not found:
            return None
        result += as_words(before) + link[0]
    return start, end, result + as_words(rest)


def _without_links(markdown: str) -> str:
    return _LINK.sub("", markdown)
