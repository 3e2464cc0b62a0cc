"""Blocks of a page as HTML for paper: a row for each type. The style sheet is style.css."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from claim_manual.book.charts import author_figure, sheet_figures
from claim_manual.book.lines import Lines, text, without_link
from claim_manual.book.printed_charts import Sheet
from claim_manual.book.sheets import POINTED, Fields, sheet_blocks
from claim_manual.book.steps import contacts, details, laws, limits, papers, say, steps, ticks
from claim_manual.charts.arcs import arcs_svg
from claim_manual.charts.bars import bars_svg
from claim_manual.charts.chart import Chart
from claim_manual.charts.coverage_map import coverage_svg
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages import inline as i


@dataclass(frozen=True)
class Blocks:
    """Writes blocks of one chapter.

    `sheets` puts a chart on as many sheets as it takes; `fields` makes fields of a PDF form out of
    blanks, where the edition is filled in on screens. `onward` says what stands over the links
    below a chart, `outcome` over an outcome.
    """

    line: Lines
    sheets: Callable[[Chart], list[Sheet]]
    onward: str
    outcome: str
    fields: Fields | None = None

    def __call__(self, blocks: b.Blocks) -> Html:
        """Blocks, each on lines of its own; nothing of those that are not for paper."""
        return joined((_ROWS[type(block)](self, block) for block in blocks), Html("\n"))

    def nothing(self, _block: b.Block) -> Html:
        """What only a screen has."""
        return NOTHING

    def plain_line(self, block: b.Line) -> Html:
        """A line."""
        return self.line(block.parts)

    def paragraph(self, block: b.Paragraph) -> Html:
        """A paragraph; where something is used is said by codes, its sources at the page's end."""
        if block.role in {"evidence", "kicker", "sheet-notice"}:
            return NOTHING
        parts = block.parts
        if block.role == "used":
            parts = i.by_code(parts)
        elif block.role == "onward":
            head, *links = (part for part in parts if part != i.Words(" "))
            parts = (head, i.Words(" "), *i.between(links, " · "))
        return element("p", self.line(parts), class_=_PARAGRAPHS.get(block.role))

    def heading(self, block: b.Heading) -> Html:
        """A heading within an author's text."""
        anchor = f"{self.line.here}--{block.anchor}" if block.anchor else None
        return element("p", self.line(block.parts), class_="cm-subhead", id=anchor)

    def quote(self, block: b.Quote) -> Html:
        """A quotation."""
        return element("blockquote", self(block.blocks))

    def note_box(self, block: b.NoteBox) -> Html:
        """What a reader must not miss."""
        title = element("p", self.line(block.title), class_="box-title")
        return element("div", title, self(block.blocks), class_=f"notebox {block.kind}")

    def listing(self, block: b.Listing) -> Html:
        """Characters to the letter."""
        return element("pre", element("code", text(block.text)))

    def rule(self, _block: b.Rule) -> Html:
        """A line across the page."""
        return element("hr")

    def items(self, block: b.Items) -> Html:
        """A list; options are ticked, entries of a register stand apart."""
        if block.role in {"register", "queue"}:
            return self._entries(block)
        if block.role == "options":
            box = element("span", class_="box")
            ticked = (element("li", box, self(item.blocks)) for item in block.items)
            return element("ul", *ticked, class_="ticks options")
        if block.role == "checklist":
            ticked = (self._checked(item) for item in block.items)
            return element("ul", *ticked, class_="ticks")
        rows = (element("li", self(item.blocks), value=item.number or None) for item in block.items)
        start = block.start if block.start != 1 else None
        name = "ol" if block.is_ordered else "ul"
        return element(name, *rows, start=start, class_=_LISTS.get(block.role))

    def _checked(self, item: b.Item) -> Html:
        """An item with a box, which has a cross where it is ticked already."""
        if item.is_ticked is None:
            return element("li", self(item.blocks))
        box = element("span", class_="box crossed" if item.is_ticked else "box")
        return element("li", box, self(item.blocks))

    def _entries(self, block: b.Items) -> Html:
        entries = []
        for number, item in enumerate(block.items, block.start):
            blocks = item.blocks
            if block.is_ordered:
                first, *rest = blocks
                head = i.Strong((i.Words(f"{number}. "),))
                blocks = (b.Paragraph((head, *getattr(first, "parts", ()))), *rest)
            anchor = f"{self.line.here}--{item.id}" if item.id else None
            lang = item.tag or None
            entries.append(element("div", self(blocks), class_="entry", id=anchor, lang=lang))
        return joined(entries, Html("\n"))

    def pairs(self, block: b.Pairs) -> Html:
        """Terms and what is said of them, as each kind is read best on paper."""
        match block.role:
            case "facts":
                return self.facts(block, NOTHING)
            case "about":
                return self._about(block)
            case "questions":
                return joined((self._question(pair) for pair in block.pairs), Html("\n"))
            case "glossary":
                return joined((self._term(pair) for pair in block.pairs), Html("\n"))
            case "definitions":
                return self._definitions(block)

    def facts(self, block: b.Pairs, last: Html) -> Html:
        """What a reader wants to know first, in a row; `last` is one more cell."""
        cells = [
            element(
                "td",
                element("span", self.line(pair.term), class_="fact"),
                Html(" "),
                *(self(value.blocks) for value in pair.values),
            )
            for pair in block.pairs
            if pair.is_for_paper
        ]
        if not cells and not last:
            return NOTHING
        return element("table", element("tr", *cells, last), class_="facts")

    def _about(self, block: b.Pairs) -> Html:
        rows = (
            element(
                "tr",
                element("th", self.line(pair.term), scope="row"),
                element("td", *self._apart(pair)),
            )
            for pair in block.pairs
            if pair.is_for_paper
        )
        return element("table", *rows, class_="about")

    def _apart(self, pair: b.Pair) -> tuple[Html, ...]:
        """What is said of a term; several things each begin on a line of their own."""
        said = tuple(self(value.blocks) for value in pair.values)
        return said if len(said) < 2 else tuple(element("div", words) for words in said)

    def _definitions(self, block: b.Pairs) -> Html:
        rows = (
            part
            for pair in block.pairs
            for part in (
                element("dt", self.line(pair.term)),
                *(element("dd", self(value.blocks)) for value in pair.values),
            )
        )
        return element("dl", *rows, class_="definitions")

    def _question(self, pair: b.Pair) -> Html:
        return joined((element("h3", self.line(pair.term)), *(self(v.blocks) for v in pair.values)))

    def _term(self, pair: b.Pair) -> Html:
        head = [element("strong", self.line(pair.term))]
        rest = []
        for value in pair.values:
            words = self(value.blocks)
            if value.tag:
                term = element("em", words, lang=value.tag)
                head.append(element("span", text(f"· {value.language}: "), term, class_="muted"))
            elif value.is_muted:
                head.append(element("span", text("· "), words, class_="muted"))
            else:
                rest.append(element("p", words))
        anchor = f"{self.line.here}--{pair.id}"
        return element(
            "div", element("p", joined(head, Html(" "))), *rest, class_="entry", id=anchor
        )

    def table(self, block: b.Table) -> Html:
        """A table; remarks of a review are too long for one and stand one below the other."""
        if block.role == "review":
            return joined((self._remark(row) for row in block.rows), Html("\n"))
        sides = [f"side-{side}" if side else None for side in block.sides]
        sides += [None] * (len(block.heads) - len(sides))
        heads = (
            element("th", self.line(head), scope="col", class_=side)
            for head, side in zip(block.heads, sides, strict=True)
        )
        rows = (
            element(
                "tr",
                *(
                    [element("th", self.line(row.head), scope="row")]
                    if row.head is not None
                    else []
                ),
                *(
                    element("td", self.line(cell), class_=side)
                    for cell, side in zip_longest(row.cells, sides[: len(row.cells)])
                ),
            )
            for row in block.rows
        )
        return element(
            "table",
            element("thead", element("tr", *heads)),
            element("tbody", *rows),
            class_=_TABLES.get(block.role),
        )

    def _remark(self, row: b.Row) -> Html:
        sender, about, comment, decision, why = row.cells
        number = self.line((*(row.head or ()), i.Words(". "), *about))
        return joined(
            (
                element("h2", number),
                element("p", self.line(sender), class_="meta"),
                element("p", self.line(comment)),
                element(
                    "p",
                    element("strong", self.line(decision), text(".")),
                    Html(" "),
                    self.line(why),
                ),
            )
        )

    def notice(self, block: b.Notice) -> Html:
        """What a reader has to know of the page."""
        lines = joined((self.line(line) for line in block.lines), element("br"))
        return element("p", lines, class_="notice")

    def unconfirmed(self, block: b.Unconfirmed) -> Html:
        """What nobody has confirmed; the questions stand in the register."""
        rows = (element("li", self.line(without_link(line))) for line in block.lines)
        title = element("strong", text(block.title))
        return element("div", title, element("ul", *rows), class_="unconfirmed")

    def folded(self, block: b.Folded) -> Html:
        """The versions of a document in small print; what else is folded stands elsewhere."""
        if block.role != "history":
            return NOTHING
        lists = (inner for inner in block.blocks if isinstance(inner, b.Items))
        items = [self(item.blocks) for inner in lists for item in inner.items]
        label = element("strong", self.line(block.summary), text(":"))
        return element("p", label, Html(" "), joined(items, text(" · ")), class_="small")

    def figure(self, block: d.Figure) -> Html:
        """The chart of the chapter's document, on as many sheets as it takes."""
        return sheet_figures(self.sheets(block.chart), self.line.references, self.onward)

    def drawn(self, block: b.Drawn) -> Html:
        """An author's chart, and the same as text."""
        return Html(author_figure(block.chart) + self.items(block.outline))

    def bars(self, block: d.Bars) -> Html:
        """Shares as bars."""
        return element("div", bars_svg(block.chart), class_="bars")

    def tiles(self, block: d.Tiles) -> Html:
        """A tile map."""
        return element("div", coverage_svg(block.map), class_="bars")

    def arcs(self, block: d.Arcs) -> Html:
        """Who gives to whom."""
        return element("div", arcs_svg(block.map), class_="bars")

    def prose(self, block: b.Prose) -> Html:
        """An author's text; a sheet has room to write."""
        return sheet_blocks(self, block) if block.is_sheet else self(block.blocks)

    def lent(self, block: b.Lent) -> Html:
        """A text with a note on what is in doubt."""
        note = element("small", text(f"({block.note})"))
        lang = block.tag or None
        words = self(block.blocks)
        return element("div", words, Html(" "), note, class_=f"cm-{block.kind}", lang=lang)

    def sourced(self, block: b.Sourced) -> Html:
        """Blocks of which somebody knows the source."""
        return self(block.blocks)


