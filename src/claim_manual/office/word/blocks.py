"""Blocks of a page as paragraphs, lists and tables of a Word file: a row for each type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from docx.oxml.ns import qn

from claim_manual.charts.arcs import arcs_svg
from claim_manual.charts.bars import bars_svg
from claim_manual.charts.chart import Chart
from claim_manual.charts.coverage_map import coverage_svg
from claim_manual.charts.sequence import Dialogue, dialogue_svg
from claim_manual.charts.svg import svg
from claim_manual.model.language import Words, direction
from claim_manual.office.word import look, tables
from claim_manual.office.word.lines import Lines
from claim_manual.office.word.lists import STEP, Kind, Lists
from claim_manual.office.word.pictures import Pictures, drawn
from claim_manual.office.word.room import Room
from claim_manual.office.word.steps import steps
from claim_manual.office.word.xml import text, w
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages import inline as i
from claim_manual.pages.plain import has_picture, lines, plain

_MANY_COLUMNS = 6
"""Columns above which a table is set in smaller type."""


class Sheet(Protocol):
    """A chart, or a part of one, that fits a page; its place and those that it leads to as uri#anchor."""

    @property
    def anchor(self) -> str:
        """Its place."""

    @property
    def drawn(self) -> str:
        """The drawing, as `<svg>`."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def links(self) -> tuple[tuple[str, str, str], ...]:
        """What stands in boxes that lead on, the words of each goal, and the goal."""


Sheets = Callable[[Chart, str], Sequence[Sheet]]
"""From a chart and the uri of its page to the sheets that it takes."""


@dataclass
class Blocks:
    """Writes the blocks of one page; `shift` is how much deeper its headings are than on a page."""

    line: Lines
    lists: Lists
    pictures: Pictures
    sheets: Sheets
    say: Words
    shift: int = 0
    deepest: int = 0

    def __call__(self, room: Room, blocks: b.Blocks) -> None:
        """Blocks, one below the other; nothing of those that only a screen has."""
        for block in blocks:
            _ROWS[type(block)](self, room, block)

    # -- paragraphs

    def paragraph(
        self,
        room: Room,
        parts: i.Parts,
        style: str = "",
        *,
        place: str = "",
        is_bold: bool = False,
        is_kept: bool = False,
    ) -> Any:
        """Words as a paragraph: every text of a page comes through here, and nowhere else.

        `place` is its name on the page, where links lead to it; one that `is_kept` stays with the
        next.
        """
        face = replace(room.face, is_bold=True) if is_bold else room.face
        paragraph = self.put(room, self.line(parts, face), style, is_kept=is_kept)
        if place:
            self.line.places.mark(paragraph, self.line.here, place)
        return paragraph

    def put(
        self, room: Room, runs: Iterable[Any], style: str = "", *, is_kept: bool = False
    ) -> Any:
        """Runs as a paragraph of a room."""
        name = style or room.style
        item, room.item = room.item, None
        if item and name in {look.NORMAL, look.CELL, look.DENSE}:
            name = look.BULLETS
        indent = None
        if room.depth and not item:
            indent = w("ind", left=STEP * room.depth)
        elif item and room.depth:
            indent = w("ind", left=STEP * room.depth, hanging=STEP)
        numbered = w("numPr", w("ilvl", val=item[1]), w("numId", val=item[0])) if item else None
        is_rtl = direction(room.face.tag) == "rtl"
        paragraph = w(
            "p",
            w(
                "pPr",
                w("pStyle", val=self.line.styles.id(name)),
                w("keepNext") if is_kept else None,
                numbered,
                w("bidi") if is_rtl else None,
                indent,
            ),
            *runs,
        )
        room.element.append(paragraph)
        return paragraph

    def plain_line(self, room: Room, block: b.Line) -> None:
        """A line."""
        self.paragraph(room, block.parts)

    def text_paragraph(self, room: Room, block: b.Paragraph) -> None:
        """A paragraph; one without words is none."""
        parts = i.by_code(block.parts) if block.role == "used" else block.parts
        if plain(parts) or has_picture(parts):
            self.paragraph(room, parts, _PARAGRAPHS.get(block.role, ""))

    def heading(self, room: Room, block: b.Heading) -> None:
        """A heading within an author's text; in a cell, words that stand out."""
        if room.is_cell or room.depth:
            self.paragraph(room, block.parts, look.LABEL, place=block.anchor)
        else:
            self.titled(room, block.parts, block.level, block.anchor)

    def titled(self, room: Room, parts: i.Parts, level: int, place: str) -> Any:
        """A heading of the level that it has on a page; none is left out in between."""
        self.deepest = min(level + self.shift, self.deepest + 1)
        return self.paragraph(room, parts, look.heading(self.deepest), place=place)

    def quote(self, room: Room, block: b.Quote) -> None:
        """A quotation."""
        self(room.styled(look.QUOTE), block.blocks)

    def note_box(self, room: Room, block: b.NoteBox) -> None:
        """What a reader must not miss."""
        style = look.WARNING if block.kind in {"warning", "caution", "important"} else look.NOTE
        self.paragraph(room, block.title, style, is_bold=True, is_kept=True)
        self(room.styled(style), block.blocks)

    def listing(self, room: Room, block: b.Listing) -> None:
        """Characters to the letter, in lines."""
        runs: list[Any] = []
        for n, words in enumerate(block.text.rstrip("\n").split("\n")):
            broken = [w("br")] if n else []
            runs.append(w("r", room.face.properties(), *broken, text(words)))
        self.put(room, runs, look.LETTERS)

    def rule(self, room: Room, _block: b.Rule) -> None:
        """A line across the page, also to write on."""
        paragraph = self.put(room, ())
        border = w("bottom", val="single", sz=6, space=1, color=look.RULE)
        paragraph.pPr.find(qn("w:pStyle")).addnext(w("pBdr", border))

    # -- lists

    def items(self, room: Room, block: b.Items) -> None:
        """A list; entries of a register stand apart."""
        if block.role in {"register", "queue"}:
            for number, item in enumerate(block.items, block.start):
                self._entry(room, item, number if block.is_ordered else 0)
            return
        kind = _KINDS.get(block.role, "decimal" if block.is_ordered else "bullet")
        is_counted = kind not in {"bullet", "box", "ticked"}
        key = self.lists.counted(kind, room.depth, block.start) if is_counted else ""
        for item in block.items:
            if is_counted and item.number:
                key = self.lists.counted(kind, room.depth, item.number)
            self._item(room, item, key or self.lists.unnumbered(_ticked(kind, item)))

    def _item(self, room: Room, item: b.Item, number: str) -> None:
        inner = replace(room.said_in(item.tag), depth=room.depth + 1, item=(number, room.depth))
        count = len(room.element)
        self(inner, item.blocks)
        self._mark(room, count, item.id)

    def listed(self, room: Room, rows: Iterable[i.Parts], kind: Kind = "bullet") -> None:
        """Lines as a list."""
        number = self.lists.unnumbered(kind)
        for parts in rows:
            inner = replace(room, depth=room.depth + 1, item=(number, room.depth))
            self.paragraph(inner, parts)

    def _entry(self, room: Room, item: b.Item, number: int) -> None:
        blocks = item.blocks
        if number:
            first, *rest = blocks
            head = i.Strong((i.Words(f"{number}. "),))
            blocks = (b.Paragraph((head, *getattr(first, "parts", ()))), *rest)
        count = len(room.element)
        self(room.said_in(item.tag), blocks)
        self._mark(room, count, item.id)
        for paragraph in [*room.element[count:-1]]:
            if paragraph.tag == qn("w:p") and paragraph.pPr.find(qn("w:keepNext")) is None:
                paragraph.pPr.find(qn("w:pStyle")).addnext(w("keepNext"))

    def _mark(self, room: Room, count: int, place: str) -> None:
        """Make the first paragraph after so many others a place."""
        first = next((p for p in room.element[count:] if p.tag == qn("w:p")), None)
        if place and first is not None:
            self.line.places.mark(first, self.line.here, place)

    def pairs(self, room: Room, block: b.Pairs) -> None:
        """Terms and what is said of them."""
        for pair in block.pairs:
            if pair.is_for_paper:
                self._pair(room, pair, block.role)

    def _pair(self, room: Room, pair: b.Pair, role: str) -> None:
        first, *rest = pair.values or (b.Value(()),)
        inner = first.blocks[0] if len(first.blocks) == 1 else None
        is_short = not rest and isinstance(inner, b.Line | b.Paragraph) and role != "questions"
        if is_short:
            assert isinstance(inner, b.Line | b.Paragraph)
            words: i.Parts = (i.Foreign(first.tag, inner.parts),) if first.tag else inner.parts
            parts = (i.Strong(pair.term), i.Words(": "), *words)
            self.paragraph(room, parts, place=pair.id)
            return
        if role == "glossary":
            self._term(room, pair)
            return
        self.paragraph(room, pair.term, look.LABEL, place=pair.id)
        for value in pair.values:
            self(room.said_in(value.tag), value.blocks)

    def _term(self, room: Room, pair: b.Pair) -> None:
        """A term, what it is called in other languages, and what it means."""
        head: list[i.Inline] = [i.Strong(pair.term)]
        meaning = []
        for value in pair.values:
            if value.tag or value.is_muted:
                words = tuple(part for line in lines(value.blocks) for part in line)
                name = (i.Words(f"{value.language}: "),) if value.language else ()
                head += [i.Words(" · "), *name]
                head += [i.Foreign(value.tag, words)] if value.tag else words
            else:
                meaning.append(value)
        self.paragraph(room, tuple(head), place=pair.id, is_kept=True)
        for value in meaning:
            self(room, value.blocks)

    # -- tables

    def table(self, room: Room, block: b.Table) -> None:
        """A table; one of all situations, which has hundreds of rows, is for screens."""
        if block.role == "situations":
            return
        is_dense = len(block.heads) > _MANY_COLUMNS
        rows = [(*((row.head,) if row.head is not None else ()), *row.cells) for row in block.rows]
        columns = [
            [plain(head), *(self._measured(row[n]) for row in rows if n < len(row))]
            for n, head in enumerate(block.heads)
        ]
        self.grid(
            room,
            (
                block.label,
                block.heads,
                tables.widths(
                    room.width - STEP * room.depth,
                    columns,
                    tables.DENSE_SIZE if is_dense else tables.SIZE,
                ),
            ),
            [[partial(self._words_in, parts=parts) for parts in row] for row in rows],
            [sum(len(plain(parts)) for parts in row) / 60 for row in rows],
            look.DENSE if is_dense else look.CELL,
        )
        for row in room.element[-1].findall(qn("w:tr")) if block.sides else ():
            for cell, side in zip(row.findall(qn("w:tc")), block.sides, strict=False):
                if side:
                    cell.find(qn("w:p")).pPr.append(w("jc", val=side))

    def _measured(self, parts: i.Parts) -> str:
        """A cell's words, with the pages of what it refers to."""
        links = sum(
            isinstance(part, i.Link) and self.line.is_paged(part) for part in i.unsourced(parts)
        )
        return f"{plain(parts)}{' (p. 000)' * links}"

    def _words_in(self, room: Room, parts: i.Parts) -> None:
        self.paragraph(room, parts)

    def grid(
        self,
        room: Room,
        named: tuple[str, Sequence[i.Parts], Sequence[int]],
        rows: Sequence[Sequence[Callable[[Room], None]]],
        heights: Sequence[float],
        style: str = look.CELL,
    ) -> None:
        """A table of cells that write themselves, under a head; a label, heads and widths name it.

        `heights` are the lines that each row takes, about.
        """
        label, heads, widths = named
        if len(room.element) and room.element[-1].tag == qn("w:tbl"):
            # Two tables that follow each other would be one.
            self.paragraph(room, (i.Words(label),), look.CAPTION)
        is_rtl = direction(room.face.tag) == "rtl"
        table = tables.table(self.line.styles.id(look.TABLE), label, widths, is_rtl=is_rtl)
        head = [partial(self._words_in, parts=parts) for parts in heads]
        inner = room.styled(style)
        table.append(tables.row(self._cells(inner, head, widths), 0, is_head=True))
        for cells, height in zip(rows, heights, strict=True):
            table.append(tables.row(self._cells(inner, cells, widths), height))
        room.element.append(table)

    def _cells(
        self, room: Room, cells: Sequence[Callable[[Room], None]], widths: Sequence[int]
    ) -> list[Any]:
        made = []
        for n, wide in enumerate(widths):
            cell = tables.cell(wide)
            inner = Room(cell, wide - 170, room.face, room.style, is_cell=True)
            if n < len(cells):
                cells[n](inner)
            if cell[-1].tag != qn("w:p"):  # the schema wants a paragraph at the end of each
                self.put(inner, ())
            made.append(cell)
        return made

    # -- notices

    def notice(self, room: Room, block: b.Notice) -> None:
        """What a reader has to know of the page."""
        for parts in block.lines:
            self.paragraph(room, parts, look.NOTE)

    def unconfirmed(self, room: Room, block: b.Unconfirmed) -> None:
        """What nobody has confirmed."""
        title = (i.Words(block.title),)
        self.paragraph(room, title, look.WARNING, place="unconfirmed", is_bold=True, is_kept=True)
        lines = (parts if self._leads(parts) else parts[:-2] for parts in block.lines)
        self.listed(room.styled(look.WARNING), lines)

    def _leads(self, parts: i.Parts) -> bool:
        """Whether the link at the end of a line leads anywhere; else its words say nothing."""
        last = parts[-1] if parts else None
        return not isinstance(last, i.Link) or self.line.is_known(last)

    def folded(self, room: Room, block: b.Folded) -> None:
        """What a reader opens on a screen, under its summary."""
        if block.role == "source":
            return
        label = self.paragraph(room, block.summary, look.LABEL)
        self(room, block.blocks)
        if room.element[-1] is label:
            room.element.remove(label)

    def spoken(self, room: Room, block: b.Say) -> None:
        """Words to say, in the page's language and in others."""
        inner = room.styled(look.SPOKEN)
        label = (i.Words(block.label),)
        self.paragraph(inner, label, is_bold=True, is_kept=True)
        self(inner.said_in(block.spoken.tag), block.spoken.blocks)
        for other in block.others:
            named = inner.said_in(other.tag)
            self.paragraph(named, (i.Words(other.name),), is_bold=True, is_kept=True)
            self(named, other.blocks)

    def lent(self, room: Room, block: b.Lent) -> None:
        """A text with a note on what is in doubt."""
        self(room.said_in(block.tag), block.blocks)
        self.paragraph(room, (i.Words(f"({block.note})"),), look.SMALL)

    def sourced(self, room: Room, block: b.Sourced) -> None:
        """Blocks that are a source text, with its bookmark over them."""
        count = len(room.element)
        self(room, block.blocks)
        self.line.marks.over([*room.element[count:]], block.source, room.face.tag)

    def inner(self, room: Room, block: b.Details | b.Prose) -> None:
        """What holds other blocks and is nothing else on paper."""
        self(room, block.blocks)

    def nothing(self, _room: Room, _block: b.Block) -> None:
        """What only a screen has, or what is said elsewhere in the file."""

    # -- what a step needs

    def contacts(self, room: Room, block: b.Contacts | b.Calls) -> None:
        """Contacts."""
        self.listed(room, ((contact,) for contact in block.contacts))

    def laws(self, room: Room, block: b.Laws) -> None:
        """Laws."""
        count = len(room.element)
        self.listed(room, ((law,) for law in block.laws))
        self._mark(room, count, block.id)

    def limits(self, room: Room, block: b.Limits) -> None:
        """Time limits."""
        self.listed(room, ((limit,) for limit in block.limits))

    def papers(self, room: Room, block: b.Papers) -> None:
        """Papers that a person brings, to be ticked."""
        self.listed(room, ((paper,) for paper in block.papers), "box")

    def ticks(self, room: Room, block: b.Ticks) -> None:
        """The parts of a step, to be ticked."""
        self.listed(room, (part.parts for part in block.parts), "box")

    def cards(self, room: Room, block: b.Cards) -> None:
        """Pages, each with its summary."""
        self.listed(room, ((card.link, i.Words(": "), *card.summary) for card in block.cards))

    def cases(self, room: Room, block: b.Cases) -> None:
        """Cases: the story, and where it ends."""
        label = i.Strong((i.Words(f"{block.label}:"),))
        self.listed(
            room, ((*story, i.Words(" "), label, i.Words(" "), *end) for story, end in block.cases)
        )

    def practice(self, room: Room, block: b.Practice) -> None:
        """Cases to play: their stories and pages."""
        self.listed(room, ((*case.story, i.Words(" "), case.page) for case in block.cases))

    # -- drawings

    def figure(self, room: Room, block: d.Figure) -> None:
        """The chart of the page's document, on as many sheets as it takes."""
        for sheet in self.sheets(block.chart, self.line.here):
            self._drawn(room, sheet.drawn, sheet.title, block.chart.description, sheet.anchor)
            if sheet.links:
                self.paragraph(room, (i.Words(self.say("Where to go on")),), look.LABEL)
                self._sheet_links(room, sheet)

    def _sheet_links(self, room: Room, sheet: Sheet) -> None:
        number = self.lists.unnumbered("bullet")
        for label, words, goal in sheet.links:
            uri, _, anchor = goal.partition("#")
            link = replace(room.face, style=self.line.styles.id(look.LINK))
            runs = self.line.run(f"{label} → ", room.face)
            runs += self.line.places.link(self.line.run(words, link), uri, anchor, [])
            self.put(replace(room, depth=room.depth + 1, item=(number, room.depth)), runs)

    def _drawn(self, room: Room, svg: str, title: str, alt: str, place: str = "") -> None:
        """A drawing under its caption, as large as fits."""
        drawing = self.pictures.drawing(svg, title, alt)
        if drawing is None:
            return
        caption = self.paragraph(room, (i.Words(title),), look.CAPTION)
        if place:
            uri, _, anchor = place.partition("#")
            self.line.places.mark(caption, uri, anchor)
        self.put(room, [drawn(drawing)])

    def author_chart(self, room: Room, block: b.Drawn) -> None:
        """A chart that an author wrote, and the same as text."""
        chart = block.chart
        draw = partial(dialogue_svg, chart) if isinstance(chart, Dialogue) else partial(svg, chart)
        self._drawn(room, draw(is_paper=True), chart.title, chart.description)
        self.items(room, block.outline)

    def bars(self, room: Room, block: d.Bars) -> None:
        """Shares as bars."""
        self._drawn(room, bars_svg(block.chart), block.chart.title, block.chart.description)

    def tiles(self, room: Room, block: d.Tiles) -> None:
        """A tile map."""
        self._drawn(room, coverage_svg(block.map), block.map.title, block.map.description)

    def arcs(self, room: Room, block: d.Arcs) -> None:
        """Who gives to whom."""
        self._drawn(room, arcs_svg(block.map), block.map.title, block.map.description)


