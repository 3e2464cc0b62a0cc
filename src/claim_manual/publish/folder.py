"""Writes folders and files atomically, and replaces nothing that is not an output."""

from __future__ import annotations

import ctypes
import errno
import io
import os
import stat
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from claim_manual.model.finding import Message, say
from claim_manual.model.machine_faults import machine_fault
from claim_manual.publish.leftovers import (
    NEW,
    OLD,
    PLAINLY,
    alone_in,
    place_of,
    sweep,
    unfinished_file,
    unfinished_folder,
)
from claim_manual.publish.ownership import SIGN, room_for_folder, sign, sign_of_unfinished

ZIPPED = b"claim-manual"
"""The comment of each zip that is made here."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2)."""
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Seconds between attempts to put a file in its place, on Windows."""
_HERE = -100
"""AT_FDCWD: paths are not relative to an open folder."""


def fault(failure: OSError) -> Message:
    """What to say of a failure of the machine."""
    file = place_of(str(failure.filename)) if failure.filename else ""
    if failure.errno in _FULL:
        return say("There is no room left on the disk for {file}.", file=file or "–")
    if not file:
        return machine_fault(failure)
    return say("{file}: {reason}.", file=file, reason=machine_fault(failure))


def write_file(
    file: Path, content: bytes, *, mode: int | None = None, is_lasting: bool = True
) -> None:
    """Write `file` whole: its old content stays until the new is complete, and its mode after.

    `is_lasting` waits until it is on the disk. An OSError names the file.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with unfinished_file(file) as path:
            with path.open("wb") as handle:
                handle.write(content)
                if is_lasting:
                    handle.flush()
                    os.fsync(handle.fileno())
            path.chmod(_mode(file) if mode is None else mode)
            put_in_place(path, file)
        if is_lasting:
            _sync(file.parent)
    except OSError as failure:
        failure.filename = str(file)
        raise


def put_in_place(path: Path, place: Path) -> None:
    """Rename a file to `place`, over what is there.

    On Windows that fails while another program, as a scanner of viruses, has either of them open:
    it is tried again for a while.
    """
    for seconds in _WAITS if sys.platform == "win32" else ():
        try:
            path.replace(place)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    path.replace(place)


def opened_plainly(file: Path) -> int | None:
    """A handle to read a file with; None for what is no plain file: a link, or what never ends."""
    try:
        handle = os.open(file, PLAINLY)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    return handle


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file below `folder`; one that has the same bytes already is left alone."""
    for path, content in files.items():
        file = folder / path
        if not file.is_file() or file.read_bytes() != content:
            write_file(file, content, is_lasting=False)
    sync_all(folder)


@contextmanager
def filling(folder: Path) -> Iterator[Path]:
    """A folder to fill, whose content goes into the empty `folder` when all went well."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with unfinished_folder(folder / NEW) as unfinished:
            yield unfinished
            for path in sorted(unfinished.iterdir()):
                path.rename(folder / path.name)
    finally:
        if is_new:
            with suppress(OSError):  # there is something in it: all went well
                folder.rmdir()


@contextmanager
def replacing(folder: Path, root: Path, kind: str) -> Iterator[Path]:
    """An empty folder to fill, which takes the place of `folder` when all went well.

    It gets our sign. After an exception, or where this program is killed, the old folder is as it
    was. Raises OccupiedError where `folder` is not ours to replace (room_for_folder).
    """
    folder, root = Path(os.path.realpath(folder)), Path(os.path.realpath(root))
    sweep(folder.parent)
    room_for_folder(folder, root, kind)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with unfinished_folder(folder) as workspace:
        new = workspace / NEW
        new.mkdir()
        yield new
        write_file(new / SIGN, sign(new, kind))
        sync_all(new)
        with alone_in(folder.parent):
            room_for_folder(folder, root, kind)
            _swap(new, folder, workspace / OLD)


@contextmanager
def filled_in_place(folder: Path, root: Path, kind: str) -> Iterator[None]:
    """Within it, another program empties an output folder and fills it in place.

    Raises OccupiedError as `replacing` does.
    """
    folder = Path(os.path.realpath(folder))
    room_for_folder(folder, Path(os.path.realpath(root)), kind)
    write_file(folder / SIGN, sign_of_unfinished(kind))
    try:
        yield
    finally:
        write_file(folder / SIGN, sign(folder, kind))


def zipped(folder: Path, name: str) -> bytes:
    """A folder as a zip that unpacks to a folder called `name`; the same bytes from the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.comment = ZIPPED
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != SIGN:
                entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}")
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()


def is_zipped_here(file: Path) -> bool:
    """Whether a file is a zip of ours."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.comment == ZIPPED
    except zipfile.BadZipFile:
        return False


def _mode(file: Path) -> int:
    try:
        return stat.S_IMODE(file.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _swap(new: Path, folder: Path, old: Path) -> None:
    """Put `new` where `folder` is, in one step where the system can."""
    if not os.path.lexists(folder):
        new.rename(folder)
        return
    if _exchanged(new, folder):
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        old.rename(folder)
        raise


def _exchanged(first: Path, second: Path) -> bool:
    """Whether the system has exchanged two names: Linux can, on most file systems."""
    exchange = _system_call("renameat2")
    return exchange is not None and not exchange(
        _HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE
    )


def _sync(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    with suppress(OSError):  # some systems open no folders, some file systems sync none
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_all(folder: Path) -> None:
    """Wait until all that was written to a folder's disk is on it: one wait for many files."""
    sync = _system_call("syncfs")
    if sync is not None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            sync(handle)
        finally:
            os.close(handle)


def _system_call(name: str) -> Any:
    """A function of the system's C library; None where it has none such."""
    try:
        return getattr(ctypes.CDLL(None), name, None)
    except (OSError, TypeError):
        return None
