"""What is wrong with the characters of a text, as they are written, escaped or referred to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from html.entities import html5
from itertools import accumulate

from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.markup import shows
from claim_manual.model.place import Place
from claim_manual.read.characters import SUSPECT, controls, unseen


class Lines:
    """Where the lines of a text begin, so that the place of a position is looked up quickly."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def place(self, position: int) -> Place:
        """The place of a position in the text."""
        line = bisect_right(self._starts, position)
        return Place(self.path, line, position - self._starts[line - 1] + 1)

    def position(self, line: int, column: int) -> int:
        """The position of a line and column, both from 0."""
        return self._starts[line] + column


def faults(text: str, lines: Lines, positions: Sequence[int] | None = None) -> list[Finding]:
    """A finding for each control character of `text`, and for each that cannot be seen.

    `positions` says where in the file each character is written, if `text` is not the file.
    """
    if not SUSPECT.search("".join({*text})):  # each character once: a text has few of them
        return []
    few = Few()
    origins = positions or range(len(text))
    for position in controls(text):
        if few.has_room("syntax"):
            place = lines.place(origins[position])
            message = say(
                "A control character (U+{number}) stands here.", number=_hex(text[position])
            )
            few.add("syntax", error(place, "syntax", message, say("Delete it.")))
    for position in unseen(text):
        if few.has_room("unseen"):
            few.add("unseen", _invisible(lines.place(origins[position]), text[position]))
    return few.findings()


def _invisible(place: Place, character: str) -> Finding:
    return error(
        place,
        "invisible-character",
        say("A character that cannot be seen (U+{number}) stands here.", number=_hex(character)),
        say("Delete it; often it comes with a copied text."),
    )


def _hex(character: str) -> str:
    return f"{ord(character):04X}"


_ESCAPE = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)",
    re.DOTALL,
)
"""An escape of a quoted YAML scalar (YAML 1.2.2, 5.7) or of a JSON string (RFC 8259, 7)."""
_NAMED = dict(zip("NLP0abefv", "\x85\u2028\u2029\0\a\b\x1b\f\v", strict=True))
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});")
"""An entity or numeric character reference (CommonMark 0.31, 2.5)."""


def faults_of_escapes(raw: str, start: int, lines: Lines) -> list[Finding]:
    """What is wrong with the characters that the escapes of a quoted text stand for.

    `raw` is the text as it is written, `start` its position in the file.
    """
    return _faults_behind(_ESCAPE, _escaped, raw, start, lines)


def faults_of_references(text: str, raw: str, start: int, lines: Lines) -> list[Finding]:
    """What is wrong with the characters that references in the Markdown `text` stand for.

    `raw` is the text as it is written, `start` its position in the file.
    """
    if not refers_to_suspects(text) or not shows(text, _has_fault):
        return []
    return _faults_behind(_REFERENCE, _meant, raw, start, lines)


def _has_fault(words: str) -> bool:
    return next(unseen(words), None) is not None or next(controls(words), None) is not None


def refers_to_suspects(text: str) -> bool:
    """Whether a character reference in `text` stands for a character that may be a fault."""
    return "&" in text and any(
        SUSPECT.search(_meant(reference)) for reference in _REFERENCE.findall(text)
    )


def _faults_behind(
    pattern: re.Pattern[str], meaning: Callable[[str], str], raw: str, start: int, lines: Lines
) -> list[Finding]:
    if not any(SUSPECT.search(meaning(reference)) for reference in pattern.findall(raw)):
        return []
    parts: list[str] = []
    positions: list[int] = []
    end = 0
    for match in pattern.finditer(raw):
        characters = meaning(match.group())
        parts += [raw[end : match.start()], characters]
        positions += [
            *range(start + end, start + match.start()),
            *[start + match.start()] * len(characters),
        ]
        end = match.end()
    parts.append(raw[end:])
    positions += range(start + end, start + len(raw))
    return faults("".join(parts), lines, positions)


def _escaped(escape: str) -> str:
    kind, digits = escape[1], escape[2:]
    if not digits:
        return _NAMED.get(kind, kind)
    if "\\" in digits:
        return bytes.fromhex(digits.replace("\\u", "")).decode("utf-16-be")
    return _character(int(digits, 16))


def _meant(reference: str) -> str:
    if reference[1] != "#":
        return html5.get(reference[1:], reference)
    is_hex = reference[2] in "xX"
    return _character(int(reference[3:-1], 16) if is_hex else int(reference[2:-1]))


def _character(number: int) -> str:
    return chr(number) if number <= 0x10FFFF else "\ufffd"
