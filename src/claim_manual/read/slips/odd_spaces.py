"""Spaces that only look like spaces, as Word and web pages have them, where YAML wants ordinary ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.place import Place
from claim_manual.read.slips.refused import KEY, Guess, Refused

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Zs of Unicode without the ordinary space."""
_UNBREAKABLE = "\u00a0\u2007\u202f"
_INDENT = re.compile(rf"[ {SPACES}]*")
_BESIDE = re.compile(rf"[ {SPACES}]*(?:-[ {SPACES}]*)*(?:{KEY}[ {SPACES}]*:[ {SPACES}]*)?")
"""All that stands before a value on its line, with whatever spaces."""
_ODD = re.compile(f"[{SPACES}]")


def odd_spaces(refused: Refused) -> Iterator[Guess]:
    """The first of neighbouring lines that begin so, up to where the parser stops."""
    odd = {n for n, line in enumerate(refused.lines) if first_odd(line) is not None}
    for number in sorted(odd, reverse=True):
        column = first_odd(refused.lines[number])
        if number > refused.line or number - 1 in odd or column is None:
            continue
        mended = {n: ordinary(refused.lines[n]) for n in odd if n >= number}
        message, hint = odd_space_words(refused.lines[number], column)
        yield Guess(refused.place(number, column), message, hint, mended)


def first_odd(line: str) -> int | None:
    """The column, from 0, of the first odd space before the value of a line."""
    before = _BESIDE.match(line)
    match = _ODD.search(before.group()) if before else None
    return match.start() if match else None


def odd_indent(line: str) -> int | None:
    """The column, from 0, of the first odd space of the indentation of a line."""
    indent = _INDENT.match(line)
    match = _ODD.search(indent.group()) if indent else None
    return match.start() if match else None


def ordinary(line: str) -> str:
    """The line with ordinary spaces before its value."""
    before = _BESIDE.match(line)
    end = before.end() if before else 0
    return _ODD.sub(" ", line[:end]) + line[end:]


def clinging_words(word: str, proposal: str) -> tuple[Message, Message]:
    """What is wrong with a key or value that begins or ends with an odd space, and what to do."""
    return (
        say("A space that is no ordinary one clings to “{word}”.", word=word),
        say("Write {proposal}.", proposal=proposal),
    )


def odd_space_words(line: str, column: int) -> tuple[Message, Message]:
    """What is wrong with an odd space, and what to do."""
    number = f"{ord(line[column]):04X}"
    indent = _INDENT.match(line)
    if indent and column < indent.end():
        return (
            say("This line begins with non-breaking spaces (U+{number}).", number=number)
            if line[column] in _UNBREAKABLE
            else say("This line begins with spaces of another kind (U+{number}).", number=number)
        ), say("Delete them and write ordinary spaces; often they come with a copied text.")
    return (
        say("A non-breaking space (U+{number}) stands here.", number=number)
        if line[column] in _UNBREAKABLE
        else say("A space of another kind (U+{number}) stands here.", number=number)
    ), say("Delete it and write an ordinary space; often it comes with a copied text.")


def odd_space_after_colon(place: Place, written: str) -> Finding | None:
    """The finding for such a space between a key at `place` and its value, which is then no key."""
    match = re.match(rf"[\w-]+:(?=[{SPACES}])", written)
    if match is None:
        return None
    message, hint = odd_space_words(written, match.end())
    return error(place._replace(column=place.column + match.end()), "syntax", message, hint)
