"""Source files as text: UTF-8, of sane size, without characters that one cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place

MAX_BYTES = 1_000_000
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


def read_text(file: Path, path: str) -> tuple[str | None, list[Finding]]:
    r"""The file's text without a byte order mark, or None with the reason; line ends become \\n."""
    try:
        data = file.read_bytes()
    except OSError:
        return None, [
            error(
                Place(path),
                "unreadable-file",
                say("This file cannot be read."),
                say("Check that it is a file and that you may open it."),
            )
        ]
    if len(data) > MAX_BYTES:
        return None, [
            error(
                Place(path),
                "too-large",
                say("This file is larger than 1 MB."),
                say("Divide it into several."),
            )
        ]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = data[: failure.start]
        line = before.count(b"\n") + 1
        return None, [
            error(
                Place(path, line, failure.start - (before.rfind(b"\n") + 1) + 1),
                "encoding",
                say("This file is not in UTF-8."),
                say("Save it again as UTF-8."),
            )
        ]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = list(_unseen(text, path))
    return (None if any(one.code == "syntax" for one in bad) else text), bad


def _unseen(text: str, path: str) -> Iterator[Finding]:
    for match in CONTROL.finditer(text):
        yield error(
            place_in(text, match.start(), path),
            "syntax",
            say("A control character (U+{number}) stands here.", number=_hex(match)),
            say("Delete it."),
        )
    for match in INVISIBLE.finditer(text):
        yield error(
            place_in(text, match.start(), path),
            "invisible-character",
            say("A character that cannot be seen (U+{number}) stands here.", number=_hex(match)),
            say("Delete it; often it comes with a copied text."),
        )


def _hex(match: re.Match[str]) -> str:
    return f"{ord(match.group()):04X}"


def place_in(text: str, position: int, path: str, line: int = 1) -> Place:
    """The place of a position in `text`, whose first line is line `line` of the file."""
    start = text.rfind("\n", 0, position) + 1
    return Place(path, line + text.count("\n", 0, position), position - start + 1)
