"""What was made before, kept in `.cache/` so that it is not made again from the same things.

Everything is kept under a digest of all it was made from, so nothing in it is ever out of date, and
the folder may be deleted at any time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import time
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

from claim_manual.publish.folder import write_file

FOLDER = ".cache/claim-manual"
_MADE_WITH = (
    "merman",
    "markdown-it-py",
    "jinja2",
    "mkdocs",
    "mkdocs-material",
    "pydantic",
    "weasyprint",
    "pikepdf",
)
_SOURCES = (
    "manual.yml",
    "docs",
    "procedures",
    "flows",
    "reference",
    "editions",
    "reviews",
    "translations.lock",
)


class Memory:
    """Contents by kind and digest, below a manual's folder; those not asked for can be dropped."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._used: set[Path] = set()

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept; None where nothing was, or it cannot be read."""
        path = self._folder / kind / key
        self._used.add(path)
        try:
            os.utime(path)
            return path.read_bytes()
        except OSError:
            return None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep a content; a folder that cannot be written to keeps nothing."""
        path = self._folder / kind / key
        self._used.add(path)
        try:
            write_file(path, content)
        except OSError:
            return

    def forget_others(self, kind: str) -> None:
        """Drop every content of a kind that was not asked for since this memory was made."""
        for path in (self._folder / kind).glob("*"):
            if path not in self._used:
                path.unlink(missing_ok=True)

    def forget_old(self, kind: str, age: dt.timedelta) -> None:
        """Drop every content of a kind that nobody has asked for in so long a time."""
        since = time.time() - age.total_seconds()
        for path in (self._folder / kind).glob("*"):
            if path.stat().st_mtime < since:
                path.unlink(missing_ok=True)


def digest(*parts: object) -> str:
    """A digest of parts that can be written as JSON."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def program() -> str:
    """A digest of this program and of what it makes pages with."""
    package = Path(str(resources.files("claim_manual")))
    return digest(files(package, [package]), [version(one) for one in _MADE_WITH])


def files(root: Path, parts: Iterable[Path]) -> dict[str, str]:
    """Every file in `parts` (files or folders below `root`) with a digest of its content."""
    found = [
        path
        for part in parts
        for path in ([part] if part.is_file() else sorted(part.rglob("*")))
        if path.is_file() and path.suffix != ".pyc"
    ]
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found
    }


def sources(root: Path, *more: Any) -> str:
    """A digest of a manual's sources, of the program and of `more`."""
    return digest(program(), files(root, [root / one for one in _SOURCES]), *more)
