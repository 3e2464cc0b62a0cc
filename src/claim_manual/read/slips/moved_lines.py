"""A list item or a key that stands farther in, or less far, than those beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from claim_manual.model.finding import Message, say
from claim_manual.read.slips.refused import KEY, Guess, Refused

_LINE = re.compile(rf"(?P<indent> *)(?P<mark>(?:- +)*)(?P<key>{KEY}(?=:(?:\s|$)))?")
_SUSPECTS = 8
_FAR = 4
"""By how many columns a line is moved at most to see whether it fits there."""
STEP = 2
"""How many columns each level of a manual stands farther in."""
_BESIDE = 60
"""Within how many lines those that are alike are counted."""


def moved_lines(refused: Refused) -> Iterator[Guess]:
    """The lines at which the parser stops and just before, moved to where their like stand.

    First that which stands where few of its kind do, to where many do.
    """
    moves = [
        (_oddity(refused, number, indent, wanted), number, indent, wanted)
        for number in refused.before(_SUSPECTS)
        for indent in [indent_of(refused.lines[number])]
        for wanted in range(max(indent - _FAR, 0), indent + _FAR + 1)
        if wanted != indent
    ]
    for _, number, indent, wanted in sorted(moves):
        message, hint = words_of(refused.lines[number], indent, wanted)
        for last in dict.fromkeys((number, _end_of_block(refused, number, indent))):
            lines = range(number, last + 1)
            mended = {n: _shifted(refused.lines[n], wanted - indent) for n in lines}
            yield Guess(refused.place(number, indent), message, hint, mended)


def _oddity(refused: Refused, number: int, indent: int, wanted: int) -> tuple[int, ...]:
    """Orders moves: by how few of its kind stand where it does, whether any stand where it would,
    whether manuals indent so, and how far that is.
    """
    kind = kind_of(refused.lines[number])
    beside = refused.lines[max(number - _BESIDE, 0) : number + _BESIDE]
    alike = Counter(indent_of(line) for line in beside if kind_of(line) == kind)
    is_new = alike[wanted] == 0
    return alike[indent], is_new, wanted % STEP - indent % STEP, abs(wanted - indent)


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def kind_of(line: str) -> tuple[bool, str]:
    """Whether a line is a list item, and its key."""
    match = _LINE.match(line)
    return (bool(match["mark"]), match["key"] or "") if match else (False, "")


def _end_of_block(refused: Refused, number: int, indent: int) -> int:
    """The last line that belongs to a line, standing farther in."""
    last = number
    for below in range(number + 1, len(refused.lines)):
        line = refused.lines[below]
        if line.strip() and indent_of(line) <= indent:
            break
        last = below
    return last


def _shifted(line: str, by: int) -> str:
    if not line.strip():
        return line
    return " " * by + line if by > 0 else line[min(-by, indent_of(line)) :]


def words_of(line: str, indent: int, wanted: int) -> tuple[Message, Message]:
    """What is wrong with a line that was moved, and what to do."""
    is_item, key = kind_of(line)
    if is_item:
        return (
            say("This list item does not stand in line with the others."),
            say(
                "Spaces before its hyphen: {n}; there have to be {wanted}.", n=indent, wanted=wanted
            ),
        )
    return (
        say("The key “{key}” does not stand in line with the others.", key=key)
        if key
        else say("This line does not stand in line with the others.")
    ), say("Spaces before it: {n}; there have to be {wanted}.", n=indent, wanted=wanted)
