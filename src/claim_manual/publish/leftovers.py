"""Files and folders in the making: under names of our own, locked as long as their maker lives.

What a killed program leaves is put away by the next one that comes by, and nothing that somebody
else is still making. The locks are those of POSIX systems; elsewhere leftovers stay where they are.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

NEW, OLD = "new", "old"
"""In a folder in the making: what takes its place, and what it takes the place of."""
_NAME = re.compile(r"\.(?P<name>.+)\.claim-manual-[a-z0-9_]{8}", re.DOTALL)
PLAINLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How to open what may be anything: no link is followed, nothing is waited for."""


@contextmanager
def unfinished_file(file: Path) -> Iterator[tuple[int, Path]]:
    """An open file beside `file`, to be written and renamed to it; it is gone afterwards."""

    def make(prefix: str) -> tuple[int, Path]:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=prefix)
        return handle, Path(name)

    handle, path = _locked_new(file, make)
    try:
        yield handle, path
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


@contextmanager
def unfinished_folder(folder: Path) -> Iterator[Path]:
    """A folder beside `folder`, in which that is made; it is gone afterwards."""

    def make(prefix: str) -> tuple[int, Path]:
        path = Path(tempfile.mkdtemp(dir=folder.parent, prefix=prefix))
        return _opened(path), path

    handle, path = _locked_new(folder, make)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        if handle >= 0:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Put away what programs that are no longer there left in a folder.

    Where one was ended between taking a folder away and putting the new one there, which only a
    system without an exchange of two names lets happen, the old one goes back.
    """
    with suppress(OSError):  # what cannot be looked at or removed is in nobody's way
        for path in sorted(folder.iterdir()):
            match = _NAME.fullmatch(path.name)
            if match:
                _sweep(path, path.with_name(match["name"]))


def sweep_tree(folder: Path) -> None:
    """The same in a folder and all below it, without following a link."""
    if not folder.is_symlink():
        for at, _, _ in os.walk(folder):
            sweep(Path(at))


def _sweep(path: Path, target: Path) -> None:
    with suppress(OSError):
        handle = _opened(path)
        try:
            if not _is_free(handle):
                return
            if not path.is_dir():
                path.unlink()
                return
            if (path / OLD).is_dir() and not os.path.lexists(target):
                (path / OLD).rename(target)
            shutil.rmtree(path)
        finally:
            os.close(handle)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Within it, no other program of ours is at this place in the same folder."""
    handle = -1
    with suppress(OSError):  # a folder that cannot be locked has nobody waiting for it either
        handle = _opened(folder)
        _lock(handle)
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _locked_new(target: Path, make: Callable[[str], tuple[int, Path]]) -> tuple[int, Path]:
    """Something new that is locked, and was not swept away before it was."""
    while True:
        with suppress(FileNotFoundError):
            handle, path = make(f".{target.name[:50]}.claim-manual-")
            if handle < 0:
                return handle, path
            _lock(handle)
            if os.path.samestat(os.fstat(handle), path.lstat()):
                return handle, path
            os.close(handle)


def _opened(path: Path) -> int:
    """A handle of a file or folder to lock; -1 where the system opens no folders."""
    if sys.platform == "win32":
        return -1
    return os.open(path, PLAINLY)


def _lock(handle: int) -> None:
    if sys.platform != "win32":
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)


def _is_free(handle: int) -> bool:
    """Whether nobody holds this; from now on we do."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
