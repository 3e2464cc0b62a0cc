"""What was made before, kept in `.cache/` so that it is not made again from the same things.

Everything is kept under a digest of all it was made from, so nothing in it is ever out of date, and
the folder may be deleted at any time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from hmac import compare_digest
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from claim_manual.publish.folder import opened_plainly, sync_all, write_file
from claim_manual.publish.leftovers import sweep
from claim_manual.publish.secret import secret

FOLDER = ".cache/claim-manual"
FORMAT = "claim-manual cache 1"
"""What a seal begins with; another one means another way to keep."""
_MADE_WITH = (
    "merman",
    "markdown-it-py",
    "jinja2",
    "mkdocs",
    "mkdocs-material",
    "pydantic",
    "weasyprint",
    "pikepdf",
    "python-pptx",
    "python-docx",
    "openpyxl",
    "resvg-py",
    "pillow",
)


class Memory:
    """Contents by kind and key, below a manual's folder; those not asked for can be dropped.

    Each has a seal that only this person on this machine can make (secret.py), over its kind, its
    key and the program's version. What is damaged, of another program or of somebody else, as in
    the clone of a repository, has another, and is as if it were not there. Links are not followed.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._used: set[Path] = set()

    def get(self, kind: str, key: str) -> bytes | None:
        """What was kept; None where nothing was, or not this."""
        folder, key_of_machine = self._folder(kind), secret()
        if folder is None or key_of_machine is None:
            return None
        self._used.add(folder / key)
        sealed = _read(folder / key)
        seal, _, content = (sealed or b"").partition(b"\n")
        return content if compare_digest(seal, _seal(key_of_machine, kind, key, content)) else None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep a content; a folder that cannot be written to keeps nothing."""
        folder, key_of_machine = self._folder(kind), secret()
        if folder is None or key_of_machine is None:
            return
        self._used.add(folder / key)
        sealed = _seal(key_of_machine, kind, key, content) + b"\n" + content
        with suppress(OSError):
            write_file(folder / key, sealed, is_lasting=False)

    def forget_others(self, kind: str) -> None:
        """Drop every content of a kind that was not asked for since this memory was made."""
        self._forget(kind, lambda path: path not in self._used)

    def forget_old(self, kind: str, age: dt.timedelta) -> None:
        """Drop every content of a kind that nobody has asked for in so long a time."""
        since = time.time() - age.total_seconds()
        self._forget(kind, lambda path: path.lstat().st_mtime < since)

    def _forget(self, kind: str, is_old: Callable[[Path], bool]) -> None:
        """Also what was put there is now waited for, once for all, and what was left half-made goes."""
        folder = self._folder(kind)
        if folder is None:
            return
        sweep(folder)
        with suppress(OSError):
            sync_all(folder)
        for path in folder.glob("[!.]*"):
            with suppress(OSError):  # what cannot be removed is not read either
                if is_old(path):
                    path.unlink()

    def _folder(self, kind: str) -> Path | None:
        """Where a kind is kept; None where a link leads there, which may lead anywhere."""
        path = self.root / FOLDER / kind
        real = os.path.realpath(path)
        plain = os.path.join(os.path.realpath(self.root), *FOLDER.split("/"), kind)  # noqa: PTH118 - for every content that is asked for
        return path if real == plain else None


def _seal(key_of_machine: bytes, kind: str, key: str, content: bytes) -> bytes:
    """HMAC-SHA-256 (RFC 2104) as hexadecimal digits."""
    head = f"{FORMAT}\n{program()}\n{kind}\n{key}\n".encode()
    return hmac.new(key_of_machine, head + content, hashlib.sha256).hexdigest().encode()


def _read(file: Path) -> bytes | None:
    """The content of a plain file, marked as used today; None for anything else."""
    handle = opened_plainly(file)
    if handle is None:
        return None
    with os.fdopen(handle, "rb") as opened:
        with suppress(OSError):
            os.utime(handle if os.utime in os.supports_fd else file)
        return opened.read()


def digest(*parts: object) -> str:
    """A digest of parts that can be written as JSON."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program() -> str:
    """A digest of this program and of what it makes pages with."""
    package = Path(str(resources.files("claim_manual")))
    return digest(files(package, [package]), [_version(name) for name in _MADE_WITH])


def _version(package: str) -> str:
    """The version of a package; empty where it is not there, as MkDocs where ProperDocs is."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def files(root: Path, parts: Iterable[Path]) -> dict[str, str]:
    """Every file in `parts` (files or folders below `root`) with a digest of its content."""
    paths = [
        path
        for part in parts
        for path in ([part] if part.is_file() else sorted(_below(part)))
        if path.suffix != ".pyc" and path.is_file()
    ]
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def _below(folder: Path) -> Iterator[Path]:
    """All that is below a folder as far as it can be opened, however deep."""
    todo = [folder]
    while todo:
        try:
            with os.scandir(todo.pop()) as entries:
                inside = list(entries)
        except OSError:
            continue
        yield from (Path(entry.path) for entry in inside)
        todo += [Path(entry.path) for entry in inside if entry.is_dir(follow_symlinks=False)]
