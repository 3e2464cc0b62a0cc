"""Words of a Word file that stand between the texts of the manual: labels, numbers, roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claim_manual.derived.returned import digest, short_digest

_LONGEST = 400
"""Words up to which it is looked for what of them is new."""


class LooseWords:
    """Tells words that readers wrote between texts from those that stood there, though no change was
    tracked. `loose` are digests of what stood there, `texts` of the texts, whose bookmarks may be gone.
    """

    def __init__(self, loose: frozenset[str], texts: Iterable[str]) -> None:
        self._loose, self._texts = loose, frozenset(texts)
        self._is_told = bool(loose)

    def new_in(self, words: str) -> str:
        """What of words is new: all but the end of them that was there; "" if nothing is, or the file
        does not tell.
        """
        if not self._is_told or short_digest(words) in self._loose:
            return ""
        starts = [match.start() for match in re.finditer(r"\S+", words)][:_LONGEST]
        ends = [at for at in starts[1:] if short_digest(words[at:]) in self._loose]
        if self._is_text(words, starts, [*ends, len(words)]):
            return ""
        return words[: ends[0]] if ends else words

    def _is_text(self, words: str, starts: Sequence[int], ends: Sequence[int]) -> bool:
        """Whether it is a text with what stood around it, whose bookmark is gone."""
        begins = [at for at in starts if not at or short_digest(words[:at]) in self._loose]
        begins = [0, *begins]
        return any(
            digest(words[begin:end]) in self._texts
            for begin in begins
            for end in ends
            if begin < end
        )
