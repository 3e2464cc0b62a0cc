"""Charts on paper: as on the site where they fit, else one box below the other, cut or turned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from claim_manual.model.language import Words
from claim_manual.view.chart import Chart
from claim_manual.view.paper import Paper
from claim_manual.view.spine import spine
from claim_manual.view.svg import Cut, Drawing, cuts, draw

_LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True)
class Sheet:
    """A chart, or a part of one, on a page of its own; `is_wide` turns the page.

    `links` are what boxes of it lead to elsewhere: what stands in the box, the words of the goal,
    the goal's anchor in the book.
    """

    anchor: str
    drawn: Markup
    title: str
    is_wide: bool
    is_first: bool
    links: tuple[tuple[str, str, str], ...]


def printed_charts(say: Words, chart: Chart, paper: Paper, anchor: str, place: str) -> list[Sheet]:
    """The chart on as many sheets as it takes to be read.

    `anchor` names the chart in the book; `place` is what addresses of the book begin with.
    """
    links = sum(bool(box.href) for box in chart.boxes)
    whole = draw(chart)
    scale, is_wide = _fit(whole, paper, links)
    if scale >= paper.smallest:
        found = cuts(whole, whole.size[1], scale)
    else:
        scale, is_wide = paper.largest, False
        width, _ = paper.upright(0)
        whole = spine(say, chart, width / scale)
        scale = min(scale, width / whole.size[0])
        _, height = paper.upright(links + _SPARE)
        found = cuts(whole, height / scale, scale)
    return [
        Sheet(
            anchor=f"{anchor}-{n}",
            drawn=_without_links(cut.drawn),
            title=f"{chart.title} ({n}/{len(found)})" if len(found) > 1 else chart.title,
            is_wide=is_wide,
            is_first=n == 1,
            links=tuple(_links(whole.chart, found, n - 1, anchor, place)),
        )
        for n, cut in enumerate(found, 1)
    ]


_SPARE = 4
"""Lines left below a sheet for connectors to other sheets."""


def _fit(whole: Drawing, paper: Paper, links: int) -> tuple[float, bool]:
    """How large a chart can be printed on one page, and whether the page is turned for it."""
    width, height = whole.size
    scales = [
        min(paper.largest, room[0] / width, room[1] / height)
        for room in (paper.upright(links), paper.turned(links))
    ]
    return (scales[0], False) if scales[0] >= paper.smallest else (scales[1], True)


def _without_links(drawn: Markup) -> Markup:
    """Links within a picture lead nowhere in a PDF; the table below it has them."""
    return Markup(_LINK.sub("", drawn))


def _links(
    chart: Chart, found: Sequence[Cut], here: int, anchor: str, place: str
) -> Iterator[tuple[str, str, str]]:
    """Where boxes of a sheet lead: to other pages, and by connectors to other sheets."""
    boxes = {box.id: box for box in chart.boxes}
    for box in chart.boxes:
        if box.id not in found[here].boxes or not box.href:
            continue
        if box.kind != "link":
            yield f"{box.number}.", box.text, box.href.removeprefix(place)
            continue
        goal = box.href.removeprefix("#")
        there = next((n for n, cut in enumerate(found) if goal in cut.boxes), here)
        if there != here:
            yield box.text, boxes[goal].said, f"{anchor}-{there + 1}"
