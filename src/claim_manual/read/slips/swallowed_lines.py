"""Lines that YAML takes for the end of the text above them, though they look like something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.place import Place
from claim_manual.read.slips.moved_lines import indent_of, kind_of, words_of
from claim_manual.read.slips.odd_spaces import odd_indent, odd_space_words


def swallowed_lines(path: str, lines: Sequence[str], first: int) -> Iterator[Finding]:
    """Of the lines from `first` on, by which a plain text goes on, those that were meant otherwise."""
    for number in range(first, len(lines)):
        line = lines[number]
        odd = odd_indent(line)
        if odd is not None:
            place = Place(path, number + 1, odd + 1)
            yield error(place, "syntax", *odd_space_words(line, odd))
        elif line.lstrip(" ").startswith("- "):
            place = Place(path, number + 1, indent_of(line) + 1)
            yield error(place, "syntax", *_words(lines[first - 1], line))


def _words(above: str, line: str) -> tuple[Message, Message]:
    if kind_of(above)[0]:
        return words_of(line, indent_of(line), indent_of(above))
    return (
        say("This line begins with a hyphen and goes on with the text above it."),
        say("Put the text in quotes, or indent the items of a list alike."),
    )
