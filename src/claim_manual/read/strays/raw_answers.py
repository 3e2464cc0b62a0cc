"""raw-answers: a table of answers among the results, which has what single people said."""

from __future__ import annotations

from pathlib import PurePosixPath

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place
from claim_manual.model.sources import RESULTS
from claim_manual.read.strays.stray import Stray

_TABLES = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".ods"})


def raw_answers(stray: Stray) -> Finding | None:
    """Only counts are kept in a manual, which others read and which forgets nothing."""
    if stray.folder != RESULTS.folder or PurePosixPath(stray.name).suffix.lower() not in _TABLES:
        return None
    return error(
        Place(stray.path),
        "raw-answers",
        say("This is a table of answers, and a manual keeps counts alone."),
        say("Move it out of the manual, and count it: claim-manual results FILE --workshop ID."),
    )
