"""The names of those who wrote in a Word file, to be left out of what they wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from claim_manual.model.finding import say
from claim_manual.office.word_reading.package import Element, WordError

_LEFT_OUT = "[…]"
MOST = 1_000
"""How many persons may have written in a file: their names are looked for in every comment."""
_SHORTEST = 3
"""Letters from which a part of a name is told from the words between names: Ana, not "de"."""
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}\N{ACUTE ACCENT}"
_SIGNING = r"(?:^|[.,!?;:…–—]|\s-)"
"""What stands before a name that signs."""


class Names:
    """Names as mentions, signatures, and whole; a part of one, or its initials, only where it mentions
    or signs, for it may be a word of the text.

    Raises WordError where there are too many.
    """

    def __init__(self, parts: Iterable[Element], text: str = "") -> None:
        names, initials = set[str](), set[str]()
        for element in (element for part in parts for element in part.iter()):
            names.add(_tidy(element.get("author") or ""))
            if element.tag == "comment":
                initials.add(_tidy(element.get("initials") or ""))
        names.discard("")
        if len(names) > MOST:
            raise WordError(
                say("More than {n} persons wrote in the file.", n=MOST),
                say("Divide it into several."),
            )
        several = [name for name in names if " " in name]
        pieces = {piece for name in several for piece in name.split() if len(piece) >= _SHORTEST}
        shorter = names | pieces
        short = {name for name in initials if len(name) > 1}
        stood = _folded(text)
        self._whole = _any(several)
        self._mentioned = _any((f"@{name}" for name in shorter), before="")
        self._in_text = _any(name for name in several if _folded(name) not in stood)
        self._noting = _any(shorter | short, before=r"(?<=\[)", after=r"(?=\s*:)")
        signed = _either(names | pieces | short)
        self._signed = (
            re.compile(rf"({_SIGNING})\s*(?:{signed})(?:\s+(?:{signed}))*[\W_]*$", _FLAGS)
            if signed
            else None
        )

    def without(self, words: str) -> str:
        """A comment in which nobody of them is named."""
        words = _without(self._mentioned, words)
        words = self._signed.sub(r"\1", words) if self._signed else words
        words = _without(self._noting, _without(self._whole, words), "…")
        lines = (line.rstrip(" ,-–—") for line in words.split("\n"))
        return "\n".join(line for line in lines if line.strip())

    def without_in_text(self, words: str) -> str:
        """Words of a text without names of those who wrote into it; one that stood in the file before
        is no person's.
        """
        words = _without(self._in_text, _without(self._mentioned, words))
        return _without(self._noting, words, "…")


_FLAGS = re.IGNORECASE | re.MULTILINE


def _without(names: re.Pattern[str] | None, words: str, instead: str = _LEFT_OUT) -> str:
    return names.sub(instead, words) if names else words


def _tidy(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _folded(text: str) -> str:
    return re.sub(f"[{_APOSTROPHES}]", "'", _tidy(text)).casefold()


def _any(names: Iterable[str], before: str = r"(?<!\w)", after: str = "") -> re.Pattern[str] | None:
    either = _either(names)
    return re.compile(rf"{before}(?:{either})(?!\w){after}", _FLAGS) if either else None


def _either(names: Iterable[str]) -> str:
    """The names as a pattern, the longest first, whatever apostrophes and spaces they are written with."""
    return "|".join(_patterns(sorted(names, key=len, reverse=True)))


def _patterns(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        escaped = re.sub(f"[{_APOSTROPHES}]", f"[{_APOSTROPHES}]", re.escape(name))
        yield escaped.replace(r"\ ", r"\s+")
