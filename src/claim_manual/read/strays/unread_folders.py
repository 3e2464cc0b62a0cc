"""unread-folder: sources in a folder that is called nearly as one in which they are read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.near import Near
from claim_manual.model.place import Place
from claim_manual.model.source_kind import Content, SourceKind
from claim_manual.model.sources import SCHEMAS, SOURCES, source_folders
from claim_manual.read.strays.likeness import likeness, plain_name
from claim_manual.read.strays.stray import is_ignored

NOBODYS = frozenset(
    [
        "benchmarks",
        "bin",
        "build",
        "dist",
        "examples",
        "node_modules",
        "offline",
        "scripts",
        "site",
        "src",
        "test",
        "tests",
        "tools",
        "vendor",
        "venv",
    ]
) | {SCHEMAS}
"""Folders of other things and of outputs, in which no sources are looked for."""
_SIGNS = ("manual.yml", "mkdocs.yml", ".claim-manual", ".git", "pyvenv.cfg")
"""Where one of these lies, the folder is another manual's, another site's, an output, another project's."""
_MOST = 200
"""Files of a folder that are looked at."""


def unread_folders(root: Path, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Folders beside manual.yml that hold something like a source.

    The name alone says it where it is that of a folder of sources in the singular, in another
    language, or with capital letters; else the files have to look like sources. That is an error
    where the name is near, a warning where it is another: it may be where drafts are kept.
    """
    near = Near(source_folders())
    for folder in _folders(root):
        files = [*islice(_files(folder), _MOST)]
        kinds = _called(folder.name)
        if any(_is_named_as(kind, file, languages) for kind in kinds for file in files):
            yield _unread(folder.name, kinds[0].root)
            continue
        alike = next(((file, kind) for file in files if (kind := likeness(file))), None)
        if alike is None:
            continue
        if kinds or near(folder.name) == alike[1].root:
            yield _unread(folder.name, alike[1].root)
        else:
            yield _draft(alike[0].relative_to(root).as_posix(), alike[1])


def _folders(root: Path) -> list[Path]:
    with os.scandir(root) as entries:
        names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    excluded = {*NOBODYS, *source_folders()}
    visible = [name for name in sorted(names) if name.isprintable() and not name.startswith(".")]
    return [
        root / name
        for name in visible
        if name not in excluded and not any((root / name / sign).exists() for sign in _SIGNS)
    ]


def _files(folder: Path, depth: int = 1) -> Iterator[Path]:
    """The files in a folder and in those directly in it."""
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in inside:
        if entry.name.startswith(".") or not entry.name.isprintable() or is_ignored(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth and entry.name not in NOBODYS:
                yield from _files(Path(entry.path), depth - 1)
        elif entry.name.lower().endswith((".yml", ".yaml", ".md")):
            yield Path(entry.path)


def _called(name: str) -> list[SourceKind]:
    """The kinds whose folder may be meant by a name."""
    plain = plain_name(name)
    roots = {kind.root for kind in SOURCES if kind.folder and plain in {kind.root, *kind.also}}
    return [kind for kind in SOURCES if kind.root in roots]


def _is_named_as(kind: SourceKind, file: Path, languages: tuple[str, ...]) -> bool:
    """Whether a file has a name as files of a kind have."""
    stem, _, lang = file.stem.rpartition(".")
    if kind.content is Content.PROSE:
        is_named = bool(stem) and lang in languages and file.suffix == kind.ending
        return is_named and ("/" not in kind.folder or kind.folder.endswith(f"/{file.parent.name}"))
    is_yaml = file.suffix.lower() in {".yml", ".yaml"}
    return bool(kind.models) and is_yaml and kind.stem in {"", file.stem}


def _unread(name: str, meant: str) -> Finding:
    return error(
        Place(f"{name}/"),
        "unread-folder",
        say("Nothing in this folder is read."),
        say("Did you mean “{near}”?", near=f"{meant}/"),
    )


def _draft(path: str, kind: SourceKind) -> Finding:
    return warning(
        Place(path),
        "unread-folder",
        say("This file looks like a source, and nothing in its folder is read."),
        say("Sources of this kind are {pattern}.", pattern=kind.pattern),
    )
