"""Tables of a page as HTML of the site."""

from __future__ import annotations

from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.pages import blocks as b
from claim_manual.pages.inline import Parts, Span
from claim_manual.site.lines import Lines


def table(line: Lines, block: b.Table) -> Html:
    """A table, which is moved by itself where it is wider than the page."""
    if block.role == "authored":
        return _authored(line, block)
    heads = joined(element("th", line(head), scope="col") for head in block.heads)
    rows = joined((_row(line, row) for row in block.rows), Html("\n"))
    grid = element(
        "table", element("thead", element("tr", heads)), Html("\n"), element("tbody", rows)
    )
    classes = f"cm-scroll cm-table{_CLASSES.get(block.role, '')}"
    return element("div", grid, class_=classes, tabindex=0, role="group", aria_label=block.label)


def _authored(line: Lines, block: b.Table) -> Html:
    """A table of an author's, its columns on the sides that they gave them."""
    sides = [f"cm-{side}" if side else None for side in block.sides or [""] * len(block.heads)]
    heads = (
        element("th", line(head), scope="col", class_=side)
        for head, side in zip(block.heads, sides, strict=True)
    )
    rows = (
        element(
            "tr",
            *(
                element("td", line(cell), class_=side)
                for cell, side in zip(row.cells, sides, strict=False)
            ),
        )
        for row in block.rows
    )
    body = element("tbody", joined(rows, Html("\n")))
    return element("table", element("thead", element("tr", *heads)), Html("\n"), body)


_CLASSES = {"matrix": " cm-matrix", "results": " cm-results-table"}
"""What is set otherwise than other tables."""


def _row(line: Lines, row: b.Row) -> Html:
    head = NOTHING if row.head is None else element("th", line(row.head), scope="row")
    return element("tr", head, *(_cell(line, cell) for cell in row.cells))


def _cell(line: Lines, cell: Parts) -> Html:
    match cell:
        case (Span(role="way", parts=parts),):
            return element("td", line(parts), class_="cm-way")
        case _:
            return element("td", line(cell))
