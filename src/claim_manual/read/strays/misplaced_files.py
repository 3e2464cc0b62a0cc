"""misplaced-file: a source that lies in a folder in which its kind is not looked for."""

from __future__ import annotations

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.model.source_kind import Content, SourceKind
from claim_manual.model.sources import SOURCES
from claim_manual.read.strays.stray import Stray


def misplaced_file(stray: Stray) -> Finding | None:
    """Only procedures have categories; registers lie in reference/, sheets of forms in reference/forms/."""
    for kind in SOURCES:
        path = _path_as(kind, stray)
        if path and path != stray.path:
            return error(
                Place(stray.path),
                "misplaced-file",
                say("This file is not read where it lies."),
                say("Move it to {path}.", path=path),
            )
    return None


def _path_as(kind: SourceKind, stray: Stray) -> str:
    """Where a file would be one of this kind, if it is named as such in the kind's own folder."""
    if kind.content is Content.OTHER or kind.root != stray.folder:
        return ""
    path = f"{kind.folder}/{stray.name}"
    if not kind.has(path):
        return ""
    lang = stray.name.removesuffix(kind.ending).rpartition(".")[2]
    return "" if kind.content is Content.PROSE and lang not in stray.languages else path
