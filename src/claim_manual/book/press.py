"""Sets the chapters of books, several at a time, each once as long as it stays the same."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import as_completed
from contextlib import closing
from html import unescape
from pathlib import Path

from claim_manual.book.typesetting import FontFile, PrintUnavailableError, obstacle, set_pages
from claim_manual.book.values import Book, Chapter
from claim_manual.model.finding import say
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.publish.processes import undisturbed, workers

Progress = Callable[[int, int], None]
"""Told how many chapters are set, and of how many."""
_FILE = re.compile(r'"manual:([^"]*)"')
WORKERS = "CLAIM_MANUAL_WORKERS"
"""The environment variable that says how many processes set chapters; one for each processor."""


def press(
    books: Iterable[Book], root: Path, font_file: FontFile, memory: Memory, progress: Progress
) -> Mapping[str, bytes]:
    """Every chapter of some books as PDF (bind.mended), by `key`.

    Those in memory are taken from there. Raises PrintUnavailableError without Pango.
    """
    if hindrance := obstacle():
        raise PrintUnavailableError(hindrance)
    wanted = {
        key(chapter, root): chapter
        for book in books
        for chapter in (*book.chapters, *([book.filler] if book.filler else []))
    }
    made = {one: found for one in wanted if (found := memory.get("chapters", one)) is not None}
    left = sorted(
        (one for one in wanted if one not in made),
        key=lambda one: (-len(wanted[one].html), one),
    )
    progress(len(made), len(wanted))
    with closing(_set(left, wanted, root, font_file)) as chapters:
        for one, content in chapters:
            memory.put("chapters", one, content)
            made[one] = content
            progress(len(made), len(wanted))
    return made


def key(chapter: Chapter, root: Path) -> str:
    """A digest of all that a chapter's pages are made from."""
    shown = sorted({unescape(one) for one in _FILE.findall(chapter.html)})
    files = [(one, _content(root / one)) for one in shown]
    return digest(program(), chapter.html, chapter.style, files)


def _content(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _set(
    left: list[str], wanted: Mapping[str, Chapter], root: Path, font_file: FontFile
) -> Generator[tuple[str, bytes], None, None]:
    number = min(len(left), _asked() or os.cpu_count() or 1)
    if number <= 1:
        for one in left:
            yield one, _pages(wanted[one].html, wanted[one].style, root, font_file)
        return
    with workers(number) as pool:
        with undisturbed():
            waiting = {
                pool.submit(_pages, wanted[one].html, wanted[one].style, root, font_file): one
                for one in left
            }
        for done in as_completed(waiting):
            yield waiting[done], done.result()


def _asked() -> int:
    """How many processes somebody wants; 0 where nobody says."""
    asked = os.environ.get(WORKERS, "") or "0"
    if not asked.isdecimal():
        raise PrintUnavailableError(say("{name} must be a number.", name=WORKERS))
    return int(asked)


def _pages(html: str, style: str, root: Path, font_file: FontFile) -> bytes:
    from claim_manual.book.bind import mended  # much to load, and most calls print nothing

    return mended(set_pages(html, style, root, font_file))
