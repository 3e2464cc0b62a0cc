"""What views make, taken from the memory where it is there, and put into it where it is new."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from claim_manual.book.stored import as_bytes, from_bytes
from claim_manual.book.values import Book
from claim_manual.charts.font import WebScript, embedded
from claim_manual.charts.layout import remember_in
from claim_manual.model.media import Media
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.site.site_page import Contents, SitePage

if TYPE_CHECKING:
    from claim_manual.site.search_pages import PageIndex


def page(memory: Memory, key: str, make: Callable[[], SitePage]) -> SitePage:
    """The page of a document under its key (site/page_keys.py)."""
    kept = _page(memory, key)
    if kept is None:
        kept = make()
        put_page(memory, key, kept)
    return kept


def _page(memory: Memory, key: str) -> SitePage | None:
    content = memory.get("pages", key)
    if content is None:
        return None
    head, _, pieces = content.partition(b"\n")
    values = json.loads(head)
    words, apart = values.pop("ends")
    return SitePage(
        packed=pieces[:words],
        packed_words=pieces[words:apart],
        packed_apart=pieces[apart:],
        contents=tuple(Contents(*row) for row in values.pop("contents")),
        scripts=tuple(values.pop("scripts")),
        **values,
    )


def put_page(memory: Memory, key: str, page: SitePage) -> None:
    """Keep a page under its key: what is said of it on a line, then its compressed pieces."""
    values = vars(page) | {
        "contents": [(row.level, row.anchor, row.title) for row in page.contents],
        "ends": [len(page.packed), len(page.packed) + len(page.packed_words)],
    }
    pieces = [values.pop(name) for name in ("packed", "packed_words", "packed_apart")]
    head = json.dumps(values, ensure_ascii=False).encode()
    memory.put("pages", key, b"".join((head, b"\n", *pieces)))


def all_pages(memory: Memory, key: str) -> list[SitePage] | None:
    """Every page of a manual that says what it said before; None where one is missing.

    `key` is of the manual and of whatever else its pages depend on.
    """
    listed = memory.get("lists", key)
    if listed is None:
        return None
    kept = [_page(memory, name) for name in json.loads(listed)]
    pages = [page for page in kept if page is not None]
    return pages if len(pages) == len(kept) else None


def put_list(memory: Memory, key: str, names: Sequence[str]) -> None:
    """Keep the keys of all pages, in their order; other lists are dropped."""
    memory.put("lists", key, json.dumps(names).encode())
    memory.forget_others("lists")


def index(memory: Memory, key: str, make: Callable[[], bytes]) -> bytes:
    """The search index of one language."""
    content = memory.get("indexes", key)
    if content is None:
        content = make()
        memory.put("indexes", key, content)
    return content


def page_index(
    memory: Memory, made_of: tuple[object, ...], make: Callable[[], PageIndex]
) -> PageIndex:
    """What a page adds to the search index."""
    key = digest(program(), *made_of)
    content = memory.get("search", key)
    if content is not None:
        from claim_manual.site.search_pages import (
            PageIndex,
        )  # loads what finds stems, for the site alone

        return PageIndex(**json.loads(content))
    index = make()
    memory.put("search", key, json.dumps(vars(index), ensure_ascii=False).encode())
    return index


def face(memory: Memory, name: str, used: frozenset[int]) -> bytes:
    """The TrueType file of a face with these glyphs, as a book has it in it."""
    key = digest(program(), name, sorted(used))
    content = memory.get("faces", key)
    if content is None:
        content = embedded(name, used)
        memory.put("faces", key, content)
    return content


def web_script(memory: Memory, script: WebScript) -> bytes:
    """The file of a further family as the site has it."""
    key = digest(program(), script.family, sorted(script.characters))
    content = memory.get("scripts", key)
    if content is None:
        content = script.file()
        memory.put("scripts", key, content)
    return content


def book(memory: Memory, made_of: tuple[object, ...], make: Callable[[], Book]) -> Book:
    """What the books of all centres have in common."""
    key = digest(program(), *made_of)
    content = memory.get("books", key)
    if content is None:
        made = make()
        memory.put("books", key, as_bytes(made))
        return made
    return from_bytes(content)


def picture(memory: Memory, media: Media, make: Callable[[], bytes]) -> bytes:
    """A picture as pages show it."""
    key = digest(program(), media.digest, media.ending)
    content = memory.get("pictures", key)
    if content is None:
        content = make()
        memory.put("pictures", key, content)
    return content


def kit(memory: Memory, key: str, make: Callable[[], dict[str, bytes]]) -> dict[str, bytes]:
    """The files of a kit by name: their names and lengths on a line, then one after the other."""
    kept = memory.get("kits", key)
    if kept is None:
        files = make()
        head = json.dumps({name: len(content) for name, content in files.items()}).encode()
        memory.put("kits", key, b"".join((head, b"\n", *files.values())))
        return files
    head, _, rest = kept.partition(b"\n")
    files, at = {}, 0
    for name, length in json.loads(head).items():
        files[name] = rest[at : at + length]
        at += length
    return files


def word_file(memory: Memory, key: str, make: Callable[[], bytes]) -> bytes:
    """A procedure or flow as a Word file."""
    content = memory.get("word", key)
    if content is None:
        content = make()
        memory.put("word", key, content)
    return content


def brief(memory: Memory, key: str, make: Callable[[], bytes]) -> bytes:
    """A brief as a file."""
    content = memory.get("briefs", key)
    if content is None:
        content = make()
        memory.put("briefs", key, content)
    return content


@contextmanager
def layouts(memory: Memory) -> Iterator[None]:
    """Within it, layouts of charts are taken from the memory, and put into it at the end."""
    key = digest(program())
    content = memory.get("layouts", key)
    store: dict[str, Any] = json.loads(content) if content else {}
    count = len(store)
    remember_in(store)
    try:
        yield
    finally:
        remember_in({})
        if len(store) > count:
            memory.put("layouts", key, json.dumps(store, separators=(",", ":")).encode())
        memory.forget_others("layouts")
