"""Markdown in authors' texts: CommonMark, and what `dialect` adds; raw HTML off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

from markdown_it import MarkdownIt, helpers
from markdown_it.token import Token

from claim_manual.model.anchors import free_anchor, slug
from claim_manual.model.dialect import add_dialect
from claim_manual.model.dialect.bare_links import BARE, may_have_addresses
from claim_manual.model.dialect.line_breaks import WRITTEN_OUT
from claim_manual.model.dialect.step_references import STEP, STEP_REFERENCE
from claim_manual.model.dialect.task_lists import SHEET

_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
_parser.disable("reference")  # a definition in one field must not reach another
_parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - links.py judges
add_dialect(_parser)

_FILE_NAME = re.compile(
    r"(?![a-z][a-z0-9+.-]*:)(?:[^()<>\n\"“”]|\([^()<>\n]*\)){1,300}?\.\w{2,5}(?=\s*\)|\s+[\"'(])",
    re.IGNORECASE,
)
_AFTER_ADDRESS = re.compile(r"""\s*(?:\s(?:"[^"]*"|'[^']*'|\([^()]*\))\s*)?\)""")


def _destination(text: str, start: int, end: int) -> Any:
    """The address of a link, in which the name of a file may have spaces, as people see it written."""
    read = helpers.parseLinkDestination(text, start, end)
    if read.ok and _AFTER_ADDRESS.match(text, read.pos, end):
        return read
    name = _FILE_NAME.match(text, start, end)
    return SimpleNamespace(ok=True, pos=name.end(), str=name.group()) if name else read


_parser.helpers = cast(
    "Any", SimpleNamespace(**vars(helpers) | {"parseLinkDestination": _destination})
)


CONTACT = "contact:"
"""What the address of a contact begins with; alone, `<contact:…>`, it is read as name and number."""
LANGUAGE = "lang:"
"""What the address of a link begins with that says in which language its words are."""


@dataclass(frozen=True)
class Written:
    """A link or image in a text: where it goes, and on which line and column of the text it stands
    (both from 0).

    `words` are what is read in place of an image.
    """

    href: str
    line: int
    is_image: bool
    column: int = 0
    words: str = ""


def tokens(text: str, *, is_sheet: bool = False) -> list[Token]:
    """The block tokens of `text`; on a sheet boxes are for a pen."""
    return _parser.parse(_tame(text), {SHEET: is_sheet})


def inline_tokens(text: str) -> list[Token]:
    """The inline tokens of `text`, read as one paragraph."""
    return [child for block in _parser.parseInline(_tame(text)) for child in block.children or ()]


def links(text: str) -> tuple[Written, ...]:
    """Every link and image of `text`, in order."""
    if "](" not in text and "<" not in text and "{" not in text:
        return ()
    return _written(text)


@lru_cache(maxsize=16_384)  # more than a large manual has texts with links: each is asked for often
def _written(text: str) -> tuple[Written, ...]:
    return tuple(_with_columns(text, _links(text)))


def _with_columns(text: str, written: Iterator[Written]) -> Iterator[Written]:
    """Each link with the column at which its address, or its reference, begins."""
    lines = text.split("\n")
    passed: dict[tuple[int, str], int] = {}
    for link in written:
        line = lines[link.line] if link.line < len(lines) else ""
        needle = link.href.removeprefix("step")  # which may be written {Step:…}
        begin = line.find(needle, passed.get((link.line, link.href), 0))
        column = max(begin, 0)
        passed[link.line, link.href] = column + len(link.href)
        yield replace(link, column=column)


def _links(text: str) -> Iterator[Written]:
    for block in tokens(text):
        line = block.map[0] if block.map else 0
        for token in block.children or ():
            if token.type in {"softbreak", "hardbreak"}:
                line += token.markup != WRITTEN_OUT
            elif token.type == "link_open" and token.markup != BARE:
                yield Written(str(token.attrs["href"]), line, is_image=False)
            elif token.type == "image":
                yield Written(str(token.attrs["src"]), line, is_image=True, words=token.content)
            elif token.type == STEP_REFERENCE:
                yield Written(token.meta["href"], line, is_image=False)


def fences(text: str, language: str) -> list[tuple[int, str]]:
    """Every fenced block of code in this language: its line (from 0) and its content."""
    if language not in text.lower():
        return []
    return [
        (token.map[0] if token.map else 0, token.content)
        for token in tokens(text)
        if is_in(token, language)
    ]


