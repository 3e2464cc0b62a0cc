"""Findings of what is no YAML, in an author's words."""

from __future__ import annotations

import re

from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.place import Place


def open_quote(text: str, failure: Place, path: str) -> Place | None:
    """Where a quotation mark is opened and not closed on its line, before the failure it causes."""
    for number, line in enumerate(text.split("\n")[: failure.line], 1):
        if match := re.search(r"""(?:^|:|-)\s+(?:"[^"]*|'[^']*)$""", line):
            opened = Place(path, number, match.end() - len(match.group().lstrip(": -")) + 1)
            return opened if opened < failure else None
    return None


def line_at(text: str, place: Place) -> str:
    """The line of a text on which a place is; empty below its last line."""
    lines = text.split("\n")
    return lines[place.line - 1] if place.line <= len(lines) else ""


PROBLEMS = (
    (
        r"cannot start any token|alphabetic or numeric|expected '!'",
        say("a text begins with a mark"),
    ),
    (r"mapping values are not allowed", say("a colon stands inside a text")),
    (r"expected <block end>", say("a line is indented otherwise than its neighbours")),
    (r"could not find expected ':'", say("a line is neither a key with a colon nor a list item")),
    (r"unexpected end of stream|quoted scalar", say("a quotation mark is not closed")),
    (r"expected ',' or|expected the node content", say("braces or brackets are not closed")),
    (r"document separator|document start|<document start>", say("three hyphens inside a text")),
)
"""What the parser says, by pattern, and what it means to an author."""


def syntax_fault(place: Place, problem: str, line: str) -> Finding:
    """The finding for a text that the parser refuses: its words for it, and the line where it stops."""
    meaning = next((words for pattern, words in PROBLEMS if re.search(pattern, problem)), problem)
    message = say("This is not valid YAML: {problem}.", problem=meaning)
    return error(place, "syntax", message, _way_out(line))


def _way_out(line: str) -> Message:
    """What to do about a line at which the parser stops."""
    if "\t" in line:
        return say("Indent with spaces, not with tabs.")
    if "{" in line or "}" in line:
        return say(
            "Inside {{…}} a sentence with ?, : or , needs quotes; or write it on lines below."
        )
    if re.search(r":\s+[*&!@%`\[\"'].|:\s.*:\s", line):
        return say("Put the text in quotes.")
    return say("Look at indentation, quotes and the colon after each key.")


def cut_in_two(place: Place, key: str) -> Finding:
    """The finding for a comma in braces that divides a text, whose end is read as a key."""
    return error(
        place,
        "syntax",
        say("The comma before “{words}” cuts a text in two.", words=key),
        say("A number is written with a point: 17.5.")
        if key.isdigit()
        else say(
            "Inside {{…}} a sentence with ?, : or , needs quotes; or write it on lines below."
        ),
    )


def duplicate_key(place: Place, key: str, first: Place) -> Finding:
    """The finding for a key that stands twice in a mapping."""
    return error(
        place,
        "duplicate-key",
        say(
            "The key “{key}” is here a second time; the first is on line {line}.",
            key=key,
            line=first.line,
        ),
        say("Keep one of them."),
    )
