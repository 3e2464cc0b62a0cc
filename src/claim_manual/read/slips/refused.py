"""A text that the parser refuses, and a guess at why: a change to it with which it goes further."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claim_manual.model.finding import Finding, Message, error
from claim_manual.model.place import Place

KEY = r"(?:[^\W\d][\w-]*|\"[^\"]*\"|'[^']*')"
"""A key as manuals have them."""
STRUCTURE = re.compile(rf"\s*(?:-\s+)*(?:{KEY}\s*:(?=\s|$))?")
"""What stands before a value on its line: indentation, hyphens, a key."""


@dataclass(frozen=True)
class Refused:
    """A text by lines, and where the parser stops in it: line and column from 0."""

    path: str
    lines: Sequence[str]
    line: int
    column: int

    def place(self, line: int, column: int) -> Place:
        """A place in the text, counted from 0."""
        return Place(self.path, line + 1, column + 1)

    def before(self, most: int) -> Iterator[int]:
        """The lines with something on them up to where the parser stops, backwards."""
        numbers = range(min(self.line, len(self.lines) - 1), -1, -1)
        written = (number for number in numbers if self.lines[number].strip())
        yield from (number for number, _ in zip(written, range(most), strict=False))


@dataclass(frozen=True)
class Guess:
    """What may be wrong, and the lines as they should be, by number from 0."""

    place: Place
    message: Message
    hint: Message
    mended: Mapping[int, str]

    def finding(self) -> Finding:
        """The finding, once it is known that the text is read further with the lines mended."""
        return error(self.place, "syntax", self.message, self.hint)

    def text(self, refused: Refused) -> str:
        """The text with the lines mended."""
        return "\n".join(self.mended.get(n, line) for n, line in enumerate(refused.lines))


Guesser = Callable[[Refused], Iterator[Guess]]


def value_start(line: str) -> int:
    """Where the value on a line begins, behind indentation, hyphens and a key."""
    match = STRUCTURE.match(line)
    end = match.end() if match else 0
    return end + len(line[end:]) - len(line[end:].lstrip())


def excerpt(line: str, most: int = 60) -> str:
    """A line for a sentence, cut where it is long."""
    line = line.strip()
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
