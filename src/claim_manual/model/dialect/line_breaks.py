"""`<br>` ends a line, also within a cell of a table, where Markdown has no other way."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
WRITTEN_OUT = "br"
"""The markup of such a token: no line of the source ends there."""


def add_line_breaks(parser: MarkdownIt) -> None:
    """The token of a hard break."""
    parser.inline.ruler.before("autolink", "line_break", _line_break)


def _line_break(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's call
    match = _BREAK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0).markup = WRITTEN_OUT
    state.pos = match.end()
    return True
