"""Which documents name a thing: where a law is cited, a contact called, a page followed."""

from __future__ import annotations

from collections.abc import Mapping

from claim_manual.derived.parts import parts_of
from claim_manual.model.manual import AnyDocument, Manual

Uses = Mapping[tuple[str, str], list[AnyDocument]]
"""By the kind of the reference and the thing's id, the documents in the manual's order."""


def uses(manual: Manual) -> Uses:
    """Which documents name each thing."""
    if "uses" not in manual.memo:
        found: dict[tuple[str, str], list[AnyDocument]] = {}
        for document in manual.documents():
            named = {(kind, one) for _, kind, one in parts_of(manual, document.model).references}
            for key in named:
                found.setdefault(key, []).append(document)
        manual.memo["uses"] = found
    known: Uses = manual.memo["uses"]
    return known
