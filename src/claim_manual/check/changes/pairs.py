"""What rules about changes look at: each document as it was and is, and whether it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.derived.difference import ChangeKind, Difference, Revised
from claim_manual.derived.media import files_of
from claim_manual.model.manual import AnyDocument, Document

FORMAL = frozenset({
    "status", "version", "approved", "history", "verified_on", "review_by", "owner", "aliases",
    "keywords",
})  # fmt: skip
"""Keys that say how a page is kept, not what it says."""


@dataclass(frozen=True)
class Pair:
    """A procedure or flow before and after a change; `is_other` where it says something else.

    `replaced` are its pictures and documents that are others under the same names.
    """

    before: AnyDocument
    after: AnyDocument
    is_other: bool
    replaced: tuple[str, ...] = ()

    @property
    def is_replaced_alone(self) -> bool:
        """Whether its words are the same, and one of its files is another."""
        return bool(self.replaced) and self.before.model == self.after.model


def pairs(difference: Difference) -> Iterator[Pair]:
    """Each procedure and flow that the change touched and that is still there.

    Whoever approved a page approved its pictures and documents too: it says something else where one
    of them is another under the same name.
    """
    replaced = {
        revised.path
        for revised in difference.revised
        if revised.subject == "file" and revised.kind is ChangeKind.CHANGED
    }
    revised_ids = set()
    for revised in difference.revised:
        before, after = revised.before, revised.after
        if (
            revised.subject in {"procedure", "flow"}
            and isinstance(before, Document)
            and isinstance(after, Document)
        ):
            revised_ids.add(after.id)
            shown = _shown(difference, after, replaced)  # type: ignore[arg-type]
            yield Pair(before, after, _is_other(revised) or bool(shown), shown)  # type: ignore[arg-type]
    for document in difference.after.documents() if replaced else ():
        older = difference.before.document(document.id)
        shown = _shown(difference, document, replaced)
        if older and document.id not in revised_ids and shown:
            yield Pair(older, document, is_other=True, replaced=shown)


def _shown(difference: Difference, document: AnyDocument, replaced: set[str]) -> tuple[str, ...]:
    """Those of the replaced files that a document shows or gives."""
    return tuple(sorted(replaced & files_of(difference.after, document))) if replaced else ()


def _is_other(revised: Revised) -> bool:
    return any(edit.way[0] not in FORMAL for edit in revised.edits)


def later(version: str, than: str) -> bool:
    """Whether a version comes after another, number by number: 0.10 after 0.9."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d+", version))
