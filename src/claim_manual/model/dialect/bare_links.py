"""Addresses that stand in the words as they are: they lead where they say.

With a scheme or `www.`, e-mail addresses, and names of hosts in small letters that end in a domain
which such addresses have here; `pedido.docx`, `S.A.` and `n.º` are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

BARE = "linkify"
"""The markup of the tokens of such a link."""
DOMAINS = (
    "pt", "eu", "com", "org", "net", "int", "edu", "gov", "info", "es", "fr", "br", "ao", "cv", "gw",
    "mz", "st", "tl", "uk", "ie", "lu", "ch",
)  # fmt: skip
"""Domains with which a bare name of a host is one. None is a word that a full stop may stand before
without a space more often than an address ends in it, and none is the ending of a file.
"""
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME = r"(?=[a-z0-9-]{0,62}[a-z])[a-z0-9][a-z0-9-]{0,61}[a-z0-9]"
_LETTERS = r"[^\s<>\"“”«»`|\\]"
_ADDRESS = re.compile(
    rf"(?<![\w@./:\\-])(?:"
    rf"(?P<url>https?://[\w-]+(?:\.[\w-]+)+(?::\d{{1,5}})?(?:[/?#]{_LETTERS}*)?)"
    rf"|(?P<www>www(?:\.[\w-]+){{2,}}(?::\d{{1,5}})?(?:[/?#]{_LETTERS}*)?)"
    rf"|(?P<mail>[A-Za-z0-9][A-Za-z0-9._%+-]{{0,63}}@(?:[A-Za-z0-9-]{{1,63}}\.){{1,8}}[A-Za-z]{{2,24}})(?![\w@-])"
    rf"|(?P<host>(?:{_LABEL}\.){{0,7}}{_NAME}\.(?:{'|'.join(DOMAINS)}))(?![\w@-]|\.\w)(?P<path>/{_LETTERS}*)?"
    r")",
    re.ASCII,
)
_HINTS = re.compile(r"://|www\.|@|[a-z0-9]\.[a-z]{2}")
_UNSAFE = re.compile(r"%(?:[01][0-9a-f]|20|5c|7f|c2%a0|e2%80%a[89])", re.IGNORECASE)
_END = ".,;:!?'’*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def may_have_addresses(text: str) -> bool:
    """Whether a text has anything that looks like an address."""
    return _HINTS.search(text) is not None


def add_bare_links(parser: MarkdownIt) -> None:
    """Turns addresses in the words of a paragraph into the tokens of links."""
    parser.core.ruler.push("bare_links", _bare_links)


def _bare_links(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children and may_have_addresses(token.content):
            token.children = [*_linked(token.children)]


def _linked(children: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in children:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not depth and may_have_addresses(token.content):
            yield from _parts(token)
        else:
            yield token


def _parts(token: Token) -> Iterator[Token]:
    end = 0
    text = token.content
    for match in _ADDRESS.finditer(text):
        words = _trimmed(match.group())
        href = _href(match, words)
        if not href or match.start() < end:
            continue
        if match.start() > end:
            yield token.copy(content=text[end : match.start()])
        level = token.level
        yield Token(
            "link_open", "a", 1, attrs={"href": href}, level=level, markup=BARE, info="auto"
        )
        yield token.copy(content=words, level=level + 1)
        yield Token("link_close", "a", -1, level=level, markup=BARE, info="auto")
        end = match.start() + len(words)
    if text[end:]:
        yield token.copy(content=text[end:])


def _trimmed(words: str) -> str:
    """Without the marks of the sentence in which an address stands."""
    while words:
        last = words[-1]
        if (last in _PAIRS and words.count(last) > words.count(_PAIRS[last])) or last in _END:
            words = words[:-1]
        else:
            break
    return words


def _href(match: re.Match[str], words: str) -> str:
    if _UNSAFE.search(words):
        return ""
    if match["mail"]:
        return f"mailto:{words}"
    return words if match["url"] else f"https://{words}"
