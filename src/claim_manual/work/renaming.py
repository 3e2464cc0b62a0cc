"""A procedure or flow gets another id, everywhere or nowhere: judged in a copy, then written."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.near import Near
from claim_manual.model.place import Place
from claim_manual.model.schema import ID
from claim_manual.publish.folder import write_file
from claim_manual.read.listing import listing
from claim_manual.sources.renaming import Renaming, renaming
from claim_manual.work.judging import judged
from claim_manual.work.saving import new_errors


@dataclass(frozen=True)
class Renamed:
    """What came of it: the files that were written, or the findings for which none was."""

    written: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def rename(root: Path, today: dt.date, old: str, new: str) -> Renamed:
    """Give the document called `old` the id `new`, with everything that names it.

    Nothing is written where it cannot be, or where it would bring an error. Where writing fails,
    all files are as they were.
    """
    manual, findings = judged(root, today)
    if manual is None:
        return Renamed(findings=tuple(findings))
    if refused := tuple(_refused(root, manual, old, new)):
        return Renamed(findings=refused)
    document = manual.document(old)
    assert document is not None  # else it is refused
    change = renaming(root, manual, document, new)
    with _copy(root) as folder:
        _write(folder, change)
        _, after = judged(folder, today)
    before = [_moved(finding, change.moved) for finding in findings]
    if worse := new_errors(before, after):
        return Renamed(findings=tuple(worse))
    _write_or_put_back(root, change)
    return Renamed(tuple(change.written), change.gone)


def _refused(root: Path, manual: Manual, old: str, new: str) -> Iterator[Finding]:
    """Why it cannot be done: each finding stands where the reason is."""
    document = manual.document(old)
    if document is None:
        yield _unknown(manual, old)
        return
    place = document.source.value(("code",))
    if not re.fullmatch(ID, new):
        hint = say("An id has small letters without accents, digits and hyphens: individual-plan.")
        yield error(place, "cannot-rename", say("“{id}” is not an id.", id=new), hint)
        return
    if old == new:
        yield error(
            place,
            "cannot-rename",
            say("It is called “{id}” already.", id=new),
            say("Name another id."),
        )
        return
    yield from _taken(root, manual, document, new)
    for path in sorted(manual.faulty):
        if old in (root / path).read_text(encoding="utf-8", errors="replace"):
            yield error(
                Place(path),
                "cannot-rename",
                say("There are errors in this file, which names “{id}” or may do so.", id=old),
                say("Mend them first: claim-manual check shows them."),
            )


def _unknown(manual: Manual, old: str) -> Finding:
    """There is no such page: perhaps there was, or one that is called nearly so."""
    hint = say("Write the id of one: the name of its file without .yml.")
    for document in manual.documents():
        if old in document.model.aliases:
            hint = say("That is a former id of “{id}”.", id=document.id)
    if near := Near(document.id for document in manual.documents())(old):
        hint = say("Did you mean “{near}”?", near=near)
    message = say("There is no procedure or flow called “{id}”.", id=old)
    return error(manual.settings.source.value(()), "cannot-rename", message, hint)


def _taken(root: Path, manual: Manual, document: AnyDocument, new: str) -> Iterator[Finding]:
    """Another page has the new id, had it, or a file stands where the page would."""
    hint = say("Name another id.")
    for other in manual.documents():
        if other.id == new:
            yield error(
                other.source.value(("code",)),
                "cannot-rename",
                say("“{id}” is the id of this page.", id=new),
                hint,
            )
            return
        if new in other.model.aliases and other.id != document.id:
            n = other.model.aliases.index(new)
            yield error(
                other.source.value(("aliases", n)),
                "cannot-rename",
                say("“{id}” is a former id of this page: links with it lead here.", id=new),
                hint,
            )
            return
    path = f"{document.path.removesuffix(f'{document.id}.yml')}{new}.yml"
    if os.path.lexists(root / path):
        yield error(Place(path), "cannot-rename", say("{file} exists already.", file=path), hint)


def _moved(finding: Finding, moved: Mapping[str, str]) -> Finding:
    """A finding that was there before, where its file is afterwards."""
    path = moved.get(finding.place.path)
    return replace(finding, place=finding.place._replace(path=path)) if path else finding


@contextmanager
def _copy(root: Path) -> Iterator[Path]:
    """The sources in a folder of their own, which is gone afterwards."""
    with TemporaryDirectory(prefix="claim-manual-") as name:
        folder = Path(name)
        listed = listing(root)
        for path, file in {**listed.files, **listed.single}.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        yield folder


def _write(root: Path, change: Renaming) -> None:
    for path, content in change.written.items():
        write_file(root / path, content)
    for path in change.gone:
        if path not in change.written:
            (root / path).unlink(missing_ok=True)


def _write_or_put_back(root: Path, change: Renaming) -> None:
    """Write all of it; where that fails, or is broken off, all is as it was."""
    paths = (*change.written, *change.gone)
    contents = {
        path: (root / path).read_bytes() if (root / path).is_file() else None for path in paths
    }
    try:
        _write(root, change)
    except BaseException:
        for path, content in contents.items():
            if content is None:
                (root / path).unlink(missing_ok=True)
            else:
                write_file(root / path, content)
        raise
