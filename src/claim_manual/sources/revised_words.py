"""A text of Markdown in which somebody changed words without seeing its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from claim_manual.model.markup import plain
from claim_manual.pages.markdown import escaped

_TOKEN = re.compile(r"\w+|[^\w\s]")
_BREAK = "\n\n"
"""The end of a paragraph."""
_MOST = 6_000_000
"""Comparisons of tokens up to which two texts are aligned."""


def revised_words(markdown: str, before: str, after: str) -> str | None:
    """`markdown` with what was changed from the plain words `before` to `after`; its marks stay.

    It may say more or less than `before` did, where that is not what was changed. None where a change
    falls upon marks, upon the end of a paragraph, or upon words that are no longer there.
    """
    changed = _Aligned(markdown, before, after).changed()
    is_as_before = _tokens(plain(markdown)) == _tokens(before)
    if changed is None or not is_as_before:
        return changed
    return changed if _tokens(plain(changed)) == _tokens(after) else None


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same words, from 0 to 1."""
    tokens = _tokens(one), _tokens(other)
    if len(tokens[0]) * len(tokens[1]) > _MOST:
        return 0.0
    return SequenceMatcher(None, *tokens, autojunk=False).ratio()


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


@dataclass(frozen=True)
class _Text:
    """A text with its tokens: words, and each sign between them."""

    text: str
    spans: Sequence[tuple[int, int]]

    @cached_property
    def tokens(self) -> list[str]:
        return [self.text[begin:end] for begin, end in self.spans]

    def between(self, left: int, right: int) -> tuple[int, int]:
        """The characters after one token and before another; -1 and one too many are its ends."""
        begin = self.spans[left][1] if left >= 0 else 0
        end = self.spans[right][0] if right < len(self.spans) else len(self.text)
        return begin, end


def _text(text: str) -> _Text:
    return _Text(text, [match.span() for match in _TOKEN.finditer(text)])


class _Aligned:
    """A text before and after a change, and where in Markdown its words stand."""

    def __init__(self, markdown: str, before: str, after: str) -> None:
        self.markdown, self.before, self.after = _text(markdown), _text(before), _text(after)
        size = len(self.before.spans)
        self.is_short = size * max(len(self.markdown.spans), len(self.after.spans)) < _MOST
        self._places: dict[int, int] = {}
        for block in self._matcher(self.before, self.markdown).get_matching_blocks():
            self._places |= {block.a + n: block.b + n for n in range(block.size)}
        self._places |= {-1: -1, size: len(self.markdown.spans)}

    def changed(self) -> str | None:
        """The Markdown with the changes."""
        pieces: list[str] = []
        at = 0
        for hunk in self._hunks() if self.is_short else (None,):
            if hunk is None:
                return None
            begin, end, words = hunk
            pieces += [self.markdown.text[at:begin], words]
            at = end
        return "".join([*pieces, self.markdown.text[at:]])

    def _matcher(self, one: _Text, other: _Text) -> SequenceMatcher[str]:
        size = one.tokens, other.tokens
        return SequenceMatcher(None, *size, autojunk=False)

    def _hunks(self) -> Iterator[tuple[int, int, str] | None]:
        """Each change: the characters of the Markdown that it takes the place of, and its words."""
        if not self.is_short:
            return
        for change, i, i_end, j, j_end in self._matcher(self.before, self.after).get_opcodes():
            if change != "equal":
                yield self._hunk(i, i_end, j, j_end)

    def _hunk(self, i: int, i_end: int, j: int, j_end: int) -> tuple[int, int, str] | None:
        left, right = self._places.get(i - 1), self._places.get(i_end)
        if left is None or right is None:
            return None
        begin, end = self.markdown.between(left, right)
        from_, to = self.after.between(j - 1, j_end)
        words = self.after.text[from_:to]
        gap = self.markdown.text[begin:end]
        has_marks = right - left - 1 != i_end - i
        there = self.markdown.tokens[left + 1 : right]
        if not _are_in(self.before.tokens[i:i_end], there):
            return None
        if not has_marks and _BREAK not in gap:
            return begin, end, _escaped(words)
        if i == i_end:
            return self._inserted(begin, gap, words)
        narrow = len(gap.lstrip()), len(gap.rstrip())
        begin, end, gap = end - narrow[0], begin + narrow[1], gap.strip()
        is_within = not has_marks and _BREAK not in gap and j != j_end
        return (begin, end, _escaped(words.strip())) if is_within else None

    def _inserted(self, begin: int, gap: str, words: str) -> tuple[int, int, str] | None:
        """Words more where marks stand, or a paragraph ends: before the space that is there."""
        if begin == 0:
            return len(gap), len(gap), _escaped(f"{words.strip()} ")
        space = re.search(r"\s|$", gap)
        at = begin + (space.start() if space else 0)
        return at, at, _escaped(f" {words.strip()}")


def _are_in(words: Sequence[str], there: Sequence[str]) -> bool:
    """Whether words still stand there, in their order: what another change took away is not changed."""
    rest = iter(there)
    return all(word in rest for word in words)


def _escaped(words: str) -> str:
    """Words as Markdown, with the space at their ends."""
    inner = words.strip()
    if not inner:
        return words
    begin = len(words) - len(words.lstrip())
    return f"{words[:begin]}{escaped(inner)}{words[begin + len(inner) :]}"
