"""Which books there are, as lines for people and as jobs for a matrix of machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from claim_manual.book.edition import book_name, languages_of
from claim_manual.model.centre import Centre
from claim_manual.model.edition import FULL
from claim_manual.model.manual import Document, Manual

MOST_JOBS = 256
"""The most jobs that a code host makes of one matrix."""


def list_of_books(
    manual: Manual, kind: str, centres: Sequence[Document[Centre]] | None, jobs: int
) -> str:
    """Every book of every edition, of these centres where some are meant; as text or as JSON.

    The JSON is a list of jobs for a matrix, each with its command's values. Of centres there are no
    more than `jobs`: several centres share one where there would be more.
    """
    books = [*_books(manual)] if centres is None else _local_books(manual, centres, jobs)
    if kind == "json":
        return json.dumps({"books": books}, ensure_ascii=False) + "\n"
    return "".join(map(_line, books))


def _line(book: dict[str, Any]) -> str:
    options = f"--edition {book['edition']} --lang {book['lang']}"
    if "centre" in book:
        return f"{' '.join(book['files'])}: --centre {book['centre']} {options}\n"
    return f"{book['file']}: {options}\n"


def _books(manual: Manual) -> Iterator[dict[str, Any]]:
    """The national books."""
    names = dict.fromkeys((FULL, *(edition.id for edition in manual.editions)))
    for name in names:
        edition = manual.edition(name)
        assert edition is not None
        for languages in languages_of(manual, edition):
            yield {
                "edition": name,
                "lang": languages[0],
                "languages": list(languages),
                "file": f"{book_name(name, languages)}.pdf",
            }


def _local_books(
    manual: Manual, centres: Sequence[Document[Centre]], jobs: int
) -> list[dict[str, Any]]:
    """The same for centres, several together in a job where there would be too many."""
    books = [*_books(manual)]
    together = max(1, -(-len(centres) // max(1, jobs // len(books))))
    groups = [centres[n : n + together] for n in range(0, len(centres), together)]
    return [
        _local_job(book, [centre.id for centre in group], number)
        for book in books
        for number, group in enumerate(groups, 1)
    ]


def _local_job(book: dict[str, Any], ids: list[str], number: int) -> dict[str, Any]:
    """The books of some centres in one language of an edition."""
    stem = book["file"].removesuffix(".pdf")
    files = [f"{stem}-{centre_id}.pdf" for centre_id in ids]
    return {
        "name": f"{stem}-{ids[0] if len(ids) == 1 else number}",
        "centre": ",".join(ids),
        **{key: book[key] for key in ("edition", "lang", "languages")},
        **({"file": files[0]} if len(files) == 1 else {}),
        "files": files,
    }
