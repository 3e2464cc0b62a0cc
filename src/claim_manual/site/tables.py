"""Tables of a page as HTML of the site."""

from __future__ import annotations

from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages import blocks as b
from claim_manual.pages.inline import Parts, Span
from claim_manual.pages.plain import plain
from claim_manual.site.lines import Lines


def table(line: Lines, block: b.Table) -> Html:
    """A table, which is moved by itself where it is wider than the page."""
    if block.role == "authored":
        return _authored(line, block)
    is_matrix = block.role == "matrix"
    write_head, write_row = (_upright, _matrix_row) if is_matrix else (Lines.__call__, _row)
    heads = joined(element("th", write_head(line, head), scope="col") for head in block.heads)
    rows = joined((write_row(line, block, row) for row in block.rows), Html("\n"))
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
    grid = element("table", element("thead", element("tr", *heads)), Html("\n"), body)
    name = ", ".join(filter(None, map(plain, block.heads))) or "…"
    return element("div", grid, class_="cm-wide", tabindex=0, role="group", aria_label=name)


_CLASSES = {"matrix": " cm-matrix", "results": " cm-results-table", "review": " cm-remarks"}
"""What is set otherwise than other tables."""
NO_LETTER = "–"
"""What stands in a cell of a matrix that says nothing."""


def _row(line: Lines, _: b.Table, row: b.Row) -> Html:
    return element("tr", _row_head(line, row), *(_cell(line, cell) for cell in row.cells))


def _row_head(line: Lines, row: b.Row) -> Html:
    return NOTHING if row.head is None else element("th", line(row.head), scope="row")


def _matrix_row(line: Lines, block: b.Table, row: b.Row) -> Html:
    """A row whose cells name their column too: a narrow screen sets them below each other."""
    heads = block.heads[1:] if row.head is not None else block.heads
    cells = (_letter(line, head, cell) for head, cell in zip(heads, row.cells, strict=True))
    return element("tr", _row_head(line, row), *cells)


def _upright(line: Lines, head: Parts) -> Html:
    """The name of a column, which stands upright where columns are narrow."""
    return element("span", line(head))


def _letter(line: Lines, head: Parts, cell: Parts) -> Html:
    if plain(cell) == NO_LETTER:
        return element("td", line(cell), class_="cm-none")
    name = element("span", text(" "), line(head), class_="cm-column")
    return element("td", line(cell), name)


def _cell(line: Lines, cell: Parts) -> Html:
    match cell:
        case (Span(role="way", parts=parts),):
            return element("td", line(parts), class_="cm-way")
        case _:
            return element("td", line(cell))
