"""Charts of a book as HTML: each sheet a figure, with where its boxes lead below it."""

from __future__ import annotations

from claim_manual.book.lines import References, text
from claim_manual.book.printed_charts import Sheet
from claim_manual.charts.chart import Chart
from claim_manual.charts.svg import svg
from claim_manual.html import NOTHING, Html, element


def sheet_figure(sheet: Sheet, references: References, onward: str) -> Html:
    """A chart, or a part of one; `onward` stands over what it leads to."""
    again = None if sheet.is_first else "again"
    links = NOTHING
    if sheet.links:
        rows = (
            element(
                "tr",
                element("th", text(label), scope="row"),
                element("td", references.link(anchor, text(words))),
            )
            for label, words, anchor in sheet.links
        )
        links = element("table", element("caption", text(onward)), *rows, class_="links")
    return element(
        "figure",
        element("h2", text(sheet.title), class_=again),
        Html(sheet.drawn),
        links,
        class_="chart wide" if sheet.is_wide else "chart",
        id=sheet.anchor,
    )


def author_figure(chart: Chart) -> Html:
    """A chart that an author wrote in prose."""
    return element("figure", Html(svg(chart, is_paper=True)), class_="cm-figure")
