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
_NO_HANDLE = -1
_NAME = re.compile(r"\.(?P<name>.+)\.claim-manual-[a-z0-9_]{8}", re.DOTALL)
PLAINLY = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
)
"""How to open what may be anything: no link is followed, nothing is waited for."""
_MAKING = re.compile(rf"\.([^/]+)\.claim-manual-[a-z0-9_]{{8}}/({NEW}(?=/))?")


def place_of(path: str) -> str:
    """Where that goes which is being made at a path."""
    return _MAKING.sub(lambda match: match[1] if match[2] else "", path)


@contextmanager
def unfinished_file(file: Path) -> Iterator[Path]:
    """An empty file beside `file`, to be written and renamed to it; it is gone afterwards."""

    def make(prefix: str) -> Path:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=prefix)
        os.close(handle)
        return Path(name)

    with _locked_new(file, make) as path:
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def unfinished_folder(folder: Path) -> Iterator[Path]:
    """A folder beside `folder`, in which that is made; it is gone afterwards."""

    def make(prefix: str) -> Path:
        return Path(tempfile.mkdtemp(dir=folder.parent, prefix=prefix))

    with _locked_new(folder, make) as path:
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Put away what programs that are no longer there left in a folder.

    Where one was ended between taking a folder away and putting the new one there, which only a
    system without an exchange of two names lets happen, the old one goes back.
    """
    with suppress(OSError):  # what cannot be read or removed disturbs no output
        for path in sorted(folder.iterdir()):
            match = _NAME.fullmatch(path.name)
            if match:
                _sweep(path, path.with_name(match["name"]))


def sweep_tree(folder: Path) -> None:
    """The same in a folder and all below it, without following a link."""
    todo = [] if folder.is_symlink() else [folder]
    while todo:  # not os.walk, which a folder a thousand levels deep breaks
        current = todo.pop()
        sweep(current)
        with suppress(OSError), os.scandir(current) as entries:
            todo += [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]


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
            _close(handle)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Within it, no other program of ours is at this place in the same folder."""
    handle = _NO_HANDLE
    with suppress(OSError):  # where a folder cannot be locked, no other program waits for it
        handle = _opened(folder)
        _lock(handle)
    try:
        yield
    finally:
        _close(handle)


@contextmanager
def _locked_new(target: Path, make: Callable[[str], Path]) -> Iterator[Path]:
    """Something new that is locked, and was not swept away before it was."""
    handle = None
    while handle is None:
        path = make(f".{target.name[:50]}.claim-manual-")
        handle = _locked(path)
    try:
        yield path
    finally:
        _close(handle)


def _locked(path: Path) -> int | None:
    """A handle that locks a path; None where that is gone already."""
    with suppress(FileNotFoundError):
        handle = _opened(path)
        _lock(handle)
        if handle == _NO_HANDLE or _is_at(handle, path):
            return handle
        _close(handle)
    return None


def _is_at(handle: int, path: Path) -> bool:
    """Whether what is open is what is there now."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _opened(path: Path) -> int:
    """A handle of a file or folder to lock, on systems that lock both."""
    return _NO_HANDLE if sys.platform == "win32" else os.open(path, PLAINLY)


def _close(handle: int) -> None:
    if handle != _NO_HANDLE:
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform != "win32":
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)


def _is_free(handle: int) -> bool:
    """Takes the lock if no process holds it; whether it was free."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
