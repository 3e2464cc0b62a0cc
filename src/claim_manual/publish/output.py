"""Single output files: written where nothing is, or over a file that was written here."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path

from claim_manual.publish.folder import write_file
from claim_manual.publish.memory import Memory
from claim_manual.publish.ownership import refuse_sources, room_for_file

_WRITTEN = "outputs"
_LIFETIME = dt.timedelta(days=365)
"""How long the digest of an output stays in the cache."""


def write_output(file: Path, content: bytes, cache: Memory) -> None:
    """Write a text or document, and note its digest in the cache. Raises OccupiedError where `file` has something
    that was not written here, or was changed since.
    """
    room_for_output(file, content, cache)
    cache.put(_WRITTEN, _digest(content), b"")
    write_file(file, content)
    cache.forget_old(_WRITTEN, _LIFETIME)


def write_outputs(folder: Path, files: Mapping[str, bytes], cache: Memory) -> None:
    """Write files of these names into a folder: all of them, or none where one has no room.

    Other files of the folder stay. Raises OccupiedError, also where the folder is one of sources.
    """
    refuse_sources(folder, cache.root)
    for name, content in files.items():
        room_for_output(folder / name, content, cache)
    for name, content in files.items():
        write_output(folder / name, content, cache)


def room_for_output(file: Path, content: bytes, cache: Memory) -> None:
    """Raises OccupiedError where `file` has something that was not written here, or was changed since."""
    room_for_file(
        file, content, lambda path: cache.get(_WRITTEN, _digest(path.read_bytes())) is not None
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