def _ticked(kind: Kind, item: b.Item) -> Kind:
    if item.is_ticked is None:
        return "bullet" if kind == "ticked" else kind
    return "ticked" if item.is_ticked else "box"


_KINDS: Mapping[str, Kind] = {
    "options": "box",
    "checklist": "bullet",
    "letters": "lowerLetter",
    "roman": "lowerRoman",
}
_PARAGRAPHS: Mapping[str, str] = {
    "lead": look.LEAD,
    "muted": look.SMALL,
    "meta": look.SMALL,
    "used": look.SMALL,
    "small": look.SMALL,
    "evidence": look.SMALL,
    "kicker": look.SMALL,
    "sheet-notice": look.SMALL,
}
_ROWS: Mapping[type[Any], Callable[[Blocks, Room, Any], None]] = {
    b.Line: Blocks.plain_line,
    b.Paragraph: Blocks.text_paragraph,
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
    b.Say: Blocks.spoken,
    b.Details: Blocks.inner,
    b.Contacts: Blocks.contacts,
    b.Calls: Blocks.contacts,
    b.Laws: Blocks.laws,
    b.Limits: Blocks.limits,
    b.Papers: Blocks.papers,
    b.Ticks: Blocks.ticks,
    b.Steps: steps,
    d.Figure: Blocks.figure,
    d.LineMap: Blocks.nothing,
    d.ChartSource: Blocks.nothing,
    b.Drawn: Blocks.author_chart,
    d.Bars: Blocks.bars,
    d.Tiles: Blocks.tiles,
    d.Arcs: Blocks.arcs,
    b.Tree: Blocks.nothing,
    b.Slip: Blocks.nothing,
    b.Filters: Blocks.nothing,
    b.Cards: Blocks.cards,
    b.Cases: Blocks.cases,
    b.Practice: Blocks.practice,
    b.Prose: Blocks.inner,
    b.Lent: Blocks.lent,
    b.Sourced: Blocks.sourced,
}
