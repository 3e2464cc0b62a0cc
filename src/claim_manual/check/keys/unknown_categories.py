"""unknown-category: a procedure lies in a folder that manual.yml does not name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import enumerated
from claim_manual.model.place import Place


@rule(error="unknown-category")
def unknown_categories(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """The folder of a procedure is its category."""
    categories = manual.settings.model.categories
    for document in manual.procedures:
        if document.category not in categories:
            yield error(
                Place(document.path),
                "unknown-category",
                say("“{folder}” is not a category of manual.yml.", folder=document.category),
                say("Move the file to one of: {names}; or add it.", names=enumerated(categories)),
            )
