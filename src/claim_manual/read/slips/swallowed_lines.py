"""Lines that YAML takes for the end of the text above them, though they look like something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.read.slips.moved_lines import STEP, indent_of, kind_of, words_of
from claim_manual.read.slips.odd_spaces import odd_indent, odd_space_words


def swallowed_lines(path: str, lines: Sequence[str], first: int) -> Iterator[Finding]:
    """Of the lines from `first` on, by which a plain text goes on, those that were meant otherwise."""
    items: list[int] = []
    for number in range(first, len(lines)):
        odd = odd_indent(lines[number])
        if odd is not None:
            words = odd_space_words(lines[number], odd)
            yield error(Place(path, number + 1, odd + 1), "syntax", *words)
        elif lines[number].lstrip(" ").startswith("- "):
            items.append(number)
    if items:
        yield _of_items(path, lines, first - 1, items)


def _of_items(path: str, lines: Sequence[str], above: int, items: Sequence[int]) -> Finding:
    """The finding for list items below another, of which it or the first of them was moved."""
    indent, wanted = (indent_of(lines[number]) for number in (items[0], above))
    place = Place(path, items[0] + 1, indent + 1)
    if not kind_of(lines[above])[0]:
        message = say("This line begins with a hyphen and goes on with the text above it.")
        hint = say("Put the text in quotes, or indent the items of a list alike.")
        return error(place, "syntax", message, hint)
    before = lines[above - 1] if above else ""
    is_first = not (kind_of(before)[0] and indent_of(before) == wanted)
    if is_first and (len(items) > 1 or wanted % STEP):
        place = Place(path, above + 1, wanted + 1)
        return error(place, "syntax", *words_of(lines[above], wanted, indent))
    return error(place, "syntax", *words_of(lines[items[0]], indent, wanted))
