"""misplaced-file, of one beside manual.yml: it is meant as a source and lies or is called otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.near import Near
from claim_manual.model.place import Place
from claim_manual.model.sources import PAGE, SITE_SETTINGS, source_files
from claim_manual.read.strays.likeness import likeness
from claim_manual.read.strays.stray import is_ignored


def unread_neighbours(root: Path, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Files directly in the manual's folder: of a source's name, nearly, or of a source's keys; and
    Markdown in a language of the manual.
    """
    sources = {name for name in source_files() if name != SITE_SETTINGS.root}
    near = Near(name for name in sources if not (root / name).exists())
    for name in _files(root):
        meant = (
            _meant(name, sources)
            or _page(name, languages)
            or (near(name) if name.endswith(".lock") else None)
        )
        kind = None if meant else likeness(root / name)
        if meant or kind:
            yield error(
                Place(name),
                "misplaced-file",
                say("This file is not read where it lies."),
                say("Did you mean “{near}”?", near=meant)
                if meant
                else say(
                    "Sources of this kind are {pattern}.", pattern=kind.pattern if kind else ""
                ),
            )


def called_nearly(root: Path, meant: str) -> str:
    """The file of a folder whose name is that of a source in capitals or with another ending; "" for none."""
    if not root.is_dir():
        return ""
    return next((name for name in _files(root) if _meant(name, {meant})), "")


def _files(root: Path) -> list[str]:
    with os.scandir(root) as entries:
        names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    endings = (".yml", ".yaml", ".lock", ".txt", PAGE.ending)
    return [
        name
        for name in sorted(names)
        if name.lower().endswith(endings)
        and name.isprintable()
        and not (name.startswith(".") or is_ignored(name) or name in source_files())
    ]


def _page(name: str, languages: tuple[str, ...]) -> str | None:
    """Where a text called after its language would be a page; README.pt.md is for whoever looks here."""
    stem, _, lang = name.removesuffix(PAGE.ending).rpartition(".")
    is_page = (
        name.endswith(PAGE.ending) and lang in languages and not is_ignored(f"{stem}{PAGE.ending}")
    )
    return PAGE.path(name.removesuffix(PAGE.ending)) if is_page and stem else None


def _meant(name: str, sources: set[str]) -> str | None:
    """The source that a name is in capital letters, or with another ending."""
    plain = name.casefold().removesuffix(".txt")
    return next(
        (
            candidate
            for candidate in (plain, plain.replace(".yaml", ".yml"))
            if candidate in sources
        ),
        None,
    )
