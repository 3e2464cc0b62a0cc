"""Writes folders and files so that a reader never sees half of one."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class OccupiedError(Exception):
    """The folder has something in it that was not made here; the argument is the folder."""


def write_file(file: Path, content: bytes) -> None:
    """Write `file` whole: its old content stays until the new is complete."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as made:
            made.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def room_for_book(file: Path) -> None:
    """Raises OccupiedError where `file` is something that is not a PDF."""
    if file.exists() and (not file.is_file() or not file.read_bytes().startswith(b"%PDF")):
        raise OccupiedError(file)


def write_book(file: Path, content: bytes) -> None:
    """Write a PDF. Raises OccupiedError where `file` is something that is not a PDF."""
    room_for_book(file)
    write_file(file, content)


def write_tree(folder: Path, files: dict[str, bytes]) -> None:
    """Write every file below `folder`; one that has the same bytes already is left alone."""
    for path, content in files.items():
        file = folder / path
        if not file.is_file() or file.read_bytes() != content:
            write_file(file, content)


@contextmanager
def replacing(folder: Path, sign: str) -> Iterator[Path]:
    """An empty folder to fill, which takes the place of `folder` when all went well.

    After an exception the old folder is as it was. Raises OccupiedError where `folder` has
    something in it but no file called `sign`, or is a file: then it is not ours to replace.
    """
    is_ours = folder.is_dir() and (not any(folder.iterdir()) or (folder / sign).exists())
    if folder.exists() and not is_ours:
        raise OccupiedError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-new-"))
    try:
        yield made
        made.chmod(0o777 & ~_umask())
        _swap(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def zipped(folder: Path) -> bytes:
    """A folder as a zip that unpacks to it; the same bytes from the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    return made.getvalue()


def _swap(made: Path, folder: Path) -> None:
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-old-"))
    try:
        if folder.exists():
            folder.replace(old / "was")
        try:
            made.replace(folder)
        except OSError:
            (old / "was").replace(folder)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
