"""Blocks of a page as HTML of the site: a row for each type. The style sheet is theme/assets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from claim_manual.html import NOTHING, Html, element, joined, text
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages.inline import unlinked
from claim_manual.site.apart import Apart
from claim_manual.site.drawings import (
    arcs_figure,
    bars_figure,
    chart_source,
    diagram,
    figure,
    prose_figure,
    tiles_figure,
)
from claim_manual.site.line_maps import line_map
from claim_manual.site.lines import Lines
from claim_manual.site.practice import practice
from claim_manual.site.steps import (
    calls,
    contacts,
    details,
    laws,
    limits,
    papers,
    say,
    steps,
    ticks,
    used_steps,
)
from claim_manual.site.tables import table
from claim_manual.site.trees import slip, tree


@dataclass(frozen=True)
class Blocks:
    """Writes blocks on one page.

    `used` has the steps of documents that trees go through, as they were written for this page's
    folder; `beside` writes as for a neighbour in it. Charts beside steps are set `apart`, and so
    are the steps that a tree uses.
    """

    line: Lines
    beside: Lines
    apart: Apart
    used: dict[str, Html] = field(default_factory=dict)

    def __call__(self, blocks: b.Blocks) -> Html:
        """Blocks, each on lines of its own."""
        return joined((_ROWS[type(block)](self, block) for block in blocks), Html("\n"))

    def tight(self, blocks: b.Blocks) -> Html:
        """Blocks one after the other, as in an item of a list."""
        return joined(_ROWS[type(block)](self, block) for block in blocks)

    def plain_line(self, block: b.Line) -> Html:
        """A line."""
        return self.line(block.parts)

    def paragraph(self, block: b.Paragraph) -> Html:
        """A paragraph."""
        return element("p", self.line(block.parts), class_=_PARAGRAPHS.get(block.role))

    def heading(self, block: b.Heading) -> Html:
        """A heading within an author's text, which is no part of the page's outline."""
        words = self.line(block.parts)
        return element(
            "p",
            words,
            class_="cm-subhead",
            role="heading",
            aria_level=block.level,
            id=block.anchor or None,
        )

    def quote(self, block: b.Quote) -> Html:
        """A quotation."""
        return element("blockquote", self.tight(block.blocks))

    def note_box(self, block: b.NoteBox) -> Html:
        """What a reader must not miss."""
        title = element("p", self.line(block.title), class_="cm-box-title")
        body = self(block.blocks)
        inner = (title, Html("\n"), body)
        return element("div", *inner, class_=f"cm-notebox cm-notebox--{block.kind}", role="note")

    def footnotes(self, block: b.Footnotes) -> Html:
        """The notes of a text, each with the way back to it."""
        rows = []
        for note in block.notes:
            back = element(
                "a",
                text("↩"),
                href=f"#fnref-{note.key}",
                class_="cm-back",
                aria_label=f"{block.back} ({note.number})",
            )
            words = (self.line(note.parts), Html(" "), back)
            rows.append(element("li", *words, id=f"fn-{note.key}", value=note.number))
        return element("ol", joined(rows, Html("\n")), class_="cm-footnotes")

    def listing(self, block: b.Listing) -> Html:
        """Characters to the letter; or what the reader's browser draws."""
        if block.is_client:
            return diagram(block.text)
        return element("pre", element("code", text(block.text), tabindex=0))

    def rule(self, _block: b.Rule) -> Html:
        """A line across the page."""
        return element("hr")

    def items(self, block: b.Items) -> Html:
        """A list."""
        rows = joined((self._item(item) for item in block.items), Html("\n"))
        data = {f"data_{key}": value for key, value in block.data}
        start = block.start if block.is_ordered and block.start != 1 else None
        return element(
            "ol" if block.is_ordered else "ul",
            rows,
            class_=_LISTS.get(block.role),
            start=start,
            **data,
        )

    def _item(self, item: b.Item) -> Html:
        data = {f"data_{key}": value for key, value in item.data}
        ticked = item.is_ticked is not None
        return element(
            "li",
            self._ticked(item) if ticked else self.tight(item.blocks),
            id=item.id or None,
            value=item.number or None,
            lang=item.tag or None,
            **data,
        )

    def _ticked(self, item: b.Item) -> Html:
        """An item that one can tick: nothing of it is kept or sent."""
        first, *rest = item.blocks or (b.Line(()),)
        box = element("input", type="checkbox", autocomplete="off", checked=item.is_ticked)
        words = self.line(first.parts) if isinstance(first, b.Line | b.Paragraph) else NOTHING
        if not words:
            rest = [*item.blocks]
        return Html(element("label", box, Html(" "), words) + self.tight(tuple(rest)))

    def pairs(self, block: b.Pairs) -> Html:
        """Terms and what is said of them."""
        rows = joined((self._pair(pair) for pair in block.pairs), Html("\n"))
        return element("dl", rows, class_=f"cm-{block.role}")

    def _pair(self, pair: b.Pair) -> Html:
        values = joined(
            element(
                "dd",
                self.tight(value.blocks),
                lang=value.tag or None,
                class_="cm-muted" if value.is_muted else None,
            )
            for value in pair.values
        )
        return element("div", element("dt", self.line(pair.term)), values, id=pair.id or None)

    def table(self, block: b.Table) -> Html:
        """A table."""
        return table(self.line, block)

    def notice(self, block: b.Notice) -> Html:
        """What a reader has to know of the page."""
        first, *more = block.lines
        tools = joined(Html(f" {self.line((link,))}") for link in block.tools)
        rest = joined(Html(f"{element('br')}{self.line(line)}") for line in more)
        return element(
            "div",
            self.line(first),
            tools,
            rest,
            class_=f"cm-notice cm-notice--{block.status}",
            id="cm-state",
            role="note",
        )

    def unconfirmed(self, block: b.Unconfirmed) -> Html:
        """What nobody has confirmed."""
        rows = joined((element("li", self.line(line)) for line in block.lines), Html("\n"))
        title = element("p", element("strong", text(block.title)))
        return element(
            "div",
            title,
            element("ul", rows),
            class_="cm-unconfirmed",
            id="unconfirmed",
            role="note",
        )

    def online(self, block: b.Online) -> Html:
        """What makes sense here alone."""
        return self(block.blocks)

    def folded(self, block: b.Folded) -> Html:
        """Blocks under a summary."""
        summary = element("summary", self.line(block.summary))
        body = self(block.blocks)
        return element("details", summary, Html("\n"), body, class_=f"cm-{block.role}")

    def figure(self, block: d.Figure) -> Html:
        """The chart of the page's document."""
        return figure(block, self.line, self.apart if block.is_beside else None)

    def chart_source(self, block: d.ChartSource) -> Html:
        """A chart as Mermaid."""
        source = text(chart_source(block.chart, self.line.addresses))
        return element("pre", element("code", source, tabindex=0))

    def drawn(self, block: b.Drawn) -> Html:
        """An author's chart."""
        return prose_figure(block, self.items(block.outline))

    def bars(self, block: d.Bars) -> Html:
        """Shares as bars."""
        return bars_figure(block)

    def tiles(self, block: d.Tiles) -> Html:
        """A tile map."""
        return tiles_figure(block)

    def arcs(self, block: d.Arcs) -> Html:
        """Who gives to whom."""
        return arcs_figure(block)

    def used_steps(self, steps: b.UsedSteps) -> Html:
        """The steps of another document, the same on all pages of a folder.

        They are written as for one more page of the folder, from which every page of it, and the
        page itself, is reached as a neighbour.
        """
        if steps.document not in self.used:
            beside = Blocks(self.beside, self.beside, self.apart)
            self.used[steps.document] = used_steps(beside, steps.steps)
        return self.used[steps.document]

    def filters(self, block: b.Filters) -> Html:
        """What a list can be narrowed down by."""
        labels = [_filter_of_words(*block.words)] if block.words else []
        for row in block.filters:
            values = joined(element("option", text(value)) for value in row.values)
            every = element("option", text(block.every), value="")
            select = element("select", every, values, data_key=row.key)
            labels.append(element("label", text(f"{row.label} "), select))
        status = element("p", role="status", class_="cm-muted")
        clear = element("button", text(block.clear), type="reset", class_="cm-button", hidden=True)
        return element(
            "form",
            joined([*labels, element("div", status, clear, class_="cm-filter-left")], Html("\n")),
            class_="cm-filter",
            data_none=block.none,
            data_count=block.count or None,
            hidden=True,
        )

    def cards(self, block: b.Cards) -> Html:
        """Pages with their summaries."""
        rows = []
        for card in block.cards:
            code = element("span", text(card.code), class_="cm-code")
            title = element("strong", self.line(unlinked(card.title)))
            href = self.line.addresses.of(card.link.goal)
            link = element("a", code, Html(" "), title, href=href)
            rows.append(element("li", link, element("span", self.line(card.summary))))
        return element("ul", joined(rows, Html("\n")), class_="cm-cards")

    def cases(self, block: b.Cases) -> Html:
        """Cases to practise."""
        rows = []
        for story, ends in block.cases:
            told = element("p", self.line(story)) if story else NOTHING
            label = element("strong", text(f"{block.label}:"))
            rows.append(
                element(
                    "li", told, element("p", label, Html(" "), self.line(ends), class_="cm-muted")
                )
            )
        return element("ul", joined(rows, Html("\n")), class_="cm-cases")

    def prose(self, block: b.Prose) -> Html:
        """An author's text."""
        classes = "cm-prose cm-sheet" if block.is_sheet else "cm-prose"
        return element("div", self(block.blocks), class_=classes)

    def lent(self, block: b.Lent) -> Html:
        """A text with a note on what is in doubt."""
        note = element("small", text(f"({block.note})"))
        return element(
            "div",
            self.tight(block.blocks),
            Html(" "),
            note,
            class_=f"cm-{block.kind}",
            lang=block.tag or None,
        )

    def sourced(self, block: b.Sourced) -> Html:
        """Blocks of which somebody knows the source."""
        return self(block.blocks)


