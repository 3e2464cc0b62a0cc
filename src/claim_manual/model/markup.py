"""Markdown in authors' texts: CommonMark with tables, raw HTML off. Only here is markdown-it known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, cast

from markdown_it import MarkdownIt, helpers
from markdown_it.token import Token

_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
_parser.disable("reference")  # a definition in one field must not reach another
_parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - links.py judges

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
    """A link or image in a text: where it goes, and on which line of the text it stands (from 0).

    `words` are what is read in place of an image.
    """

    href: str
    line: int
    is_image: bool
    words: str = ""


def tokens(text: str) -> list[Token]:
    """The block tokens of `text`."""
    return _parser.parse(_tame(text))


def inline_tokens(text: str) -> list[Token]:
    """The inline tokens of `text`, read as one paragraph."""
    return [child for block in _parser.parseInline(_tame(text)) for child in block.children or ()]


@lru_cache(maxsize=4096)
def links(text: str) -> tuple[Written, ...]:
    """Every link and image of `text`, in order."""
    if "](" not in text and "<" not in text:
        return ()
    return tuple(_links(text))


def _links(text: str) -> Iterator[Written]:
    for block in tokens(text):
        line = block.map[0] if block.map else 0
        for token in block.children or ():
            if token.type in {"softbreak", "hardbreak"}:
                line += 1
            elif token.type == "link_open":
                yield Written(str(token.attrs["href"]), line, is_image=False)
            elif token.type == "image":
                yield Written(str(token.attrs["src"]), line, is_image=True, words=token.content)


def fences(text: str, language: str) -> list[tuple[int, str]]:
    """Every fenced block of code in this language: its line (from 0) and its content."""
    if f"```{language}" not in text and f"~~~{language}" not in text:
        return []
    return [
        (token.map[0] if token.map else 0, token.content)
        for token in tokens(text)
        if token.type == "fence" and token.info.strip() == language
    ]


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


_MARKED = re.compile(r"[\\`*_\[\]<&!~\n\r\x00]")


def has_marks(text: str) -> bool:
    """Whether anything in `text` could mean more than itself to the parser of a paragraph."""
    return _MARKED.search(text) is not None


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
    all_tokens = tokens(text)
    for n, token in enumerate(all_tokens):
        if token.type == "heading_open" and token.level == 0:
            return " ".join("".join(_words(all_tokens[n + 1].children or [])).split())
    return ""


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Every paragraph, list item, heading and table cell: its line (from 0) and its plain words.

    Words that are said to be in another language are left out.
    """
    return [
        (token.map[0] if token.map else 0, " ".join("".join(_words(_own(token))).split()))
        for token in tokens(text)
        if token.type == "inline"
    ]


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
        else:
            yield token.content if token.type in {"text", "code_inline", "text_special"} else ""
