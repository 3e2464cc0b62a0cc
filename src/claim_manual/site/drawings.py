"""Charts on pages of the site: drawn while it is built, or by a script in the reader's browser."""

from __future__ import annotations

from dataclasses import replace

from claim_manual.charts.bars import bars_svg
from claim_manual.charts.chart import Chart
from claim_manual.charts.mermaid import mermaid
from claim_manual.charts.svg import svg
from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages import blocks as b
from claim_manual.site.lines import Addresses


def figure(block: b.Figure, addresses: Addresses) -> Html:
    """The chart of a document, in parts that fit a screen."""
    if block.is_client:
        source = chart_source(block.chart, addresses)
        return _figure(diagram(source), block.chart.title)
    open_large, close, larger, smaller, whole = block.tools
    button = element(
        "button",
        text(open_large),
        type="button",
        class_="cm-button cm-button--quiet cm-enlarge",
        data_close=close,
        data_in=larger,
        data_out=smaller,
        data_fit=whole,
    )
    tools = element("p", button, class_="cm-figure-tools")
    return joined(
        (
            _figure(Html(svg(addressed(part, addresses))), part.title, tools, f"chart-{number}")
            for number, part in enumerate(block.parts, 1)
        ),
        Html("\n"),
    )


def _figure(picture: Html, title: str, tools: Html = NOTHING, anchor: str = "") -> Html:
    caption = element("figcaption", text(title))
    return element(
        "figure", tools, _scrolled(picture, title), caption, class_="cm-figure", id=anchor or None
    )


def _scrolled(picture: Html, title: str) -> Html:
    return element("div", picture, class_="cm-scroll", tabindex=0, role="group", aria_label=title)


def addressed(chart: Chart, addresses: Addresses) -> Chart:
    """A chart whose boxes lead from one page to others; connectors stay on the page."""
    boxes = (
        replace(box, href=addresses.page(box.href, ""))
        if box.href and not box.href.startswith("#")
        else box
        for box in chart.boxes
    )
    return replace(chart, boxes=tuple(boxes))


def chart_source(chart: Chart, addresses: Addresses) -> str:
    """A chart as Mermaid whose boxes lead from one page to others."""
    return mermaid(addressed(chart, addresses)).rstrip("\n")


def prose_figure(block: b.Drawn, outline: Html) -> Html:
    """A chart that an author wrote, and the same as text."""
    if block.is_client:
        return diagram(block.source)
    summary = element("summary", text(block.summary))
    picture = element(
        "figure", _scrolled(Html(svg(block.chart)), block.chart.title), class_="cm-figure"
    )
    return joined((picture, element("details", summary, outline, class_="cm-as-text")))


def bars_figure(block: b.Bars) -> Html:
    """Shares as bars, as wide as the page allows."""
    return element("figure", bars_svg(block.chart), class_="cm-figure")


def diagram(source: str) -> Html:
    """Mermaid for the script of the page that draws it."""
    return element("pre", element("code", text(source)), class_="mermaid")
