"""The places of a file, compressed: of a thousand places of a manual about one is ever looked up."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Iterator, Mapping

from claim_manual.model.manual import Places
from claim_manual.model.place import NOWHERE, Loc, Place

Rows = dict[Loc, tuple[int, int]]
"""The way to a value, to the line and column where it stands; 0 and 0 where that is nowhere."""


class _Unpacked(Mapping[Loc, Place]):
    """Places of one file, each built when it is looked up."""

    def __init__(self, path: str, rows: Rows) -> None:
        self._path = path
        self._rows = rows

    def __getitem__(self, loc: Loc) -> Place:
        line, column = self._rows[loc]
        return Place(self._path, line, column) if line else NOWHERE

    def __contains__(self, loc: object) -> bool:
        return loc in self._rows

    def __iter__(self) -> Iterator[Loc]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def packed(path: str, places: Places) -> Callable[[], Places]:
    """The places of the file at `path`, to be unpacked by calling what is returned."""
    values, keys = (zlib.compress(marshal.dumps(_rows(side)), 1) for side in places)
    return lambda: (_Unpacked(path, _loaded(values)), _Unpacked(path, _loaded(keys)))


def _rows(places: Mapping[Loc, Place]) -> Rows:
    return {loc: place[1:] for loc, place in places.items()}


def _loaded(content: bytes) -> Rows:
    rows: Rows = marshal.loads(zlib.decompress(content))  # noqa: S302 - packed by this very process
    return rows
