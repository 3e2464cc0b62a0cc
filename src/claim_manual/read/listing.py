"""Which files a manual has: found once, without following a link out of its folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place

FOLDERS = ("procedures", "flows", "reference", "docs", "editions", "reviews", "templates")


@dataclass
class Listing:
    """The manual's files by POSIX path relative to `root`, in order, and what is wrong with them."""

    root: Path
    files: dict[str, Path] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def under(self, folder: str, *endings: str) -> Iterator[tuple[str, Path]]:
        """The files below `folder`, with one of the endings where there are some."""
        for path, file in self.files.items():
            if path.startswith(f"{folder}/") and path.endswith(endings or ""):
                yield path, file


def listing(root: Path) -> Listing:
    """Every file of the manual's folders."""
    found = Listing(root)
    for name in FOLDERS:
        _enter(root / name, found)
    found.files = dict(sorted(found.files.items()))
    return found


def _enter(folder: Path, found: Listing) -> None:
    if not _ours(folder, found) or not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.startswith("."):
                continue
            path = Path(entry.path)
            if not _ours(path, found):
                continue
            if path.is_dir():
                _enter(path, found)
            else:
                found.files[path.relative_to(found.root).as_posix()] = path


def _ours(path: Path, found: Listing) -> bool:
    """Whether the path is no link, or one that stays in the manual and goes nowhere above itself."""
    if not path.is_symlink():
        return True
    try:
        target = path.resolve(strict=True)
        inside = target.is_relative_to(found.root.resolve()) and not path.is_relative_to(target)
        inside = inside and not (target.is_dir() and path.parent.resolve().is_relative_to(target))
    except (OSError, RuntimeError):
        inside = False
    if not inside:
        found.findings.append(
            error(
                Place(path.relative_to(found.root).as_posix()),
                "foreign-file",
                say("This link leaves the manual's folder, or goes in a circle."),
                say("Put the file itself here."),
            )
        )
    return inside
