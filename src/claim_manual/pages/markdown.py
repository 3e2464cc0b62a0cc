"""A page as plain Markdown (CommonMark, tables of GFM): what a manual is without its site.

Words are escaped, so that none of an author's is a mark; steps and entries keep their places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from claim_manual.charts.chart import Chart
from claim_manual.charts.mermaid import mermaid
from claim_manual.charts.sequence import Dialogue, dialogue_source
from claim_manual.derived.addresses import Address, asset_address, from_file
from claim_manual.pages import blocks as b
from claim_manual.pages import drawn_blocks as d
from claim_manual.pages import inline as i
from claim_manual.pages.goals import FileGoal, HereGoal, MadeGoal, PageGoal, UrlGoal
from claim_manual.pages.page import Page

ENDING = ".md"
_MARKS = re.compile(r"([\\`*_\[\]<>|~$]|&(?=#?\w+;))")
_FIRST = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=#:]))")
_RULES = {"": "---", "center": ":-:", "right": "--:"}
"""What stands below the head of a column, by the side of its words."""
_INDENTS = {"checklist": 2, "letters": 2, "roman": 2}
"""How far what belongs to an item is indented where that is not the length of its mark."""
_AUTHORED = ("prose", "sheet")
"""Sections to whose headings links of authors lead, which keep their places."""
_SIGNS = {"red": "▲", "amber": "◆", "green": "●"}


def markdown_page(page: Page, prefix: str) -> str:
    """The page, ending in a line break; `prefix` is where its language lies under the root."""
    address = from_file(page.uri, ENDING)
    line = _Lines(address, lambda path: asset_address(prefix + page.uri, path, folders=False))
    write = _Blocks(line)
    parts: list[str] = []
    if page.kicker:
        parts.append(line.first(page.kicker))
    if page.heading:
        parts.append(f"# {line(page.heading)}")
    parts += write.each(page.head)
    for section in page.sections:
        if section.is_for_screen:
            if section.title:
                place = _place(section.anchor if section.name in _AUTHORED else "")
                parts.append(f"{'#' * min(section.level, 6)} {place}{line(section.title)}")
            parts += write.each(section.blocks)
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(words: str) -> str:
    """Words as nothing but words, within a line."""
    return _MARKS.sub(r"\\\1", " ".join(words.split("\n")))


@dataclass(frozen=True)
class _Lines:
    """Writes lines on one page; in cells of tables a line does not end."""

    address: Address
    file: Callable[[str], str]
    is_cell: bool = False

    def __call__(self, parts: i.Parts) -> str:
        return "".join(self._part(part) for part in parts)

    def first(self, parts: i.Parts) -> str:
        """A line with which a block begins."""
        return _FIRST.sub(r"\1\\", self(parts).lstrip())

    def _part(self, part: i.Inline) -> str:  # noqa: C901, PLR0911, PLR0912 - a row for each type
        match part:
            case i.Words():
                return escaped(part.text)
            case i.Strong():
                return _around("**", self(part.parts))
            case i.Emphasis():
                return _around("*", self(part.parts))
            case i.Struck():
                return _around("~~", self(part.parts))
            case i.Footnote():
                return f"[^{part.key}]"
            case i.Code():
                return code(part.text)
            case i.Break():
                return "<br>" if self.is_cell else "\\\n"
            case i.Link():
                return self._link(part)
            case i.Image():
                return f"![{escaped(part.alt)}]({_target(self.file(part.path))})"
            case i.Span(role="tag"):
                return f"({self(part.parts)})"
            case i.Span(role="flag" | "urgent"):
                return _around("**", f"({self(part.parts)})")
            case i.Doubtful():
                return f"{self(part.parts)} ({escaped(part.note)})"
            case i.Badge():
                return f"{_SIGNS[part.level]} {escaped(part.word)}"
            case i.Blank():
                return r"\_" * {"short": 6, "middle": 12, "long": 24}[part.size]
            case i.Box():
                return f"☐ {escaped(part.word)}"
            case i.Warned():
                return f"{_around('**', escaped(f'{part.label}:'))} {self(part.parts)}"
            case _:
                return self(part.parts)

    def _link(self, part: i.Link) -> str:
        words = self(i.unlinked(part.parts))
        match part.goal:
            case PageGoal():
                address = self.address(part.goal.uri, part.goal.anchor)
            case HereGoal():
                address = f"#{part.goal.anchor}"
            case FileGoal():
                address = self.file(part.goal.path)
            case UrlGoal():
                address = part.goal.url
            case MadeGoal():
                return words
        place = f" ({escaped(part.place)})" if part.place else ""
        return f"[{words}]({_target(address)}){place}"


def _around(mark: str, words: str) -> str:
    return f"{mark}{words.strip()}{mark}" if words.strip() else words


def _target(address: str) -> str:
    return f"<{address.replace('<', '%3C').replace('>', '%3E')}>"


def code(text: str) -> str:
    """Characters to the letter, on a line."""
    text = " ".join(text.split("\n"))
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    room = " " if text[:1] in {"`", " "} or text[-1:] in {"`", " "} else ""
    return f"{fence}{room}{text}{room}{fence}"


def _fenced(text: str, language: str = "") -> str:
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _indented(text: str, width: int) -> str:
    return text.replace("\n", "\n" + " " * width)


def _place(anchor: str) -> str:
    return f'<a id="{anchor}"></a>' if anchor else ""


@dataclass(frozen=True)
class _Blocks:
    """Writes blocks on one page."""

    line: _Lines

    def each(self, blocks: Iterable[b.Block]) -> list[str]:
        """Blocks, to be parted by empty lines."""
        return [written for block in blocks if (written := self._block(block))]

    def together(self, blocks: Iterable[b.Block]) -> str:
        """Blocks with empty lines between."""
        return "\n\n".join(self.each(blocks))

    def _block(self, block: b.Block) -> str:  # noqa: C901, PLR0911, PLR0912 - a row for each type
        match block:
            case b.Line() | b.Paragraph():
                return self.line.first(block.parts)
            case b.Heading():
                return _around("**", self.line(block.parts))
            case b.Quote():
                return _quoted(self.together(block.blocks))
            case b.Listing():
                return _fenced(block.text, block.language)
            case b.Rule():
                return "---"
            case b.Items():
                return self._items(block)
            case b.Pairs():
                return "\n".join(self._pair(pair) for pair in block.pairs)
            case b.Table():
                return self._table(block)
            case b.Notice():
                return _quoted("\\\n".join(self.line.first(line) for line in block.lines))
            case b.NoteBox():
                title = _around("**", self.line(block.title))
                return _quoted(f"{title}\n\n{self.together(block.blocks)}".rstrip())
            case b.Footnotes():
                notes = (f"[^{note.key}]: {self.line.first(note.parts)}" for note in block.notes)
                return "\n\n".join(notes)
            case b.Unconfirmed():
                title = f"{_place('unconfirmed')}{_around('**', escaped(block.title))}"
                rows = [f"- {self.line.first(line)}" for line in block.lines]
                return _quoted("\n".join((title, "", *rows)))
            case b.Folded():
                head = _around("**", self.line(block.summary))
                body = self.together(block.blocks)
                return f"{head}\n\n{body}" if body else ""
            case b.Say():
                return self._say(block)
            case b.Details() | b.Prose() | b.Sourced():
                return self.together(block.blocks)
            case b.Lent():
                return f"{self.together(block.blocks)}\n\n({escaped(block.note)})"
            case b.Contacts() | b.Calls():
                return self._rows((contact,) for contact in block.contacts)
            case b.Laws():
                return self._rows((law,) for law in block.laws)
            case b.Limits():
                return self._rows((limit,) for limit in block.limits)
            case b.Papers():
                return self._rows((paper,) for paper in block.papers)
            case b.Ticks():
                return "\n".join(f"- [ ] {self.line(part.parts)}" for part in block.parts)
            case b.Steps():
                return "\n\n".join(self._step(step) for step in block.steps)
            case d.Figure() | b.Drawn():
                return _fenced(self._source(block.chart), "mermaid")
            case d.LineMap():
                told = (
                    f"- {escaped(stop.name)}: {self._map_way(way, block.then)}"
                    for stop in block.told
                    for way in stop.ways
                )
                stops = (self._map_stop(stop, block.then) for stop in block.stops)
                return "\n".join((*told, *stops))
            case b.Cards():
                return "\n".join(self._card(card) for card in block.cards)
            case b.Cases():
                return "\n".join(self._case(block.label, *case) for case in block.cases)
            case b.Practice():
                return self._rows((*case.story, i.Words(" "), case.page) for case in block.cases)
            case (
                d.ChartSource()
                | d.Bars()
                | d.Tiles()
                | d.Arcs()
                | b.Tree()
                | b.Slip()
                | b.Filters()
                | b.Online()
            ):
                return ""

    def _rows(self, rows: Iterable[i.Parts]) -> str:
        return "\n".join(f"- {self.line.first(row)}" for row in rows)

    def _items(self, block: b.Items) -> str:
        rows = []
        is_loose = False
        for n, item in enumerate(block.items, block.start):
            mark = _mark(block, item, n)
            parts = self.each(item.blocks)
            is_nested = len(parts) == 2 and isinstance(item.blocks[-1], b.Items)
            body = ("\n" if is_nested else "\n\n").join(parts)
            is_loose = is_loose or (len(parts) > 1 and not is_nested)
            rows.append(
                f"{mark}{_place(item.id)}{_indented(body, _INDENTS.get(block.role, len(mark)))}"
            )
        return ("\n\n" if is_loose else "\n").join(rows)

    def _pair(self, pair: b.Pair) -> str:
        values = [self.together(value.blocks) for value in pair.values]
        body = values[0] if len(values) == 1 else "\n\n".join(values)
        head = f"- {_place(pair.id)}{_around('**', self.line(pair.term))}"
        is_short = len(values) == 1 and "\n" not in body
        return f"{head}: {body}" if is_short else f"{head}\n\n  {_indented(body, 2)}\n"

    def _table(self, block: b.Table) -> str:
        cell = replace(self.line, is_cell=True)
        heads = [cell(head) for head in block.heads]
        rules = [_RULES[side] for side in block.sides] or ["---"] * len(heads)
        rows = [heads, rules]
        rows += [
            [*([cell(row.head)] if row.head is not None else []), *map(cell, row.cells)]
            for row in block.rows
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _say(self, block: b.Say) -> str:
        parts = [_around("**", escaped(block.label)), self.together(block.spoken.blocks)]
        for spoken in block.others:
            parts += [_around("*", escaped(spoken.name)), self.together(spoken.blocks)]
        return _quoted("\n\n".join(parts))

    def _step(self, step: b.Step) -> str:
        mark = f"{step.number}. "
        badge = f"{self.line((step.badge,))}: " if step.badge else ""
        former = "".join(_place(f"n-{name}") for name in step.former)
        title = f"{_place(f'n-{step.id}')}{former}{_around('**', badge + self.line(step.title))}"
        meta = " · ".join(self.line(parts) for parts in step.meta)
        parts = [title, *([meta] if meta else []), *self.each(step.body)]
        if step.ways:
            parts.append("\n".join(self._way(way) for way in step.ways))
        return mark + _indented("\n\n".join(parts), len(mark))

    def _way(self, way: b.WayOut) -> str:
        badge = f"{self.line((way.level,))} " if way.level else ""
        words = escaped(f"{way.words}: {way.end}" if way.end else way.words)
        return f"- {escaped(way.label)}: {badge}[{words}](#n-{way.goal})"

    def _map_stop(self, stop: d.MapStop, then: str) -> str:
        badge = f"{self.line((stop.badge,))}: " if stop.badge else ""
        name = escaped(stop.name)
        mark = f"{stop.number}. "
        notes = "".join(f" · {escaped(note)}" for note in stop.notes)
        rows = [f"{_around('**', badge + name)}{notes}"]
        rows += [f"- {self._map_way(way, then)}" for way in stop.ways]
        return mark + _indented("\n".join(rows), len(mark))

    def _map_way(self, way: d.MapWay, then: str) -> str:
        badge = f"{self.line((way.badge,))} " if way.badge else ""
        link = f"[{escaped(f'{way.number}. {way.name}')}](#n-{way.goal})"
        return f"{escaped(way.label or then)} → {badge}{link}"

    def _card(self, card: b.Card) -> str:
        return f"- {self.line((card.link,))}: {self.line(card.summary)}"

    def _case(self, label: str, story: i.Parts, ends: i.Parts) -> str:
        return f"- {self.line.first(story)} {_around('**', escaped(f'{label}:'))} {self.line(ends)}"

    def _source(self, chart: Chart | Dialogue) -> str:
        if isinstance(chart, Dialogue):
            return dialogue_source(chart)
        return mermaid(self._addressed(chart)).rstrip("\n")

    def _addressed(self, chart: Chart) -> Chart:
        boxes = (
            replace(box, href=self.line.address(box.href, "")) if box.href else box
            for box in chart.boxes
        )
        return replace(chart, boxes=tuple(boxes))


_STYLES = {
    "letters": "abcdefghijklmnopqrstuvwxyz",
    "roman": ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
}


def _mark(block: b.Items, item: b.Item, number: int) -> str:
    """What an item begins with. Markdown has no letters: they stand after the mark of a list."""
    if names := _STYLES.get(block.role):
        return f"- {names[number - 1]}\\) " if number <= len(names) else "- "
    if block.is_ordered:
        return f"{item.number or number}. "
    return {None: "- ", False: "- [ ] ", True: "- [x] "}[item.is_ticked]


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
