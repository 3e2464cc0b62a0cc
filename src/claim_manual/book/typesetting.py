"""Sets one chapter as a tagged PDF. Only here is WeasyPrint known."""

from __future__ import annotations

import atexit
import logging
import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from claim_manual.model.finding import Message, say
from claim_manual.model.media import PIXELS, ending
from claim_manual.raster import shown

FontFile = Callable[[str], Path]
"""From a face to its file."""


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


def set_pages(html: str, style: str, root: Path, font_file: FontFile) -> bytes:
    """An HTML document as PDF, tagged as PDF/UA-1: the same bytes from the same document.

    A style sheet that many documents share is read once.

    It can fetch the manual's own files (`manual:` and a path under `root`) and the typeface
    (`font:` and a face), nothing else. Raises PrintUnavailableError without Pango.
    """
    if hindrance := obstacle():
        raise PrintUnavailableError(hindrance)
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fetcher = _fetcher(root.resolve(), font_file)
    document = weasyprint.HTML(string=html, base_url="manual:", url_fetcher=fetcher)
    sheet, fonts = _sheet(style, root, font_file)
    with _languages_in_structure():
        pdf = document.write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", pdf_forms=True
        )
    return bytes(pdf)


@lru_cache(maxsize=8)
def _sheet(style: str, root: Path, font_file: FontFile) -> tuple[Any, Any]:
    """A style sheet with the fonts that it names."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = _fetcher(root.resolve(), font_file)
    return (
        weasyprint.CSS(string=style, base_url="manual:", url_fetcher=fetcher, font_config=fonts),
        fonts,
    )


atexit.register(_sheet.cache_clear)  # the fonts' folder goes while Python can still remove it


def _fetcher(root: Path, font_file: FontFile) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ManualFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _, written = url.partition(":")
            path = unquote(written)
            if scheme == "font":
                file = font_file(path)
            elif scheme == "manual" and (root / path).resolve().is_relative_to(root):
                file = (root / path).resolve()
            else:
                raise ValueError(url)
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            content = file.read_bytes()
            if scheme == "manual" and ending(path) in PIXELS:
                content = shown(content, ending(path))
            return URLFetcherResponse(url, content, {"Content-Type": kind})

    return ManualFiles()


@contextmanager
def _languages_in_structure() -> Iterator[None]:
    """Within it, the structure element of an HTML element with `lang` has it too.

    WeasyPrint 70 writes no language into the structure; ISO 14289-1, 7.2, asks for each change.
    """
    from weasyprint.pdf import tags

    original = tags._build_box_tree  # noqa: SLF001 - there is no other way to an element's box

    def tagged(box: Any, *arguments: Any) -> Iterator[Any]:
        source = getattr(box, "_box", box).element
        lang = source.get("lang") if source is not None and source.tag != "html" else None
        for element in original(box, *arguments):
            if lang:
                element["Lang"] = tags.pydyf.String(lang)
            yield element

    tags._build_box_tree = tagged  # noqa: SLF001
    try:
        yield
    finally:
        tags._build_box_tree = original  # noqa: SLF001
