"""Charts on paper: as on the site where they fit, else one box below the other, cut or turned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from claim_manual.book.paper import Paper
from claim_manual.charts.chart import Box, Chart
from claim_manual.charts.rows import connectors
from claim_manual.charts.spine import NARROWEST, spine
from claim_manual.charts.svg import Cut, Drawing, cuts, draw
from claim_manual.charts.swimlanes import swimlanes, with_names_of_lanes
from claim_manual.model.language import Words


@dataclass(frozen=True)
class Sheet:
    """A chart, or a part of one, on a page of its own; `is_wide` turns the page.

    `links` are what boxes of it lead to elsewhere: what stands in the box, the words of the goal,
    the goal's anchor in the book.
    """

    anchor: str
    drawn: str
    title: str
    is_wide: bool
    is_first: bool
    links: tuple[tuple[str, str, str], ...]


def printed_charts(
    say: Words, chart: Chart, paper: Paper, anchor: str, anchor_of: Callable[[str, str], str]
) -> list[Sheet]:
    """The chart on as many sheets as it takes to be read.

    `anchor` names the chart in the book; `anchor_of` says where a page, by its uri, is in it.
    """
    links = sum(_is_listed(box) for box in chart.boxes)
    if chart.groups:
        return _lane_sheets(say, chart, paper, anchor, anchor_of)
    drawing = draw(chart, is_paper=True)
    scale, is_wide = _fit(drawing, paper, links)
    if scale >= paper.smallest:
        sheet_cuts = cuts(drawing, drawing.size[1], scale)
    else:
        is_wide = False
        drawing, sheet_cuts = _spine_sheets(say, chart, paper)
    return _sheets(
        say, drawing, sheet_cuts, _Sheets(sheet_cuts, anchor), anchor_of, is_wide=is_wide
    )


def _lane_sheets(
    say: Words, chart: Chart, paper: Paper, anchor: str, anchor_of: Callable[[str, str], str]
) -> list[Sheet]:
    """A chart in lanes, upright or turned, cut between its rows; boxes say who acts on every sheet."""
    chart = replace(with_names_of_lanes(chart), groups=chart.groups)
    is_wide, (width, height) = False, paper.upright(_SPARE)
    drawing = swimlanes(chart, width / paper.largest, is_paper=True)
    if width / drawing.size[0] < paper.smallest:
        is_wide, (width, height) = True, paper.turned(_SPARE)
        drawing = swimlanes(chart, width / paper.largest, is_paper=True)
    scale = min(paper.largest, width / drawing.size[0])
    sheet_cuts = cuts(drawing, height / scale, scale)
    return _sheets(
        say, drawing, sheet_cuts, _Sheets(sheet_cuts, anchor), anchor_of, is_wide=is_wide
    )


def _sheets(
    say: Words,
    drawing: Drawing,
    sheet_cuts: Sequence[Cut],
    sheets: _Sheets,
    anchor_of: Callable[[str, str], str],
    *,
    is_wide: bool,
) -> list[Sheet]:
    title, number = drawing.chart.title, len(sheet_cuts)
    return [
        Sheet(
            anchor=sheets.name(n),
            drawn=cut.drawn,
            title=f"{title} ({n + 1}/{number})" if number > 1 else title,
            is_wide=is_wide,
            is_first=n == 0,
            links=tuple(dict.fromkeys(_links(say, drawing.chart, sheets, n, anchor_of))),
        )
        for n, cut in enumerate(sheet_cuts)
    ]


def _spine_sheets(say: Words, chart: Chart, paper: Paper) -> tuple[Drawing, list[Cut]]:
    """The chart as a spine on upright pages, as large as its rows allow."""
    width, height = paper.upright(_SPARE)
    connector = connectors(lambda number: say("go to {number}", number=number))
    largest = min(paper.largest, width / NARROWEST)
    for part in (1.0, 0.9, 0.8, 0.7):
        scale = max(largest * part, min(largest, paper.smallest))
        drawing = spine(chart, width / scale, connector, is_paper=True)
        scale = min(scale, width / drawing.size[0])
        sheet_cuts = cuts(drawing, height / scale, scale)
        if all(cut.height <= height for cut in sheet_cuts):
            break
    return drawing, sheet_cuts


_SPARE = 4
"""Lines left below a sheet for what it leads to; a longer list goes on over the page."""


def _fit(drawing: Drawing, paper: Paper, links: int) -> tuple[float, bool]:
    """How large a chart can be printed on one page, and whether the page is turned for it."""
    width, height = drawing.size
    scales = [
        min(paper.largest, room[0] / width, room[1] / height)
        for room in (paper.upright(links), paper.turned(links))
    ]
    return (scales[0], False) if scales[0] >= paper.smallest else (scales[1], True)


def _is_listed(box: Box) -> bool:
    """Whether it is said below a chart where a box leads: not where all do, and stand in a list."""
    return bool(box.href) and box.kind != "do"


@dataclass(frozen=True)
class _Sheets:
    """The sheets of a chart, and what their anchors begin with."""

    cuts: Sequence[Cut]
    anchor: str

    def of(self, box_id: str) -> int:
        """The sheet that has a box, from 0; -1 where none has."""
        return next((n for n, cut in enumerate(self.cuts) if box_id in cut.boxes), -1)

    def name(self, sheet: int) -> str:
        """The anchor of a sheet."""
        return f"{self.anchor}-{sheet + 1}"


def _links(
    say: Words, chart: Chart, sheets: _Sheets, sheet: int, anchor_of: Callable[[str, str], str]
) -> Iterator[tuple[str, str, str]]:
    """Where boxes of a sheet lead: to other pages, and to other sheets."""
    boxes = {box.id: box for box in chart.boxes}
    for way in chart.ways:
        target = boxes[way.target]
        target_sheet = sheets.of(target.id)
        if sheets.of(way.source) == sheet and target.number and target_sheet not in {sheet, -1}:
            onward = say("go to {number}", number=target.number)
            yield onward, target.said, sheets.name(target_sheet)
    for box in chart.boxes:
        if sheets.of(box.id) != sheet or not _is_listed(box):
            continue
        if box.kind != "link":
            yield f"{box.number}.", box.text, anchor_of(box.href, "")
            continue
        goal = box.href.removeprefix("#")
        if (target_sheet := sheets.of(goal)) not in {sheet, -1}:
            yield box.text, boxes[goal].said, sheets.name(target_sheet)
