"""What changed in the manual, newest first: from the history of every procedure and flow."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.schema import Change


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


def by_day(manual: Manual) -> dict[dt.date, list[DatedChange]]:
    """The changes of each day on which there were some, the newest day first."""
    days: dict[dt.date, list[DatedChange]] = {}
    for changed in changes(manual):
        days.setdefault(changed.change.date, []).append(changed)
    return days
