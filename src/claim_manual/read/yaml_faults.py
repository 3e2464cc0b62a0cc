"""Findings of what is no YAML, in an author's words."""

from __future__ import annotations

import re

from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.place import Place


def line_at(text: str, place: Place) -> str:
    """The line of a text on which a place is; empty below its last line."""
    lines = text.split("\n")
    return lines[place.line - 1] if place.line <= len(lines) else ""


PROBLEMS = (
    (
        r"cannot start any token|alphabetic or numeric|expected '!'",
        say("A text begins with a mark that has a meaning of its own here."),
    ),
    (r"mapping values are not allowed", say("A colon stands inside a text without quotes.")),
    (
        r"expected <block end>|expected (?:key|'-' indicator)",
        say("A line is indented otherwise than its neighbours."),
    ),
    (
        r"could not find expected ':'",
        say("This line is neither a key with a colon nor a list item."),
    ),
    (r"unexpected end of stream|quoted scalar", say("A quotation mark is not closed.")),
    (r"expected ',' or|expected the node content", say("Braces or brackets are not closed.")),
    (
        r"document separator|document start|<document start>",
        say("Three hyphens stand inside a text."),
    ),
)
"""What the parser says, by pattern, and what it means to an author."""


def syntax_fault(place: Place, problem: str, line: str) -> Finding:
    """The finding for a text that the parser refuses, at the line where it stops."""
    meant = (words for pattern, words in PROBLEMS if re.search(pattern, problem))
    message = next(meant, say("From here on this file cannot be understood."))
    if re.match(r" *\t", line):
        message = say("This line is indented with a tab.")
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
