"""Charts on paper: as on the site where they fit, else one box below the other, cut or turned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from claim_manual.model.language import Words
from claim_manual.view.chart import Chart
from claim_manual.view.font import width
from claim_manual.view.paper import Paper
from claim_manual.view.spine import NARROWEST, spine
from claim_manual.view.svg import Cut, Drawing, cuts, draw
from claim_manual.view.typeset import SIZE

_TEXT = re.compile(r'<text text-anchor="middle"([^>]*?)((?: x="[^>]*)?>.*?)</text>')
_LINE = re.compile(r'((?:<tspan)? )x="([-\d.]+)"([^>]*)>([^<]+)')
_SIZE = re.compile(r'font-size="([\d.]+)"')
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
        is_wide = False
        whole, found = _one_below_the_other(say, chart, paper)
    return [
        Sheet(
            anchor=f"{anchor}-{n}",
            drawn=_for_paper(cut.drawn),
            title=f"{chart.title} ({n}/{len(found)})" if len(found) > 1 else chart.title,
            is_wide=is_wide,
            is_first=n == 1,
            links=tuple(
                dict.fromkeys(_links(say, whole.chart, _Sheets(found, anchor), n - 1, place))
            ),
        )
        for n, cut in enumerate(found, 1)
    ]


def _one_below_the_other(say: Words, chart: Chart, paper: Paper) -> tuple[Drawing, list[Cut]]:
    """The chart as a spine on upright pages, as large as its rows allow."""
    width, height = paper.upright(_SPARE)
    largest = min(paper.largest, width / NARROWEST)
    for part in (1.0, 0.9, 0.8, 0.7):
        scale = max(largest * part, min(largest, paper.smallest))
        whole = spine(say, chart, width / scale)
        scale = min(scale, width / whole.size[0])
        found = cuts(whole, height / scale, scale)
        if all(cut.height <= height for cut in found):
            break
    return whole, found


_SPARE = 4
"""Lines left below a sheet for what it leads to; a longer list goes on over the page."""


def _fit(whole: Drawing, paper: Paper, links: int) -> tuple[float, bool]:
    """How large a chart can be printed on one page, and whether the page is turned for it."""
    width, height = whole.size
    scales = [
        min(paper.largest, room[0] / width, room[1] / height)
        for room in (paper.upright(links), paper.turned(links))
    ]
    return (scales[0], False) if scales[0] >= paper.smallest else (scales[1], True)


def _for_paper(drawn: Markup) -> Markup:
    """A drawing without links, which lead nowhere in a PDF, and with each line of text set from its
    beginning: WeasyPrint makes a picture of its own of every text that is centred.
    """
    return Markup(_TEXT.sub(_from_the_left, _LINK.sub("", drawn)))


def _from_the_left(found: re.Match[str]) -> str:
    attributes = found.group(1)
    told = _SIZE.search(attributes)
    size = float(told.group(1)) if told else SIZE
    face = "Bold" if "font-weight" in attributes else "Regular"

    def line(one: re.Match[str]) -> str:
        start = float(one.group(2)) - width(unescape(one.group(4)), size, face) / 2
        return f'{one.group(1)}x="{start:.1f}"{one.group(3)}>{one.group(4)}'

    return f"<text{attributes}{_LINE.sub(line, found.group(2))}</text>"


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
    say: Words, chart: Chart, sheets: _Sheets, here: int, place: str
) -> Iterator[tuple[str, str, str]]:
    """Where boxes of a sheet lead: to other pages, and to other sheets."""
    boxes = {box.id: box for box in chart.boxes}
    for way in chart.ways:
        target = boxes[way.target]
        there = sheets.of(target.id)
        if sheets.of(way.source) == here and target.number and there not in {here, -1}:
            onward = say("go to {number}", number=target.number)
            yield onward, target.said, sheets.name(there)
    for box in chart.boxes:
        if sheets.of(box.id) != here or not box.href:
            continue
        if box.kind != "link":
            yield f"{box.number}.", box.text, box.href.removeprefix(place)
            continue
        goal = box.href.removeprefix("#")
        if (there := sheets.of(goal)) not in {here, -1}:
            yield box.text, boxes[goal].said, sheets.name(there)
