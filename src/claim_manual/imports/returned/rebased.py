"""Changes of a page as it was, looked up on the page as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claim_manual.imports.returned.compared import Change, Kind, Spot, led
from claim_manual.imports.returned.page import ReadPage, said
from claim_manual.model.language import Words

_Column = tuple[str, str]


@dataclass(frozen=True)
class _Said:
    """What a page says, by node and column, in order."""

    columns: Mapping[_Column, Sequence[str]]


def rebased(
    changes: Iterable[Change],
    before: tuple[ReadPage, Sequence[str]],
    now: tuple[ReadPage, Sequence[str]],
    say: Words,
) -> list[Change]:
    """Changes with where their paragraphs stand now; those of words that stand nowhere are overtaken.

    A page is given with the nodes of its rows.
    """
    old, new = _said(*before, say), _said(*now, say)
    return [_moved(change, old, new, now[1]) for change in changes]


def _said(page: ReadPage, nodes: Sequence[str], say: Words) -> _Said:
    columns: dict[_Column, Sequence[str]] = {("", ""): [line.words for line in page.lines]}
    for row, node in zip(page.rows, nodes, strict=True):
        for column, cell in row.cells.items():
            columns[node, column] = [
                led(p, page, nodes, say) if column == "then" else said(p) for p in cell
            ]
    return _Said(columns)


def _moved(change: Change, old: _Said, new: _Said, nodes: Sequence[str]) -> Change:
    spot = change.spot
    if spot.column == "row":
        is_there = spot.node in nodes or (change.kind is Kind.ADDED and not spot.node)
        return change if is_there else replace(change, is_overtaken=True)
    before = old.columns.get((spot.node, spot.column), ())
    after = new.columns.get((spot.node, spot.column), ())
    if spot.n < 0:
        return change
    words = before[spot.n]
    times = list(before[: spot.n]).count(words)
    places = [n for n, others in enumerate(after) if others == words]
    if len(places) <= times:
        return replace(change, is_overtaken=True)
    return replace(change, spot=Spot(spot.node, spot.column, places[times]))
