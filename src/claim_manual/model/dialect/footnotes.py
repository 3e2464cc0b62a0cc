"""Footnotes: `[^1]` in the words, and `[^1]: …` in a paragraph of its own."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

DEFINITION, REFERENCE = "footnote", "footnote_reference"
"""The types of the tokens round the words of a note, and of the number that stands for it."""
LABEL, NUMBER, FIRST = "label", "number", "is_first"
"""What their `meta` has: the label, the number by the order in which notes are referred to, and of a
reference whether it is the first to its note.
"""
_LABELS = "footnotes"
"""Where the environment has the labels of a text, each with its number once it has one."""
_LABEL = r"\[\^([^\]\s\[^]{1,40})\]"
_DEFINED = re.compile(rf"{_LABEL}:[ \t]*")
_REFERRED = re.compile(_LABEL)
_INDENT = 2


def add_footnotes(parser: MarkdownIt) -> None:
    """Tokens for both; a label that is not defined stays words."""
    stops: RuleOptionsType = {"alt": ["paragraph", "reference"]}
    parser.block.ruler.before("reference", DEFINITION, _definition, stops)
    parser.inline.ruler.before("link", REFERENCE, _reference)
    parser.core.ruler.after("inline", "footnote_numbers", _number)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's call
    if state.is_code_block(start) or state.parentType == DEFINITION:
        return False
    match = _DEFINED.match(
        state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]
    )
    if match is None:
        return False
    if silent:
        return True
    last = _last(state, start + 1, end)
    rest = state.getLines(start + 1, last, state.blkIndent + 4, False)
    content = f"{state.src[match.end() : state.eMarks[start]]}\n{rest}".strip()
    state.env.setdefault(_LABELS, {}).setdefault(match[1], 0)
    opened = state.push("footnote_open", "", 1)
    opened.meta, opened.map = {LABEL: match[1]}, [start, last]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [start, last], []
    state.push("footnote_close", "", -1)
    state.line = last
    return True


def _last(state: StateBlock, line: int, end: int) -> int:
    """The line after a note: its paragraph, and paragraphs that are indented."""
    last, is_paragraph = line, True
    while line < end:
        if state.isEmpty(line):
            is_paragraph = False
            line += 1
            continue
        begin = state.bMarks[line] + state.tShift[line]
        is_indented = state.sCount[line] - state.blkIndent >= _INDENT
        if _DEFINED.match(state.src, begin, state.eMarks[line]) or not (
            is_paragraph or is_indented
        ):
            break
        line += 1
        last = line
    return last


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's call
    match = _REFERRED.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in state.env.get(_LABELS, {}):
        return False
    if not silent:
        token = state.push(REFERENCE, "", 0)
        token.content, token.meta = match.group(), {LABEL: match[1]}
    state.pos = match.end()
    return True


def _number(state: StateCore) -> None:
    """Numbers by the order in which notes are referred to; those within notes do not count."""
    numbers = state.env.get(_LABELS)
    if not numbers:
        return
    is_note = False
    for token in state.tokens:
        is_note = token.type == "footnote_open" or (is_note and token.type != "footnote_close")
        for child in token.children or () if not is_note else ():
            if child.type == REFERENCE:
                label = child.meta[LABEL]
                child.meta[FIRST] = not numbers[label]
                numbers[label] = numbers[label] or max(numbers.values()) + 1
                child.meta[NUMBER] = numbers[label]
    for token in state.tokens:
        if token.type == "footnote_open":
            token.meta[NUMBER] = numbers[token.meta[LABEL]]