def is_in(token: Token, language: str) -> bool:
    """Whether a token is a fence in a language, however it names that: Mermaid, {.mermaid}."""
    named = _FENCED.match(token.info) if token.type == "fence" else None
    return named is not None and named[1].lower() == language


_FENCED = re.compile(r"\s*(?:\{\s*\.?)?([\w-]+)")
_RUNS = re.compile(r"[\[\]*_`!<~]{40,}")
_CROWDED = 1_000
_MARKS = re.compile(r"[\[*_`]")


def _tame(text: str) -> str:
    """Without so many marks in a paragraph that nobody wrote them and parsing takes quadratic time."""
    text = _RUNS.sub(lambda run: run.group()[:40], text)
    if len(_MARKS.findall(text)) <= _CROWDED:
        return text
    return "\n\n".join(
        _MARKS.sub(r"\\\g<0>", paragraph)
        if len(_MARKS.findall(paragraph)) > _CROWDED
        else paragraph
        for paragraph in text.split("\n\n")
    )


_MARKED = re.compile(r"[\\`*_\[\]<&!~{\n\r\x00]")


_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\n]+)\1(?!`)")
_ADDRESS = re.compile(r"(?<=\])\([^()\s]+\)|<[a-z]+:[^\s<>]*>|(?:https?://|www\.)[^\s<>()]+")
_LONG_LINE = 5_000


@lru_cache(maxsize=4096)
def word_lines(text: str) -> tuple[tuple[int, str], ...]:
    """Every line of `text` that is no code, with its number (from 0); code and addresses within a line
    are blank. Lines that nobody wrote by hand are left out.
    """
    code = {
        n
        for token in (tokens(text) if _may_have_code(text) else ())
        if token.type in {"fence", "code_block"} and token.map
        for n in range(*token.map)
    }
    return tuple(
        (n, _ADDRESS.sub(_blank, _SPAN.sub(_blank, line)))
        for n, line in enumerate(text.split("\n"))
        if n not in code and line and len(line) < _LONG_LINE
    )


def _blank(match: re.Match[str]) -> str:
    return "·" * len(match.group())


def _may_have_code(text: str) -> bool:
    """Whether whole lines could be code: fences are wanted for that, or an indentation."""
    return "```" in text or "~~~" in text or _may_be_indented(text)


def _may_be_indented(text: str) -> bool:
    return "    " in text or "\t" in text


def indented_code(text: str) -> list[int]:
    """The lines (from 0) on which code begins by its indentation alone."""
    if not _may_be_indented(text):
        return []
    return [token.map[0] for token in tokens(text) if token.type == "code_block" and token.map]


def footnote_faults(text: str) -> list[tuple[int, str, bool]]:
    """Notes that nothing refers to, and numbers of notes that there are not (True): line and label."""
    if "[^" not in text:
        return []
    written = tokens(text)
    defined = {
        token.meta["label"]: token.map[0] if token.map else 0
        for token in written
        if token.type == "footnote_open"
    }
    used = {
        child.meta["label"]
        for token in written
        for child in token.children or ()
        if child.type == "footnote_reference"
    }
    faults = [(line, label, False) for label, line in defined.items() if label not in used]
    for n, line in word_lines(text):
        faults += [(n, label, True) for label in _NOTE.findall(line) if label not in defined]
    return sorted(faults)


def repeated_footnotes(text: str) -> list[tuple[int, str]]:
    """Notes with the label of one above, which no reader meets: line and label."""
    labels: set[str] = set()
    again = []
    for token in tokens(text) if text.count("[^") > 1 else ():
        if token.type == "footnote_open":
            if token.meta["label"] in labels:
                again.append((token.map[0] if token.map else 0, token.meta["label"]))
            labels.add(token.meta["label"])
    return again


def headless_tables(text: str) -> tuple[tuple[int, str], ...]:
    """Where lines between signs of cells are no table, and the line that is wanting below the first."""
    return _headless(text) if "\n" in text and text.count("|") > 3 else ()


@lru_cache(maxsize=1024)
def _headless(text: str) -> tuple[tuple[int, str], ...]:
    found = []
    for token in tokens(text):
        if token.type != "inline" or not token.map:
            continue
        rows = [row.strip() for row in token.content.split("\n")]
        for n, (row, below) in enumerate(pairwise(rows)):
            if _ROW.match(row) and _ROW.match(below):
                cells = len(row.strip("|").split("|"))
                found.append((token.map[0] + n, f"|{'---|' * cells}"))
                break
    return tuple(found)


_ROW = re.compile(r"\|[^|]+\|[^|]")
_NOTE = re.compile(r"\[\^([^\]\s\[^]{1,40})\](?!:)")


def has_marks(text: str) -> bool:
    """Whether anything in `text` could mean more than itself to the parser of a paragraph."""
    return _MARKED.search(text) is not None or may_have_addresses(text)


def with_steps(text: str, words: Callable[[str, bool], str]) -> str:
    """`text` with each reference to a step as words, made from its address and whether it begins a
    sentence.
    """
    return STEP.sub(lambda one: words(f"step:{one['goal']}", one["word"] == "Step"), text)


def shows(text: str, is_meant: Callable[[str], bool]) -> bool:
    """Whether a reader of `text` meets what is meant, in words or titles; code is as it is written."""
    return any(
        child.type != "code_inline"
        and (is_meant(child.content) or is_meant(str(child.attrs.get("title", ""))))
        for token in tokens(text)
        for child in token.children or ()
    )


def plain(text: str) -> str:
    """The words of `text` without their marks, on one line."""
    if not has_marks(text):
        return " ".join(text.split())
    return " ".join("".join(_words(inline_tokens(text))).split())


def first_heading(text: str) -> str:
    """The words of the first heading of `text` outside quotations and lists; empty without one."""
    return next(iter(_headings(text)), "")


@lru_cache(maxsize=256)
def heading_anchors(text: str) -> tuple[str, ...]:
    """The place on its page of every heading outside quotations and lists, in their order."""
    anchors: dict[str, None] = {}
    for words in _headings(text):
        anchors[free_anchor(slug(words), anchors)] = None
    return tuple(anchors)


def _headings(text: str) -> Iterator[str]:
    all_tokens = tokens(text)
    for n, token in enumerate(all_tokens):
        if token.type == "heading_open" and token.level == 0:
            yield " ".join("".join(_words(all_tokens[n + 1].children or [])).split())


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Every paragraph, list item, heading and table cell: its line (from 0) and its plain words.

    Words that are said to be in another language are left out.
    """
    return [
        (token.map[0] if token.map else 0, " ".join("".join(_words(_own(token))).split()))
        for token in tokens(text)
        if token.type == "inline"
    ]


def paragraph_keys(written: Sequence[Token]) -> dict[int, str]:
    """Where each paragraph, heading and cell of a file begins, by the identity of its inline token:
    its line from 1; of several on a line, 12, 12.2, 12.3.
    """
    counts: Counter[int] = Counter()
    keys: dict[int, str] = {}
    for token in written:
        if token.type == "inline" and token.map:
            line = token.map[0] + 1
            counts[line] += 1
            keys[id(token)] = f"{line}.{counts[line]}" if counts[line] > 1 else str(line)
    return keys


def paragraphs_by_key(text: str) -> dict[str, str]:
    """What stands in each paragraph, heading and cell, as it is written, by `paragraph_keys`."""
    written = tokens(text)
    keys = paragraph_keys(written)
    return {keys[id(token)]: token.content for token in written if id(token) in keys}


def _own(inline: Token) -> list[Token]:
    """What stands in a paragraph outside links that name another language."""
    own, is_foreign = [], False
    for token in inline.children or []:
        if token.type == "link_open":
            is_foreign = str(token.attrs["href"]).startswith(LANGUAGE)
        if not is_foreign:
            own.append(token)
        elif token.type == "link_close":
            is_foreign = False
    return own


_STEP_WORDS = "#"
"""What stands for the number of a step where nobody knows which manual a text is of."""


def _words(inline: list[Token]) -> Iterator[str]:
    """The words, without those of contacts, which stand in their register."""
    is_contact = False
    for token in inline:
        if token.markup == "autolink":
            is_contact = token.nesting == 1 and str(token.attrs["href"]).startswith(CONTACT)
        elif is_contact:
            continue
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "image":
            yield token.content
        elif token.type == STEP_REFERENCE:
            yield _STEP_WORDS
        else:
            yield token.content if token.type in {"text", "code_inline", "text_special"} else ""
