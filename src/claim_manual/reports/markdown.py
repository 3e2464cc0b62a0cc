"""Authors' words in Markdown that leaves this program: comments, issues, notes, reports.

A code host reads Markdown twice: as Markdown (GFM), and then the words of the page once more, for
mentions, references and addresses, where no backslash is left. What it would take for one of these
gets a word joiner (U+2060) inside, which is not seen and keeps the word together.
"""

from __future__ import annotations

import re
from html import escape

from claim_manual.model.visible import visible

_JOINER = "\u2060"
_REFERENCES = re.compile(
    r"""
      (?<=[@#!~%$&^])(?=[^\s.,;:?!)])   # mentions, issues, labels, milestones, epics, entities
    | (?<=:)(?=/|[\w+-]+(?::|$))         # addresses, emoji
    | (?<=/)(?=/) | (?<=\bmailto:) | (?<=\bxmpp:)
    | (?<=\w\.)(?=[^\W\d])               # names of hosts, addresses of mail
    | (?<=\bwww\.)(?=\w)
    | (?<=\bGH-)(?=\d)                   # issues of GitHub
    | (?<=\[)(?=\S)                      # references, contents and further pages of GitLab
    | (?<=\{)(?=[+-])                    # changes of GitLab
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COMMITS = re.compile(r"(?i)\b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,64}\b")
_MARKS = re.compile(r"([\\`*_\[\]~|$^{}])")
_LAST = re.compile(r"#(?=#*$)")
"""What ends a heading and is not read as a part of it."""
_FIRST = re.compile(r"^([#+\-=:/]|\d{1,9}(?=[.)]))")
"""What begins a heading, a list, a line under one, a quick action or a job's command."""


def words(text: str) -> str:
    """Words within a line of Markdown, as nothing but words."""
    return _LAST.sub(r"\#", _MARKS.sub(r"\\\1", in_html(text)))


def line(text: str) -> str:
    """Words with which a line of Markdown begins."""
    return _FIRST.sub(_guarded, words(text))


def in_html(text: str) -> str:
    """Words within a block of HTML, where Markdown reads no marks."""
    return escape(_apart(visible(" ".join(text.split()))), quote=False)


def code(text: str) -> str:
    r"""A name or an id to the letter, within a line of Markdown; line breaks are written as `\n`."""
    text = visible(text.replace("\n", "\\n")) or " "
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{room}{text}{room}{fence}"


def row(cells: list[str] | tuple[str, ...]) -> str:
    """A row of a table."""
    return f"| {' | '.join(words(cell) for cell in cells)} |"


def _apart(text: str) -> str:
    return _COMMITS.sub(_in_pieces, _REFERENCES.sub(_JOINER, text))


def _in_pieces(commit: re.Match[str]) -> str:
    """A commit's name in pieces that are too short for one."""
    return _JOINER.join(re.findall(".{1,6}", commit[0]))


def _guarded(match: re.Match[str]) -> str:
    return f"{match[0]}\\" if match[0].isdecimal() else f"\\{match[0]}"
