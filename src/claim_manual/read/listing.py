"""The files of a manual, listed once, without following a link out of its folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.model.source_kind import SourceKind
from claim_manual.model.sources import SITE_SETTINGS, source_files, source_folders
from claim_manual.read.characters import SUSPECT, controls, unseen
from claim_manual.read.text_file import is_regular, unreadable

MAX_DEPTH = 40
_NOTHING: Mapping[str, bytes | None] = MappingProxyType({})


@dataclass
class Listing:
    """The manual's files by POSIX path relative to `root`, in order, and what is wrong with them.

    `single` are those that stand beside the folders.
    """

    root: Path
    files: dict[str, Path] = field(default_factory=dict)
    single: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, kind: SourceKind) -> Iterator[tuple[str, Path]]:
        """The files of a kind."""
        for path, file in self.under(kind.folder, kind.ending):
            if kind.has(path):
                yield path, file

    def under(self, folder: str, *endings: str) -> Iterator[tuple[str, Path]]:
        """The files below `folder`, with one of the endings where there are some."""
        for path, file in self.files.items():
            if path.startswith(f"{folder}/") and path.endswith(endings or ""):
                yield path, file


def listing(root: Path, instead: Mapping[str, bytes | None] = _NOTHING) -> Listing:
    """Every file of the manual's folders; with those of `instead`, without what has None there."""
    listed = Listing(root)
    for name in source_folders():
        if _is_inside(root / name, listed) and (root / name).is_dir():
            _enter(root / name, listed, MAX_DEPTH)
    for name in source_files():
        is_there = os.path.lexists(root / name)
        if is_there and (name == SITE_SETTINGS.root or _is_inside(root / name, listed)):
            _add(root / name, listed, listed.single)
    for path, content in instead.items():
        files = listed.files if "/" in path else listed.single
        if content is None:
            files.pop(path, None)
        else:
            files.setdefault(path, root / path)
    listed.files = dict(sorted(listed.files.items()))
    return listed


def _enter(folder: Path, listed: Listing, depth: int) -> None:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        listed.findings.append(unreadable(_path(folder, listed)))
        return
    for entry in inside:
        path = Path(entry.path)
        if (
            entry.name.startswith(".")
            or not _is_named(path, listed)
            or not _is_inside(path, listed)
        ):
            continue
        if not entry.is_dir():
            _add(path, listed, listed.files)
        elif depth:
            _enter(path, listed, depth - 1)
        else:
            listed.findings.append(
                error(
                    Place(_path(path, listed)),
                    "too-large",
                    say("This folder lies more than {depth} folders deep.", depth=MAX_DEPTH),
                    say("Move what is in it up."),
                )
            )


def _add(file: Path, listed: Listing, files: dict[str, Path]) -> None:
    """Adds a regular file; a pipe or a device, which may never end, is a finding."""
    path = _path(file, listed)
    if is_regular(file):
        files[path] = file
    else:
        listed.findings.append(unreadable(path))


def _path(path: Path, listed: Listing) -> str:
    return path.relative_to(listed.root).as_posix()


def _is_named(path: Path, listed: Listing) -> bool:
    """Whether the name is text that can be written in a page, a report and an address."""
    if not SUSPECT.search(path.name) and not re.search(r"[\t\r\n]", path.name):
        return True
    written = _path(path, listed)
    shown = printable(written)
    if written != shown:
        listed.findings.append(
            error(
                Place(shown),
                "bad-file-name",
                say("This name has characters that cannot be seen, or is not in UTF-8."),
                say("Rename it with letters, digits and hyphens."),
            )
        )
    return written == shown


def printable(path: str) -> str:
    """A path with escapes in place of bytes that are not UTF-8, line breaks and invisible characters."""
    bad = {*unseen(path)}
    return "".join(
        repr(os.fsencode(character))[2:-1] if n in bad or _is_control(character) else character
        for n, character in enumerate(path)
    )


def _is_control(character: str) -> bool:
    return character in "\t\r\n" or any(True for _ in controls(character))


def _is_inside(path: Path, listed: Listing) -> bool:
    """Whether the path is no link, or one to a place in the manual that does not contain it."""
    if not path.is_symlink():
        return True
    try:
        target = path.resolve(strict=True)
        inside = target.is_relative_to(listed.root.resolve()) and not path.is_relative_to(target)
        inside = inside and not (target.is_dir() and path.parent.resolve().is_relative_to(target))
    except (OSError, RuntimeError):
        inside = False
    if not inside:
        listed.findings.append(
            error(
                Place(_path(path, listed)),
                "foreign-file",
                say("This link leaves the manual's folder, or goes in a circle."),
                say("Put the file itself here."),
            )
        )
    return inside
