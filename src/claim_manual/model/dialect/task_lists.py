"""Checklists: items of a list that begin with `[ ]` or `[x]`."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

SHEET = "is_sheet"
"""What the environment says where boxes are for a pen (sheets of forms)."""
TICKED = "is_ticked"
"""The key in `meta` of an item that has a box."""
_BOX = re.compile(r"\[([ xX])\][ \t\u00a0]+(?=\S)")


def add_task_lists(parser: MarkdownIt) -> None:
    """Takes the box out of the words of an item, whose token then has it."""
    parser.core.ruler.after("block", "task_lists", _task_lists)


def _task_lists(state: StateCore) -> None:
    if state.env.get(SHEET):
        return
    tokens = state.tokens
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open":
            continue
        if box := _BOX.match(inline.content):
            item.meta = {**item.meta, TICKED: box[1] != " "}
            inline.content = inline.content[box.end() :]
