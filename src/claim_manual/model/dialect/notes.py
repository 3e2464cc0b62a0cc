"""Boxes of notes: `!!! warning "Title"` with indented lines below, and quotations that begin with
`[!WARNING]`.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

KINDS = ("note", "tip", "important", "warning", "caution")
"""The kinds that there are."""
_ALSO = {
    "info": "note", "abstract": "note", "summary": "note", "tldr": "note", "todo": "note",
    "example": "note", "question": "note", "help": "note", "faq": "note", "quote": "note",
    "cite": "note", "seealso": "note", "nota": "note", "informacao": "note", "exemplo": "note",
    "remarque": "note",
    "hint": "tip", "success": "tip", "check": "tip", "done": "tip", "dica": "tip",
    "sugestao": "tip", "consejo": "tip", "astuce": "tip", "conseil": "tip",
    "importante": "important",
    "attention": "warning", "aviso": "warning", "atencao": "warning", "atención": "warning",
    "atenção": "warning", "advertencia": "warning", "avertissement": "warning",
    "danger": "caution", "error": "caution", "failure": "caution", "fail": "caution",
    "missing": "caution", "bug": "caution", "perigo": "caution", "cuidado": "caution",
    "peligro": "caution",
}  # fmt: skip
"""What people write for them: the names of other programs, and words of other languages."""
KIND, TITLE, WRITTEN = "kind", "title", "written"
"""What the token's `meta` has: the kind, its title as Markdown, the kind as it was written."""
NOTE = "note"
_FENCED = re.compile(r"(?:!!!|\?\?\?\+?)[ \t]*([\w-]+)(?:[ \t]+[\"“”„«](.*?)[\"“”»])?[ \t]*$")
_QUOTED = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*([^\n]*)(?:\n|$)")
_INDENT = 4
_LEAST = 2


def kind_of_note(written: str) -> str | None:
    """The kind that is meant; None where there is none of that name."""
    name = written.lower()
    return name if name in KINDS else _ALSO.get(name)


def add_notes(parser: MarkdownIt) -> None:
    """A pair of tokens round each box."""
    stops: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", NOTE, _fenced, stops)
    parser.core.ruler.after("block", "quoted_notes", _quoted)


def _fenced(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's call
    if state.is_code_block(start):
        return False
    match = _FENCED.match(state.getLines(start, start + 1, state.blkIndent, False).strip())
    last, indent = _body(state, start + 1, end)
    if match is None or last == start + 1:
        return False
    if silent:
        return True
    opened = state.push("note_open", "", 1)
    opened.meta = _meta(match[1], match[2] or "")
    opened.map = [start, last]
    kept = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax = NOTE, last
    state.blkIndent += indent
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax, state.blkIndent = kept
    state.push("note_close", "", -1)
    state.line = last
    return True


def _body(state: StateBlock, first: int, end: int) -> tuple[int, int]:
    """The line after the box, and how far its lines are indented."""
    line, last, indent = first, first, 0
    while line < end:
        if state.isEmpty(line):
            line += 1
            continue
        beside = state.sCount[line] - state.blkIndent
        if beside < (indent or _LEAST):
            break
        indent = indent or min(beside, _INDENT)
        line += 1
        last = line
    return last, indent


def _meta(written: str, title: str) -> dict[str, str]:
    return {KIND: kind_of_note(written) or NOTE, TITLE: title.strip(), WRITTEN: written}


def _quoted(state: StateCore) -> None:
    """Quotations that begin so become boxes."""
    tokens = state.tokens
    for n, token in enumerate(tokens[:-2]):
        if token.type != "blockquote_open" or tokens[n + 1].type != "paragraph_open":
            continue
        inline = tokens[n + 2]
        match = _QUOTED.match(inline.content)
        if match is None or kind_of_note(match[1]) is None:
            continue
        token.type, token.meta = "note_open", _meta(match[1], match[2])
        _closing(tokens, n).type = "note_close"
        inline.content = inline.content[match.end() :]
        if inline.map:
            inline.map = [inline.map[0] + 1, inline.map[1]]
        if not inline.content:
            for empty in tokens[n + 1 : n + 4]:
                empty.type = "nothing"
    if any(token.type == "nothing" for token in tokens):
        state.tokens = [token for token in tokens if token.type != "nothing"]


def _closing(tokens: list[Token], opened: int) -> Token:
    level = tokens[opened].level
    return next(
        token
        for token in tokens[opened + 1 :]
        if token.type == "blockquote_close" and token.level == level
    )
