"""Books as PDF. Only here is WeasyPrint known."""

from __future__ import annotations

import logging
import mimetypes
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from claim_manual.model.finding import Message, say
from claim_manual.model.page import Book


class PrintUnavailableError(Exception):
    """The machine lacks what WeasyPrint needs; the argument is a message that says what."""


def obstacle() -> Message | None:
    """What keeps this machine from making PDFs, or None."""
    try:
        import weasyprint  # noqa: F401 - loading it is the test
    except OSError:
        return say(
            "PDFs need Pango, which this machine lacks. On Debian or Ubuntu: "
            "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )
    return None


def pdf(book: Book, root: Path, font_file: Callable[[str], Path]) -> bytes:
    """The book as PDF: the same bytes from the same book.

    It can fetch the manual's own files (`manual:` and a path under `root`) and the typeface
    (`font:` and a face), nothing else. Raises PrintUnavailableError without Pango.
    """
    if hindrance := obstacle():
        raise PrintUnavailableError(hindrance)
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fetcher = _fetcher(root.resolve(), font_file)
    document = weasyprint.HTML(string=book.html, base_url="manual:", url_fetcher=fetcher)
    return bytes(document.write_pdf())


def pdfs(books: Sequence[Book], root: Path, font_file: Callable[[str], Path]) -> list[bytes]:
    """Several books, each in a process of its own where there are processors for them.

    Raises PrintUnavailableError without Pango.
    """
    if hindrance := obstacle():
        raise PrintUnavailableError(hindrance)
    workers = min(len(books), os.cpu_count() or 1)
    if workers <= 1:
        return [pdf(one, root, font_file) for one in books]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(pdf, one, root, font_file) for one in books]
        return [one.result() for one in waiting]


def _fetcher(root: Path, font_file: Callable[[str], Path]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _, rest = url.partition(":")
            if scheme == "font":
                file = font_file(rest)
            elif scheme == "manual" and (root / rest).resolve().is_relative_to(root):
                file = (root / rest).resolve()
            else:
                raise ValueError(url)
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    return OwnFiles()
