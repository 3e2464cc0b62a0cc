"""The books of many centres on one machine: what they have in common first, then side by side."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from claim_manual.book.output import room_for_book, write_book
from claim_manual.book.press import WORKERS, workers_wanted
from claim_manual.derived.local_edition import at_centre
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.publish.processes import undisturbed, workers
from claim_manual.work.local_sheets import printed_sheet, sheet_name
from claim_manual.work.printing import Languages, Order, books, printed
from claim_manual.work.soundness import sound_once


@dataclass(frozen=True)
class LocalOrder:
    """What is made for each centre: an edition in some languages, or the leaflet of a document, into
    a folder or one file. `has_sheets` says whether the sheets for the desk are made too.
    """

    edition_id: str
    languages: tuple[Languages, ...]
    folder: Path
    document_id: str = ""
    file: Path | None = None
    has_sheets: bool = True


@dataclass(frozen=True)
class LocalFiles:
    """What came of a centre: its files, those of sheets that need more than one side, or why there are none."""

    centre_id: str
    files: tuple[Path, ...] = ()
    long_sheets: tuple[Path, ...] = ()
    failure: Exception | None = None


def local_files(
    manual: Manual, order: Order, wanted: LocalOrder, centre_ids: Sequence[str]
) -> Iterator[LocalFiles]:
    """The files of centres, as they come to be written; one that fails stops no other."""
    first, *others = centre_ids
    yield _tried(manual, order, wanted, first)
    number = min(len(others), workers_wanted())
    if number <= 1:
        for centre_id in others:
            yield _tried(manual, order, wanted, centre_id)
        return
    task = replace(order, progress=_silent)
    with workers(number) as pool:
        with undisturbed():
            futures = [pool.submit(_in_worker, task, wanted, centre_id) for centre_id in others]
        for future in as_completed(futures):
            yield future.result()


def _silent(_done: int, _all: int) -> None:
    """Processes side by side do not count aloud."""


def _in_worker(order: Order, wanted: LocalOrder, centre_id: str) -> LocalFiles:
    os.environ[WORKERS] = "1"
    return _tried(_manual(order), order, wanted, centre_id)


@lru_cache(maxsize=1)
def _manual(order: Order) -> Manual:
    """The manual, read once in each process."""
    return sound_once(order.root, order.day, strict=False)


def _tried(manual: Manual, order: Order, wanted: LocalOrder, centre_id: str) -> LocalFiles:
    try:
        return _files(manual, order, wanted, centre_id)
    except Exception as failure:  # noqa: BLE001 - the others are made whatever became of this one
        return LocalFiles(centre_id, failure=failure)


def _files(manual: Manual, order: Order, wanted: LocalOrder, centre_id: str) -> LocalFiles:
    centre = manual.centre(centre_id)
    assert centre is not None
    local = at_centre(manual, centre)
    document = manual.document(wanted.document_id)
    made = books(local, order, wanted.edition_id, wanted.languages, _some(document))
    files = {
        book.name: wanted.file or wanted.folder / f"{book.name}{_ending(order)}" for book in made
    }
    sheets = _sheets(order, wanted, centre_id)
    for file in (*files.values(), *sheets.values()):
        room_for_book(file)
    for name, content in printed(made, order):
        write_book(files[name], content)
    long_sheets = []
    for lang, file in sheets.items():
        _, content, pages = printed_sheet(local, order, lang)
        write_book(file, content)
        long_sheets += [file] if pages > 1 else []
    return LocalFiles(centre_id, (*files.values(), *sheets.values()), tuple(long_sheets))


def _some(document: AnyDocument | None) -> tuple[AnyDocument, ...]:
    return (document,) if document else ()


def _sheets(order: Order, wanted: LocalOrder, centre_id: str) -> dict[str, Path]:
    """The files of the sheets, by language."""
    if not wanted.has_sheets:
        return {}
    langs = dict.fromkeys(lang for languages in wanted.languages for lang in languages)
    return {
        lang: wanted.folder / f"{sheet_name(lang, centre_id)}{_ending(order)}" for lang in langs
    }


def _ending(order: Order) -> str:
    return "-archive.pdf" if order.is_archive else ".pdf"
