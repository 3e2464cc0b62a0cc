"""The pictures and documents of a manual as they are published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from claim_manual.derived.media import published
from claim_manual.model.manual import Manual
from claim_manual.model.media import Media
from claim_manual.model.sources import site_file
from claim_manual.publish.memory import Memory
from claim_manual.raster import shown
from claim_manual.work import remembered


def pictures(manual: Manual, memory: Memory) -> Iterator[tuple[str, bytes]]:
    """Each picture of pixels as pages show it, by where it is on the site.

    All of them, shown or not: what a camera wrote beside the pixels is published of none.
    """
    for media in published(manual):
        if media.is_shown_as_pixels:
            yield site_file(media.path), _picture(memory, media)
    memory.forget_others("pictures")


def documents(manual: Manual, root: Path) -> Iterator[tuple[str, Path]]:
    """Each other file by where it is on the site."""
    for media in published(manual):
        if not media.is_shown_as_pixels:
            yield site_file(media.path), root / media.path


def _picture(memory: Memory, media: Media) -> bytes:
    file = memory.root / media.path
    return remembered.picture(memory, media, lambda: shown(file.read_bytes(), media.ending))