_PARAGRAPHS: Mapping[str, str] = {
    "lead": "cm-lead",
    "kicker": "cm-kicker",
    "muted": "cm-muted",
    "help": "cm-help",
    "rule": "cm-help cm-help--rule",
    "note": "cm-note",
    "meta": "cm-meta",
    "handover": "cm-handover",
    "evidence": "cm-evidence",
    "used": "cm-used",
    "onward": "cm-onward",
    "sheet-notice": "cm-sheet-notice",
    "glance": "cm-glance",
    "picture": "cm-image",
}


def _filter_of_words(label: str, example: str) -> Html:
    """The field to type words into."""
    field = element(
        "input",
        type="search",
        name="words",
        placeholder=example,
        autocomplete="off",
        spellcheck="false",
    )
    return element("label", text(f"{label} "), field, class_="cm-filter-words")


_LISTS: Mapping[str, str] = {
    "options": "cm-options",
    "outcomes": "cm-outcomes",
    "outline": "cm-outline",
    "register": "cm-register",
    "queue": "cm-register cm-queue",
    "any-time": "cm-any-time",
    "related": "cm-related",
    "sources": "cm-sources",
    "recent": "cm-recent",
    "books": "cm-books",
    "languages": "cm-pointed",
    "index": "cm-index",
    "situations": "cm-situations",
    "checklist": "cm-checklist",
    "letters": "cm-letters",
    "roman": "cm-roman",
}
_ROWS: Mapping[type[Any], Callable[[Blocks, Any], Html]] = {
    b.Line: Blocks.plain_line,
    b.Paragraph: Blocks.paragraph,
    b.Heading: Blocks.heading,
    b.Quote: Blocks.quote,
    b.NoteBox: Blocks.note_box,
    b.Footnotes: Blocks.footnotes,
    b.Listing: Blocks.listing,
    b.Rule: Blocks.rule,
    b.Items: Blocks.items,
    b.Pairs: Blocks.pairs,
    b.Table: Blocks.table,
    b.Notice: Blocks.notice,
    b.Unconfirmed: Blocks.unconfirmed,
    b.Online: Blocks.online,
    b.Folded: Blocks.folded,
    b.Say: say,
    b.Details: details,
    b.Contacts: contacts,
    b.Calls: calls,
    b.Laws: laws,
    b.Limits: limits,
    b.Papers: papers,
    b.Ticks: ticks,
    b.Steps: steps,
    d.Figure: Blocks.figure,
    d.LineMap: line_map,
    d.ChartSource: Blocks.chart_source,
    b.Drawn: Blocks.drawn,
    d.Bars: Blocks.bars,
    d.Tiles: Blocks.tiles,
    d.Arcs: Blocks.arcs,
    b.Tree: tree,
    b.Slip: slip,
    b.Filters: Blocks.filters,
    b.Cards: Blocks.cards,
    b.Cases: Blocks.cases,
    b.Practice: practice,
    b.Prose: Blocks.prose,
    b.Lent: Blocks.lent,
    b.Sourced: Blocks.sourced,
}
