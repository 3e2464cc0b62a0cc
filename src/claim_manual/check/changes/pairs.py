"""What rules about changes look at: each document as it was and is, and whether it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.derived.difference import Difference, Revised
from claim_manual.model.manual import AnyDocument, Document

FORMAL = frozenset({
    "status", "version", "approved", "history", "verified_on", "review_by", "owner", "aliases",
    "keywords",
})  # fmt: skip
"""Keys that say how a page is kept, not what it says."""


@dataclass(frozen=True)
class Pair:
    """A procedure or flow before and after a change; `is_other` where it says something else."""

    before: AnyDocument
    after: AnyDocument
    is_other: bool


def pairs(difference: Difference) -> Iterator[Pair]:
    """Each procedure and flow that the change touched and that is still there."""
    for revised in difference.revised:
        before, after = revised.before, revised.after
        if (
            revised.subject in {"procedure", "flow"}
            and isinstance(before, Document)
            and isinstance(after, Document)
        ):
            yield Pair(before, after, _is_other(revised))  # type: ignore[arg-type]


def _is_other(revised: Revised) -> bool:
    return any(edit.way[0] not in FORMAL for edit in revised.edits)


def later(version: str, than: str) -> bool:
    """Whether a version comes after another, number by number: 0.10 after 0.9."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d+", version))
