"""Where in a form a finding belongs: from a line and a column to the keys of the value there."""

from __future__ import annotations

from collections.abc import Mapping

from claim_manual.model.finding import Finding
from claim_manual.model.place import Loc
from claim_manual.read.yaml_door import parse

_OF_WHOLE = frozenset({"missing-key"})
"""Findings about what has a value, and not about the first thing in it, where both begin."""


def keys_of(finding: Finding, files: Mapping[str, bytes | None]) -> list[str | int]:
    """The keys and positions that lead to what a finding is about, in the text of its file; none
    where it is about the whole, or the file is not YAML.
    """
    content = files.get(finding.place.path)
    if content is None or not finding.place.path.endswith(".yml"):
        return []
    value, _ = parse(content.decode("utf-8-sig"), finding.place.path)
    if value is None:
        return []
    values, keys = value.places()
    here = (finding.place.line, finding.place.column)
    exact = [
        loc for table in (values, keys) for loc, at in table.items() if (at.line, at.column) == here
    ]
    if exact:
        chosen = min if finding.code in _OF_WHOLE else max
        return [*chosen(exact, key=len)]
    before = [
        (at.line, at.column, len(loc), loc)
        for loc, at in values.items()
        if (at.line, at.column) <= here
    ]
    return [*_last(before)]


def _last(before: list[tuple[int, int, int, Loc]]) -> Loc:
    """The way to the value that begins last."""
    return max(before, key=lambda row: row[:3])[3] if before else ()
