"""Source files as text: UTF-8, of limited size, without invisible characters."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.model.sources import TRANSLATIONS
from claim_manual.read.faults import Lines, faults, faults_of_references
from claim_manual.read.merges import merges, one_side

MAX_BYTES = 1_000_000
MAX_LINES = 20_000
"""How many lines a Markdown file can have."""


def read_text(
    file: Path, path: str, max_bytes: int = MAX_BYTES
) -> tuple[str | None, list[Finding]]:
    r"""The file's text without a byte order mark, or None with the reason; line ends become \\n.

    At most `max_bytes` bytes are read, and of a regular file alone: a pipe or a device may never end.
    """
    try:
        data = read_bytes(file, max_bytes + 1)
    except OSError:
        return None, [unreadable(path)]
    return text_within(data, path, max_bytes)


def text_within(
    data: bytes, path: str, max_bytes: int = MAX_BYTES
) -> tuple[str | None, list[Finding]]:
    """The text that `data` is, as of a file with these bytes: None where they are too many."""
    if len(data) > max_bytes:
        return None, [
            error(
                Place(path),
                "too-large",
                say("This file is larger than {size} MB.", size=max_bytes // 1_000_000),
                say("Divide it into several."),
            )
        ]
    return text_in(data, path)


def is_regular(file: Path) -> bool:
    """Whether there is a file at this path that ends: no pipe, socket or device."""
    try:
        return stat.S_ISREG(file.stat().st_mode)
    except (OSError, ValueError):
        return False


def unreadable(path: str) -> Finding:
    """The finding for a file that cannot be read, or is none."""
    return error(
        Place(path),
        "unreadable-file",
        say("This file cannot be read."),
        say("Check that it is a file and that you may open it."),
    )


def read_bytes(file: Path, limit: int) -> bytes:
    """The first bytes of a regular file. Raises OSError where it is none or cannot be read."""
    if not is_regular(file):
        raise OSError(file)
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb", buffering=0) as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(file)
        parts: list[bytes] = []
        while limit > 0 and (part := opened.read(limit)):
            parts.append(part)
            limit -= len(part)
        return b"".join(parts)


def text_in(data: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """The text that `data` is, or None with the reason."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = data[: failure.start].decode("utf-8-sig", "replace")
        line = before.count("\n") + 1
        return None, [
            error(
                Place(path, line, len(before) - before.rfind("\n")),
                "encoding",
                say("This file is not in UTF-8."),
                say("Save it again as UTF-8."),
            )
        ]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = Lines(text, path)
    findings = faults(text, lines)
    if any(finding.code == "syntax" for finding in findings):
        return None, findings
    # Of the lock, what has it in hand says so itself, and how it is made anew.
    if path != TRANSLATIONS.root and (unfinished := merges(text, path)):
        return one_side(text) if path.endswith(".md") else None, unfinished
    if path.endswith(".md") and text.count("\n") > MAX_LINES:
        message = say("This file has more than {count} lines.", count=MAX_LINES)
        return None, [error(Place(path), "too-large", message, say("Divide it into several."))]
    if path.endswith(".md"):
        findings += faults_of_references(text, text, 0, lines)
    return text, findings
