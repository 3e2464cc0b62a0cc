"""Compares two manuals by meaning: what is otherwise, and what it does to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.derived.difference import (
    HAPPENING,
    NODES,
    ChangeKind,
    Difference,
    Edit,
    Endings,
    Revised,
)
from claim_manual.difference.edits import edits
from claim_manual.difference.endings import Compared as Sides
from claim_manual.difference.endings import Renamed, endings
from claim_manual.difference.renamed import renamed_things
from claim_manual.difference.things import Compared, things
from claim_manual.difference.touched import closure, touched
from claim_manual.model.manual import Manual
from claim_manual.model.sources import SHAPES, site_file


def difference(before: Manual, after: Manual) -> Difference:
    """What the change from one manual to the other means; nothing where only its form differs."""
    unknown = before.faulty | after.faulty
    changes = [change for pair in things(before, after) for change in _revised(*pair)]
    revised = [
        change
        for change in (*changes, *_files(before, after), *_shapes(before, after))
        if not _is_hidden(change, unknown)
    ]
    return Difference(
        before,
        after,
        tuple(revised),
        dict(_endings(before, after, revised)),
        touched(after, before, revised),
        tuple(sorted(unknown)),
    )


def _is_hidden(change: Revised, unknown: frozenset[str]) -> bool:
    """Whether errors in the file may be all that is otherwise."""
    old = getattr(change.before, "path", change.path)
    return change.path in unknown or old in unknown


def _revised(before: dict[str, Compared], after: dict[str, Compared]) -> Iterator[Revised]:
    former = {f"{thing.subject}/{name}": thing for thing in after.values() for name in thing.former}
    renamed = {
        key: f"{thing.subject}/{thing.id}"
        for key, thing in former.items()
        if key in before and key not in after
    }
    others = {key: thing for key, thing in before.items() if key not in renamed}
    fresh = {key: thing for key, thing in after.items() if key not in renamed.values()}
    renamed |= renamed_things(others, fresh)
    former_things = {now: before[key] for key, now in renamed.items()}
    for key, new in after.items():
        old = before.get(key) or former_things.get(key)
        if old is None:
            yield Revised(new.subject, new.id, new.path, ChangeKind.ADDED, None, new.source)
            continue
        changes = edits(dict(old.tree), dict(new.tree))
        former_id = old.id if old.id != new.id else ""
        if changes or former_id:
            yield Revised(
                new.subject,
                new.id,
                new.path,
                ChangeKind.CHANGED,
                old.source,
                new.source,
                changes,
                former_id,
            )
    for key, old in before.items():
        if key not in after and key not in renamed:
            yield Revised(old.subject, old.id, old.path, ChangeKind.REMOVED, old.source, None)


def _files(before: Manual, after: Manual) -> Iterator[Revised]:
    """Pictures and other files, by whether they are there, and by what is in them."""
    for path in sorted(after.files | before.files):
        if not site_file(path):
            continue
        if path in after.files and path in before.files:
            if _content(before, path) != _content(after, path):
                yield Revised("file", path, path, ChangeKind.CHANGED)
        else:
            kind = ChangeKind.ADDED if path in after.files else ChangeKind.REMOVED
            yield Revised("file", path, path, kind)


def _shapes(before: Manual, after: Manual) -> Iterator[Revised]:
    """The shapes of areas, which lie in one file."""
    old, new = before.shapes, after.shapes
    path = SHAPES.path(SHAPES.stem)
    if old and new and old.digest != new.digest:
        yield Revised("file", path, path, ChangeKind.CHANGED)
    elif (old is None) is not (new is None):
        kind = ChangeKind.ADDED if new else ChangeKind.REMOVED
        yield Revised("file", path, path, kind)


def _content(manual: Manual, path: str) -> str:
    """A digest of what is in a file; "" where nobody looked into it."""
    media = manual.media.get(path)
    return media.digest if media else ""


def _endings(
    before: Manual, after: Manual, revised: Iterable[Revised]
) -> Iterator[tuple[str, Endings]]:
    """For each document in which something happens otherwise, through its own change or another's."""
    revised = list(revised)
    changed = {change.id: change for change in revised if _happens_otherwise(change)}
    formers = {change.id: change.former_id for change in revised if change.former_id}
    renamed = _renamed_nodes(revised)
    for document in after.documents():
        names = closure(after, document)
        older = before.document(formers.get(document.id, document.id))
        if names.isdisjoint(changed) or older is None or not (older.is_whole and document.is_whole):
            continue
        sides = Sides((before, older), (after, document), renamed)
        if changed_endings := endings(sides):
            yield document.id, changed_endings


def _renamed_nodes(revised: Iterable[Revised]) -> Renamed:
    """By the former id of a document the new ids of its nodes that are the same under another."""
    return {
        change.former_id or change.id: {
            edit.before: edit.after
            for edit in change.edits
            if edit.way[0] in NODES and edit.way[2:] == ("id",)
        }
        for change in revised
        if change.subject in {"procedure", "flow"}
    }


def _happens_otherwise(change: Revised) -> bool:
    return (
        change.subject in {"procedure", "flow"}
        and change.kind is ChangeKind.CHANGED
        and any(_decides(edit) for edit in change.edits)
    )


def _decides(edit: Edit) -> bool:
    return edit.way[0] in HAPPENING
