"""Charts on pages of the site: drawn while it is built, or by a script in the reader's browser.

A picture is never shrunk, so that its words keep their size; where there is less room it scrolls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claim_manual.charts.arcs import arcs_svg
from claim_manual.charts.bars import bars_svg
from claim_manual.charts.chart import Box, Chart
from claim_manual.charts.coverage_map import coverage_svg
from claim_manual.charts.mermaid import mermaid
from claim_manual.charts.screen import STEP, for_desks, for_telephones
from claim_manual.charts.sequence import Dialogue, dialogue_svg
from claim_manual.charts.shapes import pixels
from claim_manual.charts.svg import Drawing, svg, whole
from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages.inline import Link
from claim_manual.site.apart import Apart
from claim_manual.site.lines import Addresses, Lines


def figure(block: d.Figure, line: Lines, apart: Apart | None) -> Html:
    """The chart of a document, in parts that can be read; on a telephone each opens on request.

    Where pictures are to be `apart`, each has an empty place of its size.
    """
    if block.is_client:
        source = chart_source(block.chart, line.addresses)
        return _figure(diagram(source), block.chart.title)
    parts = (_part(block, number, line, apart) for number in range(1, len(block.parts) + 1))
    return joined(parts, Html("\n"))


def _linked(chart: Chart) -> Chart:
    """A chart whose boxes lead to their steps, where they lead nowhere else."""
    boxes = (
        box if box.href or not box.number else replace(box, href=f"#{STEP}{box.id}")
        for box in chart.boxes
    )
    return replace(chart, boxes=tuple(boxes))


def _part(block: d.Figure, number: int, line: Lines, apart: Apart | None) -> Html:
    part = block.parts[number - 1]
    chart = _linked(addressed(part.chart, line.addresses))
    drawing = for_desks(chart, block.words.go_to)
    picture = whole(drawing)
    lane = whole(for_telephones(chart, block.words.go_to), "-lane")
    narrow = element("template", lane, class_="cm-lane")
    classes = "cm-figure cm-figure--chart"
    plain = NOTHING
    if apart:
        source = apart.picture(picture)
        plain = element("noscript", element("img", src=source, alt=chart.title, class_="cm-chart"))
        picture, narrow = _room(drawing), apart(Html(f"{picture}{narrow}"))
        classes += " cm-figure--apart"
    return element(
        "figure",
        _tools(part.opens, block.words),
        _scrolled(picture, chart.title),
        narrow,
        plain,
        _onward(part.links, line),
        element("figcaption", text(chart.title)),
        class_=classes,
        id=f"{block.place}-{number}",
    )


def _room(drawing: Drawing) -> Html:
    """The place of a picture that is still to come, so that nothing moves when it is there."""
    width, height = map(pixels, drawing.size)
    return element("svg", width=width, height=height, class_="cm-room", aria_hidden="true")


def _tools(opens: str, words: d.FigureWords) -> Html:
    """What opens a chart large, with what is said there."""
    down, sideways, both = words.goes_on
    button = element(
        "button",
        text(opens),
        type="button",
        class_="cm-button cm-button--quiet cm-enlarge",
        data_close=words.close,
        data_failed=words.failed,
        data_in=words.larger,
        data_out=words.smaller,
        data_fit=words.whole,
        data_down=down,
        data_sideways=sideways,
        data_both=both,
    )
    return element("p", button, class_="cm-figure-tools")


def _onward(links: Sequence[Link], line: Lines) -> Html:
    """Links to the parts before and after."""
    if not links:
        return NOTHING
    return element("p", joined((line((link,)) for link in links), Html(" ")), class_="cm-parts")


def _figure(picture: Html, title: str) -> Html:
    caption = element("figcaption", text(title))
    return element("figure", _scrolled(picture, title), caption, class_="cm-figure")


def _scrolled(picture: Html, title: str) -> Html:
    classes = "cm-scroll cm-scroll--chart"
    return element("div", picture, class_=classes, tabindex=0, role="group", aria_label=title)


def addressed(chart: Chart, addresses: Addresses) -> Chart:
    """A chart whose boxes lead from one page to others; all others stay on the page."""
    return replace(chart, boxes=tuple(_addressed(box, addresses) for box in chart.boxes))


def _addressed(box: Box, addresses: Addresses) -> Box:
    if not box.href or box.href.startswith("#"):
        return box
    return replace(box, href=addresses.page(box.href, ""))


def chart_source(chart: Chart, addresses: Addresses) -> str:
    """A chart as Mermaid whose boxes lead from one page to others."""
    return mermaid(addressed(chart, addresses)).rstrip("\n")


def prose_figure(block: b.Drawn, outline: Html) -> Html:
    """A chart as its author laid it out, and the same as text; a wide one is moved by itself."""
    summary = element("summary", text(block.summary))
    as_text = element("details", summary, outline, class_="cm-as-text")
    if block.is_client:
        return joined((diagram(block.source), as_text))
    chart = block.chart
    drawing = dialogue_svg(chart) if isinstance(chart, Dialogue) else svg(chart)
    picture = element("figure", _scrolled(drawing, block.chart.title), class_="cm-figure")
    return joined((picture, as_text))


def bars_figure(block: d.Bars) -> Html:
    """Shares as bars, wide enough that their words keep their size."""
    bars = _scrolled(bars_svg(block.chart), block.chart.title)
    return element("figure", bars, class_="cm-figure")


def tiles_figure(block: d.Tiles) -> Html:
    """A tile map, wide enough that its words keep their size."""
    tiles = _scrolled(coverage_svg(block.map), block.map.title)
    return element("figure", tiles, class_="cm-figure")


def arcs_figure(block: d.Arcs) -> Html:
    """Who gives to whom, wide enough that its words keep their size."""
    arcs = _scrolled(arcs_svg(block.map), block.map.title)
    return element("figure", arcs, class_="cm-figure")


def diagram(source: str) -> Html:
    """A fence of Mermaid, of which mkdocs-mermaid2-plugin makes a place where it is drawn."""
    return element("pre", element("code", text(source), class_="language-mermaid"))
