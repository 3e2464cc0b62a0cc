"""Compares two manuals by meaning: what is otherwise, and what it does to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claim_manual.derived.difference import HAPPENING, Difference, Edit, Endings, Kind, Revised
from claim_manual.difference.edits import edits
from claim_manual.difference.endings import endings
from claim_manual.difference.things import Thing, things
from claim_manual.difference.touched import closure, touched
from claim_manual.model.manual import Manual
from claim_manual.model.sources import site_file


def difference(before: Manual, after: Manual) -> Difference:
    """What the change from one manual to the other means; nothing where only its form is other."""
    unknown = before.faulty | after.faulty
    found = [one for pair in things(before, after) for one in _revised(*pair)]
    revised = [one for one in (*found, *_files(before, after)) if not _is_hidden(one, unknown)]
    return Difference(
        before,
        after,
        tuple(revised),
        dict(_endings(before, after, revised)),
        touched(after, before, revised),
        tuple(sorted(unknown)),
    )


def _is_hidden(one: Revised, unknown: frozenset[str]) -> bool:
    """Whether errors in the file may be all that is otherwise."""
    old = getattr(one.before, "path", one.path)
    return one.path in unknown or old in unknown


def _revised(before: dict[str, Thing], after: dict[str, Thing]) -> Iterator[Revised]:
    former = {f"{one.subject}/{name}": one for one in after.values() for name in one.former}
    renamed = {key: one for key, one in former.items() if key in before and key not in after}
    known = {f"{one.subject}/{one.id}": before[key] for key, one in renamed.items()}
    for key, new in after.items():
        old = before.get(key) or known.get(key)
        if old is None:
            yield Revised(new.subject, new.id, new.path, Kind.ADDED, None, new.source)
            continue
        found = edits(dict(old.tree), dict(new.tree))
        was = old.id if old.id != new.id else ""
        if found or was:
            yield Revised(
                new.subject, new.id, new.path, Kind.CHANGED, old.source, new.source, found, was
            )
    for key, old in before.items():
        if key not in after and key not in renamed:
            yield Revised(old.subject, old.id, old.path, Kind.REMOVED, old.source, None)


def _files(before: Manual, after: Manual) -> Iterator[Revised]:
    """Pictures and the like, of which only is known whether they are there."""
    for path in sorted(after.files ^ before.files):
        if site_file(path):
            kind = Kind.ADDED if path in after.files else Kind.REMOVED
            yield Revised("file", path, path, kind)


def _endings(
    before: Manual, after: Manual, revised: Iterable[Revised]
) -> Iterator[tuple[str, Endings]]:
    """For each document in which something happens otherwise, through its own change or another's."""
    other = {one.id: one for one in revised if _happens_otherwise(one)}
    for document in after.documents():
        names = closure(after, document)
        former = other[document.id].former_id if document.id in other else ""
        was = before.document(former or document.id)
        if names.isdisjoint(other) or was is None or not (was.is_whole and document.is_whole):
            continue
        if found := endings((before, was), (after, document)):
            yield document.id, found


def _happens_otherwise(one: Revised) -> bool:
    return (
        one.subject in {"procedure", "flow"}
        and one.kind is Kind.CHANGED
        and any(_decides(edit) for edit in one.edits)
    )


def _decides(edit: Edit) -> bool:
    return edit.way[0] in HAPPENING
