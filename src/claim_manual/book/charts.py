"""Charts of a book as HTML: each sheet a figure, with where its boxes lead below it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from claim_manual.book.lines import References, text
from claim_manual.book.printed_charts import Sheet
from claim_manual.charts.chart import Chart
from claim_manual.charts.sequence import Dialogue, dialogue_svg
from claim_manual.charts.svg import svg
from claim_manual.html import NOTHING, Html, element, joined


def sheet_figures(sheets: Iterable[Sheet], references: References, onward: str) -> Html:
    """A chart on as many sheets as it takes; `onward` stands over what each leads to."""
    return joined((_sheet_figure(sheet, references, onward) for sheet in sheets), Html("\n"))


def _sheet_figure(sheet: Sheet, references: References, onward: str) -> Html:
    """A chart, or a part of one."""
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


def author_figure(chart: Chart | Dialogue) -> Html:
    """A chart that an author wrote in prose."""
    draw = partial(dialogue_svg, chart) if isinstance(chart, Dialogue) else partial(svg, chart)
    drawn = draw(is_paper=True)
    return element("figure", drawn, class_="cm-figure")