_PARAGRAPHS: Mapping[str, str] = {
    "lead": "lead",
    "muted": "meta",
    "help": "muted",
    "rule": "muted",
    "note": "meta",
    "meta": "meta",
    "handover": "handover",
    "used": "meta",
    "onward": "meta",
    "small": "small",
    "picture": "picture",
}
_LISTS: Mapping[str, str] = {"languages": POINTED, "letters": "letters", "roman": "roman"}
_TABLES: Mapping[str, str] = {
    "rules": "grid",
    "matrix": "grid raci",
    "state": "grid",
    "results": "grid",
}
_ROWS: Mapping[type[Any], Callable[[Blocks, Any], Html]] = {
    b.Line: Blocks.plain_line,
    b.Paragraph: Blocks.paragraph,
    b.Heading: Blocks.heading,
    b.Quote: Blocks.quote,
    b.NoteBox: Blocks.note_box,
    b.Footnotes: Blocks.nothing,
    b.Listing: Blocks.listing,
    b.Rule: Blocks.rule,
    b.Items: Blocks.items,
    b.Pairs: Blocks.pairs,
    b.Table: Blocks.table,
    b.Notice: Blocks.notice,
    b.Unconfirmed: Blocks.unconfirmed,
    b.Online: Blocks.nothing,
    b.Folded: Blocks.folded,
    b.Say: say,
    b.Details: details,
    b.Contacts: contacts,
    b.Calls: Blocks.nothing,
    b.Laws: laws,
    b.Limits: limits,
    b.Papers: papers,
    b.Ticks: ticks,
    b.Steps: steps,
    d.Figure: Blocks.figure,
    d.LineMap: Blocks.nothing,
    d.ChartSource: Blocks.nothing,
    b.Drawn: Blocks.drawn,
    d.Bars: Blocks.bars,
    d.Tiles: Blocks.tiles,
    d.Arcs: Blocks.arcs,
    b.Tree: Blocks.nothing,
    b.Slip: Blocks.nothing,
    b.Filters: Blocks.nothing,
    b.Cards: Blocks.nothing,
    b.Cases: Blocks.nothing,
    b.Practice: Blocks.nothing,
    b.Prose: Blocks.prose,
    b.Lent: Blocks.lent,
    b.Sourced: Blocks.sourced,
}
