"""What views make, taken from the memory where it is there, and put into it where it is new."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, astuple
from typing import Any

from claim_manual.model.site_page import Contents, SearchedPart, SitePage, packed
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.view.layout import remember_in
from claim_manual.view.search import PageIndex


def page(memory: Memory, key: str, make: Callable[[], SitePage]) -> SitePage:
    """The page of a document under its key (view/page_keys.py)."""
    known = memory.get("pages", key)
    if known is not None:
        values = json.loads(known)
        return SitePage(
            packed=packed(values.pop("html")),
            contents=tuple(Contents(*row) for row in values.pop("contents")),
            words=tuple(SearchedPart(*row) for row in values.pop("words")),
            **values,
        )
    made = make()
    values = asdict(made) | {
        "html": made.html,
        "contents": [astuple(row) for row in made.contents],
        "words": [astuple(row) for row in made.words],
    }
    del values["packed"]
    memory.put("pages", key, json.dumps(values, ensure_ascii=False).encode())
    return made


def page_index(
    memory: Memory, made_of: tuple[object, ...], make: Callable[[], PageIndex]
) -> PageIndex:
    """What a page adds to the search index."""
    key = digest(program(), *made_of)
    known = memory.get("search", key)
    if known is not None:
        return PageIndex(**json.loads(known))
    made = make()
    memory.put("search", key, json.dumps(vars(made), ensure_ascii=False).encode())
    return made


@contextmanager
def layouts(memory: Memory) -> Iterator[None]:
    """Within it, layouts of charts are taken from the memory, and put into it at the end."""
    key = digest(program())
    known = memory.get("layouts", key)
    store: dict[str, Any] = json.loads(known) if known else {}
    count = len(store)
    remember_in(store)
    try:
        yield
    finally:
        remember_in({})
        if len(store) > count:
            memory.put("layouts", key, json.dumps(store, separators=(",", ":")).encode())
        memory.forget_others("layouts")
