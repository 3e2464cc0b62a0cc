"""Lists as people write them without Markdown's marks: lines of a paragraph that begin with “•” or
“–”, or with `a.` `b.`; and terms with what is said of them, `: …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

BULLETS = "•▪▫◦‣⁃∙●○■□➢➔►▸✓✔☐☑☒\uf0a7\uf0b7\uf0d8\uf0fc"
"""Signs that begin an item; the last ones are those of Word's own typefaces."""
DASHES = "–—"
_BULLET = re.compile(rf"[{BULLETS}][ \t\u00a0]*(?=\S)|[oØ§][\t\u00a0]\s*(?=\S)|·[ \t\u00a0]+(?=\S)")
_DASH = re.compile(rf"[{DASHES}][ \t\u00a0]+(?=\S)")
_LETTER = re.compile(r"([a-z]{1,5})[.)][ \t\u00a0]+(?=\S)")
_SAID = re.compile(r":[ \t\u00a0]+(?=\S)")
_STYLES = {("a", "b"): "letters", ("i", "ii"): "roman"}
"""The style of a list by its first two items."""
STYLE = "style"
"""The key in `meta` of a list whose items have `letters` or `roman` numbers."""


def add_written_lists(parser: MarkdownIt) -> None:
    """Turns such paragraphs into the tokens of lists."""
    parser.core.ruler.after("block", "written_lists", _written_lists)


def _written_lists(state: StateCore) -> None:
    tokens: list[Token] = []
    position = 0
    while position < len(state.tokens):
        token = state.tokens[position]
        if token.type == "paragraph_open" and token.level < state.md.options.maxNesting - 4:
            tokens += _paragraph(*state.tokens[position : position + 3])
            position += 3
        else:
            tokens.append(token)
            position += 1
    state.tokens = tokens


def _paragraph(opened: Token, inline: Token, closed: Token) -> Iterator[Token]:
    """A paragraph, or what stands in it: words, lists, terms."""
    lines = [line.lstrip(" \t") for line in inline.content.split("\n")]
    runs = [*_runs(lines)]
    if all(kind == "" for kind, _, _ in runs):
        yield from (opened, inline, closed)
        return
    for kind, first, last in runs:
        part = lines[first:last]
        line = (inline.map[0] if inline.map else 0) + first
        if kind == "":
            yield from _words(opened, part, line)
        elif kind == "terms":
            yield from _terms(opened, part, line)
        else:
            yield from _list(opened, kind, part, line)


def _runs(lines: list[str]) -> Iterator[tuple[str, int, int]]:
    """The lines in runs: of words (""), of a kind of list, of terms; first and after the last."""
    begin, kind = 0, ""
    at = 0
    while at < len(lines):
        begun = _begun(lines, at)
        if not begun:
            at += 1
            continue
        start = at - 1 if begun == "terms" and at > begin else at
        if start > begin:
            yield kind, begin, start
        kind, begin = begun, start
        at = _end(lines, at, begun)
        yield kind, begin, at
        begin, kind = at, ""
    if begin < len(lines):
        yield kind, begin, len(lines)


def _begun(lines: list[str], at: int) -> str:
    """The kind of list that begins on a line; empty for none."""
    line = lines[at]
    below = (lines[n] for n in range(at + 1, len(lines)))
    if _BULLET.match(line):
        return "bullets"
    if _DASH.match(line):
        return "dashes" if any(_DASH.match(other) for other in below) else ""
    if letter := _LETTER.match(line):
        second = next((match[1] for other in below if (match := _LETTER.match(other))), "")
        return _STYLES.get((letter[1], second), "")
    return "terms" if at and _SAID.match(line) else ""


def _end(lines: list[str], at: int, kind: str) -> int:
    """The line after a list: what follows an item belongs to it until another kind begins."""
    at += 1
    while at < len(lines):
        begun = (
            "" if kind in {"letters", "roman"} and _LETTER.match(lines[at]) else _begun(lines, at)
        )
        if kind == "dashes" and _DASH.match(lines[at]):
            begun = kind
        if begun not in {"", "terms", kind}:
            return at
        at += 1
    return at


_MARKS = {"bullets": _BULLET, "dashes": _DASH, "letters": _LETTER, "roman": _LETTER}


def _list(near: Token, kind: str, lines: list[str], line: int) -> Iterator[Token]:
    is_ordered = kind in {"letters", "roman"}
    name = "ordered_list" if is_ordered else "bullet_list"
    level = near.level
    meta = {STYLE: kind} if is_ordered else {}
    yield Token(f"{name}_open", "", 1, level=level, meta=meta, block=True, map=[line, line])
    for first, words in _items(lines, kind):
        yield Token("list_item_open", "", 1, level=level + 1, block=True)
        yield from _paragraph_of(words, line + first, level + 2, is_hidden=True)
        yield Token("list_item_close", "", -1, level=level + 1, block=True)
    yield Token(f"{name}_close", "", -1, level=level, block=True)


def _items(lines: list[str], kind: str) -> Iterator[tuple[int, list[str]]]:
    """The items: the number of the first line of each, and its lines without the mark."""
    first = 0
    words: list[str] = []
    for n, line in enumerate(lines):
        match = _MARKS[kind].match(line)
        if match and n:
            yield first, words
            first, words = n, []
        words.append(line[match.end() :] if match else line)
    yield first, words


def _terms(near: Token, lines: list[str], line: int) -> Iterator[Token]:
    """Terms with what is said of them: a line that is followed by one with a colon is a term."""
    level = near.level
    yield Token("dl_open", "", 1, level=level, block=True)
    for name, first, words in _entries(lines):
        yield Token(f"{name}_open", "", 1, level=level + 1, block=True)
        yield from _paragraph_of(words, line + first, level + 2, is_hidden=True)
        yield Token(f"{name}_close", "", -1, level=level + 1, block=True)
    yield Token("dl_close", "", -1, level=level, block=True)


def _entries(lines: list[str]) -> list[tuple[str, int, list[str]]]:
    """Terms (dt) and what is said (dd): the number of the first line of each, and its lines."""
    entries: list[tuple[str, int, list[str]]] = []
    is_said = [bool(_SAID.match(words)) for words in lines]
    for n, words in enumerate(lines):
        if is_said[n]:
            entries.append(("dd", n, [_SAID.sub("", words, count=1)]))
        elif not entries or is_said[n + 1 : n + 2] == [True]:
            entries.append(("dt", n, [words]))
        else:
            entries[-1][2].append(words)
    return entries


def _words(near: Token, lines: list[str], line: int) -> Iterator[Token]:
    yield from _paragraph_of(lines, line, near.level, is_hidden=near.hidden)


def _paragraph_of(lines: list[str], line: int, level: int, *, is_hidden: bool) -> Iterator[Token]:
    span = [line, line + len(lines)]
    yield Token("paragraph_open", "p", 1, level=level, block=True, hidden=is_hidden, map=span)
    yield Token(
        "inline",
        "",
        0,
        level=level + 1,
        block=True,
        map=span,
        content="\n".join(lines),
        children=[],
    )
    yield Token("paragraph_close", "p", -1, level=level, block=True, hidden=is_hidden)
