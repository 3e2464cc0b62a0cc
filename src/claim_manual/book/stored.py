"""A book as bytes and back, so that what many books have in common is made once."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from claim_manual.book.values import Book, Chapter, Tab


def as_bytes(book: Book) -> bytes:
    """A book; each style sheet, which most chapters share, stands in it once."""
    styles: dict[str, int] = {}
    for chapter in _chapters(book):
        styles.setdefault(chapter.style, len(styles))
    values = vars(book) | {
        "day": book.day.isoformat(),
        "chapters": [_chapter_values(chapter, styles) for chapter in book.chapters],
        "filler": _chapter_values(book.filler, styles) if book.filler else None,
    }
    return json.dumps({"book": values, "styles": [*styles]}, ensure_ascii=False).encode()


def _chapters(book: Book) -> tuple[Chapter, ...]:
    return (*book.chapters, *([book.filler] if book.filler else ()))


def _chapter_values(chapter: Chapter, styles: dict[str, int]) -> dict[str, Any]:
    tabs = [vars(tab) for tab in chapter.tabs]
    return vars(chapter) | {"style": styles[chapter.style], "tabs": tabs}


def from_bytes(content: bytes) -> Book:
    """The book of `as_bytes`."""
    stored = json.loads(content)
    values, styles = stored["book"], stored["styles"]
    filler = values["filler"]
    return Book(
        **values
        | {
            "day": dt.date.fromisoformat(values["day"]),
            "chapters": tuple(_chapter(chapter, styles) for chapter in values["chapters"]),
            "filler": _chapter(filler, styles) if filler else None,
            "pairs": tuple((left, right) for left, right in values["pairs"]),
        }
    )


def _chapter(values: dict[str, Any], styles: list[str]) -> Chapter:
    lists = {name: tuple(values[name]) for name in ("places", "slots", "files")}
    tabs = tuple(Tab(**tab) for tab in values["tabs"])
    return Chapter(**values | lists | {"style": styles[values["style"]], "tabs": tabs})
