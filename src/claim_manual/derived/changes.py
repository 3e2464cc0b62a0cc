"""What changed in the manual, newest first: from the history of every procedure and flow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.schema import Change, Text


@dataclass(frozen=True)
class DatedChange:
    """One line of a document's history."""

    document: AnyDocument
    change: Change


def changes(manual: Manual) -> list[DatedChange]:
    """Every change, the newest first; those of one day in the order of the manual."""
    all_changes = [
        DatedChange(document, change)
        for document in manual.documents()
        for change in document.model.history
    ]
    return sorted(all_changes, key=lambda changed: changed.change.date, reverse=True)


@dataclass(frozen=True)
class SharedChange:
    """What one day's histories say in the same words, with every page that says so."""

    day: dt.date
    text: Text
    changes: tuple[DatedChange, ...]

    @property
    def documents(self) -> tuple[AnyDocument, ...]:
        """The pages, each once, in the manual's order."""
        return tuple({changed.document.id: changed.document for changed in self.changes}.values())

    @property
    def version(self) -> str:
        """The version that all of them have now; empty where they differ."""
        versions = {changed.change.version for changed in self.changes}
        return versions.pop() if len(versions) == 1 else ""


def shared(manual: Manual) -> list[SharedChange]:
    """Every change, the newest first; what pages say in the same words on one day stands once."""
    together: dict[tuple[dt.date, tuple[tuple[str, str], ...]], list[DatedChange]] = {}
    for changed in changes(manual):
        said = tuple(changed.change.change.root.items())
        together.setdefault((changed.change.date, said), []).append(changed)
    return [
        SharedChange(day, all_changes[0].change.change, tuple(all_changes))
        for (day, _), all_changes in together.items()
    ]


def shared_by_day(manual: Manual) -> dict[dt.date, list[SharedChange]]:
    """The changes of each day, the newest day first; what pages say in the same words stands once."""
    days: dict[dt.date, list[SharedChange]] = {}
    for change in shared(manual):
        days.setdefault(change.day, []).append(change)
    return days
