"""Sets the chapters of books, several at a time, each once as long as it stays the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import as_completed
from contextlib import closing
from pathlib import Path

from claim_manual.book.typesetting import FontFile, PrintUnavailableError, obstacle, set_pages
from claim_manual.book.values import Book, Chapter
from claim_manual.model.finding import say
from claim_manual.publish.heap import collecting_once
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.publish.processes import undisturbed, workers

Progress = Callable[[int, int], None]
"""Called with the number of chapters that are set, and of all."""
WORKERS = "CLAIM_MANUAL_WORKERS"
"""The environment variable that says how many processes set chapters; one for each processor."""


def press(
    books: Iterable[Book], root: Path, font_file: FontFile, cache: Memory, progress: Progress
) -> Mapping[str, bytes]:
    """Every chapter of some books as PDF (bind.mended), by `key`.

    Those in the cache are taken from there. Raises PrintUnavailableError where one has to be set
    and Pango is not there.
    """
    by_key = {
        key(chapter, root): chapter
        for book in books
        for chapter in (*book.chapters, *([book.filler] if book.filler else []))
    }
    pdfs = {
        chapter_key: pdf
        for chapter_key in by_key
        if (pdf := cache.get("chapters", chapter_key)) is not None
    }
    if len(pdfs) < len(by_key) and (hindrance := obstacle()):
        raise PrintUnavailableError(hindrance)
    missing = sorted(
        (chapter_key for chapter_key in by_key if chapter_key not in pdfs),
        key=lambda chapter_key: (-len(by_key[chapter_key].html), chapter_key),
    )
    progress(len(pdfs), len(by_key))
    with closing(_set(missing, by_key, root, font_file)) as results:
        for chapter_key, content in results:
            cache.put("chapters", chapter_key, content)
            pdfs[chapter_key] = content
            progress(len(pdfs), len(by_key))
    return pdfs


def key(chapter: Chapter, root: Path) -> str:
    """A digest of all that a chapter's pages are made from."""
    files = [(path, _content(root / path)) for path in chapter.files]
    return digest(program(), chapter.html, chapter.style, files)


def _content(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _set(
    missing: list[str], by_key: Mapping[str, Chapter], root: Path, font_file: FontFile
) -> Generator[tuple[str, bytes], None, None]:
    number = min(len(missing), workers_wanted())
    if number <= 1:
        for chapter_key in missing:
            chapter = by_key[chapter_key]
            yield chapter_key, _pages(chapter.html, chapter.style, root, font_file)
        return
    with workers(number) as pool:
        keys = {}
        with undisturbed():
            for chapter_key in missing:
                chapter = by_key[chapter_key]
                future = pool.submit(_pages, chapter.html, chapter.style, root, font_file)
                keys[future] = chapter_key
        for future in as_completed(keys):
            yield keys[future], future.result()


def workers_wanted() -> int:
    """The number of processes that the environment asks for; one for each processor where it has none."""
    setting = os.environ.get(WORKERS, "") or "0"
    if not setting.isdecimal():
        raise PrintUnavailableError(say("{name} must be a number.", name=WORKERS))
    return int(setting) or os.cpu_count() or 1


def _pages(html: str, style: str, root: Path, font_file: FontFile) -> bytes:
    from claim_manual.book.bind import mended  # much to load, and most calls print nothing

    with collecting_once():
        return mended(set_pages(html, style, root, font_file))
