"""Which folders and files may be replaced: an output folder has a sign that lists the files made in it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from claim_manual.model.finding import Message, say
from claim_manual.model.sources import SCHEMAS, source_folders

SIGN = ".claim-manual"
"""The file in each folder that we make which says so."""
SITE, PAGES = "site", "pages"
"""What a folder of ours can be."""
FORMAT = 1
SOURCES = (*source_folders(), SCHEMAS, ".cache")
"""Folders of a manual in which no output takes a place."""
_LARGEST = 1 << 26
_OF_FILE_MANAGERS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that file managers put into folders that they show."""


class OccupiedError(Exception):
    """Something is in the way that is not ours; the arguments are messages: what, and what to do."""


def room_for_folder(folder: Path, root: Path, kind: str) -> None:
    """Raises OccupiedError unless the output `kind` of the manual in `root` can be in `folder`.

    It can where nothing is yet, where an empty folder is, and where a folder has our sign and
    nothing in it but what was made here. Links are followed; both paths must be real ones.
    """
    refuse_sources(folder, root)
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise OccupiedError(say("{folder} is not a folder.", folder=folder), _ANOTHER)
    if os.path.lexists(folder / ".git"):
        raise OccupiedError(say("{folder} is a git repository.", folder=folder), _ANOTHER)
    if not any(folder.iterdir()):
        return
    for path in _foreign(folder, _listed(folder, kind)):
        raise OccupiedError(
            say("{folder} has {file} in it, which was not made here.", folder=folder, file=path),
            say("Move it elsewhere, or name another folder."),
        )


def sign(folder: Path, kind: str) -> bytes:
    """The sign of a folder that is complete: the list of its files."""
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return _sign(kind, sorted(path for path in paths if path != SIGN))


def sign_of_unfinished(kind: str) -> bytes:
    """The sign of a folder that is being filled where it is: whatever is in it is ours."""
    return _sign(kind, None)


def room_for_file(file: Path, content: bytes | None, is_ours: Callable[[Path], bool]) -> None:
    """Raises OccupiedError where `file` is something else than an output of ours.

    A file with the very `content` that is to be written is no obstacle.
    """
    if not os.path.lexists(file):
        return
    if file.is_symlink() or not file.is_file():
        raise OccupiedError(
            say("{file} is a folder, a link or a device, not a file.", file=file), _ANOTHER_FILE
        )
    if (content is None or file.read_bytes() != content) and not is_ours(file):
        raise OccupiedError(
            say("{file} is there already and was not made here.", file=file), _ANOTHER_FILE
        )


_ANOTHER = say("Name another folder.")
_ANOTHER_FILE = say("Move it elsewhere, or name another file.")


def _sign(kind: str, files: list[str] | None) -> bytes:
    """JSON with a path a line; names that are no UTF-8 are kept by escapes."""
    shape = {"made_by": "claim-manual", "format": FORMAT, "kind": kind, "files": files}
    return (json.dumps(shape, indent=0) + "\n").encode()


def refuse_sources(folder: Path, root: Path) -> None:
    """Raises OccupiedError where a folder holds the manual, or is in its sources or in a `.git`."""
    if any(_same(folder, place) for place in (root, *root.parents, Path(os.path.expanduser("~")))):  # noqa: PTH111 - Path.home raises where there is none
        raise OccupiedError(
            say("{folder} is the manual's folder, or holds more than it.", folder=folder), _ANOTHER
        )
    for place in (folder, *folder.parents):
        if place.name.casefold() == ".git" or any(_same(place, root / name) for name in SOURCES):
            raise OccupiedError(
                say("{folder} is where sources or their history are kept.", folder=folder), _ANOTHER
            )


def _same(folder: Path, place: Path) -> bool:
    """Whether two paths are one place, however they are written, or would be on some system."""
    if str(folder).casefold() == str(place).casefold():
        return True
    try:
        return folder.samefile(place)
    except OSError:
        return False


def _no_sign(folder: Path) -> tuple[Message, Message]:
    if (folder / "assets/claim-manual").is_dir() and (folder / "index.html").is_file():
        return (
            say("{folder} is a site that does not say that it was made here.", folder=folder),
            say("If it was, by an older version, delete it once."),
        )
    return (
        say("{folder} has something in it that was not made here.", folder=folder),
        say("Empty it, or name another folder."),
    )


def _listed(folder: Path, kind: str) -> frozenset[str] | None:
    """The files that a sign lists; None where all are ours. Raises OccupiedError for another sign."""
    path = folder / SIGN
    listed: frozenset[str] | None
    try:
        is_plain = path.is_file() and not path.is_symlink() and path.stat().st_size < _LARGEST
        shape = json.loads(path.read_bytes()) if is_plain else None
    except (ValueError, RecursionError):
        shape = None
    match shape:
        case {
            "made_by": "claim-manual",
            "format": 1,
            "kind": str(signed_kind),
            "files": list(files),
        }:
            listed = frozenset(map(str, files))
        case {"made_by": "claim-manual", "format": 1, "kind": str(signed_kind), "files": None}:
            listed = None
        case _:
            signed_kind, listed = "", None
    if signed_kind != kind:
        raise OccupiedError(*_no_sign(folder))
    return listed


def _foreign(folder: Path, listed: frozenset[str] | None) -> Iterator[str]:
    """What is in a folder and not on its list: files, links, folders."""
    if listed is None:
        return
    expected = {SIGN, *listed}
    expected |= {above.as_posix() for path in listed for above in PurePosixPath(path).parents}
    todo = [folder]
    while todo:
        for path in sorted(todo.pop().iterdir()):
            inside = path.relative_to(folder).as_posix()
            if path.name not in _OF_FILE_MANAGERS and (inside not in expected or path.is_symlink()):
                yield inside
            elif path.is_dir():
                todo.append(path)
