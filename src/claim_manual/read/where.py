"""What stands at a line and column of a source: the keys and positions that lead there.

A finding says where in a file something is wrong; a form wants to know in which of its fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from claim_manual.model.finding import Finding
from claim_manual.model.place import Loc
from claim_manual.read.yaml_door import parse
from claim_manual.read.yaml_value import Value

_OF_WHOLE = frozenset({"missing-key", "missing-translation"})
"""Codes of findings about what is not there: they stand at the beginning of what should hold it."""


@dataclass(frozen=True)
class Where:
    """The ways to what begins at a place: outermost first, none where the text is no YAML."""

    ways: tuple[Loc, ...]

    @property
    def outer(self) -> Loc:
        """The way to the outermost thing that begins there: of a mapping the mapping itself."""
        return self.ways[0] if self.ways else ()

    @property
    def inner(self) -> Loc:
        """The way to the innermost thing that begins there: of a mapping its first key."""
        return self.ways[-1] if self.ways else ()


def where(text: str, line: int, column: int) -> Where:
    """What begins at a line and column (from 1) of a source; else the innermost thing around it.

    `where(text, 88, 5).inner` is `("steps", 1, "role")`, also in the middle of its value.
    """
    starts = _starts(text)
    exact = starts.get((line, column))
    if exact:
        return Where(exact)
    before = [place for place in starts if place <= (line, column)]
    return Where(starts[max(before)][-1:]) if before else Where(())


def way_of(finding: Finding, text: str) -> Loc:
    """The keys and positions that lead to the value a finding is about, in the text of its file.

    Of a key that is missing the way to what lacks it: the key itself is in the message's gaps.
    """
    there = where(text, finding.place.line, finding.place.column)
    if finding.code in _OF_WHOLE:
        missing = finding.message.gaps.get("key")
        return (*there.outer, str(missing)) if missing else there.outer
    return there.inner


@lru_cache(maxsize=4)
def _starts(text: str) -> Mapping[tuple[int, int], tuple[Loc, ...]]:
    """The ways to all that begins at each place: keys, values, mappings and lists."""
    value, _ = parse(text, "")
    starts: dict[tuple[int, int], tuple[Loc, ...]] = {}
    if value is not None:
        _collect(value, (), starts)
    return starts


def _collect(value: Value, way: Loc, starts: dict[tuple[int, int], tuple[Loc, ...]]) -> None:
    _add(starts, value.place.line, value.place.column, way)
    if isinstance(value.content, dict):
        for key, item in value.content.items():
            at = value.keys[key]
            _add(starts, at.line, at.column, (*way, key))
            _collect(item, (*way, key), starts)
    elif isinstance(value.content, list):
        for position, item in enumerate(value.content):
            _collect(item, (*way, position), starts)


def _add(starts: dict[tuple[int, int], tuple[Loc, ...]], line: int, column: int, way: Loc) -> None:
    ways = starts.get((line, column), ())
    if way not in ways:
        starts[line, column] = (*ways, way)
