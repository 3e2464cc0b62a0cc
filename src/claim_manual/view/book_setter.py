"""The chapters of a print edition in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from claim_manual.model.addresses import document_uri
from claim_manual.model.manual import AnyDocument
from claim_manual.model.page import PLACE, Chapter
from claim_manual.model.registers import Contact
from claim_manual.view import html
from claim_manual.view.chapter_maker import ChapterMaker, anchor_of, book_address
from claim_manual.view.chart import chart
from claim_manual.view.fences import drawn as drawn_fence
from claim_manual.view.navigation import in_order, prose_title
from claim_manual.view.outline import Item, outline
from claim_manual.view.printed_charts import Sheet, printed_charts
from claim_manual.view.qr import qr_code
from claim_manual.view.rule_table import RuleTable, rule_table
from claim_manual.view.writer import Writer

Line = tuple[str, str, str, str]
"""A line of a list of contents: code, title, anchor, summary."""


@dataclass(frozen=True)
class Contents:
    """A part of the list of contents."""

    name: str
    anchor: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Printed:
    """A procedure or flow as its template gets it."""

    id: str
    document: AnyDocument
    writer: Writer
    items: list[Item]
    charts: list[Sheet]
    prose: list[tuple[int, str, Markup]]
    rules: RuleTable | None


class Setter:
    """Makes the chapters around the procedures and flows, and theirs."""

    def __init__(self, make: ChapterMaker) -> None:
        self.make = make
        self._pages: dict[str, tuple[Chapter, ...]] = {}

    def front(self) -> Chapter:
        """Cover, emergency numbers, notice, and how to use the book."""
        site = self.make.print.site_url
        code = (
            qr_code(site, self.make.reading.say("Online: {address}", address=site)) if site else ""
        )
        return self.make.chapter(
            "front",
            self.make.title,
            self.make.manual.settings.path,
            edition_title=self.make.reading.plain(self.make.print.edition.title),
            notice=self.make.notice,
            site=site,
            qr=code if self.make.options.qr else "",
            lines=self._lines(),
            anchor="p-index",
        )

    def contents(self, parts: Sequence[Contents]) -> Chapter:
        """The list of contents."""
        title = self.make.reading.say("Contents")
        listed = [(one.name, one.anchor, [line[:3] for line in one.lines]) for one in parts]
        made = self.make.chapter(
            "contents", title, self.make.manual.settings.path, parts=listed, anchor="p-contents"
        )
        return replace(made, tabs=tuple(one.tab for one in self.make.print.parts.values()))

    def prose(self) -> Iterator[Chapter]:
        """What is written in docs/: the pages that the edition names, in its order, or all."""
        own = {one.id: one for one in in_order(self.make.manual, self.make.reading.lang)}
        named = self.make.print.edition.pages
        if named is None:
            named = tuple(one for one in own if one != "index")
        for name in named:
            if one := own.get(name):
                writer = self.make.writer(one.path)
                made = html.chapters(
                    one.text, writer.resolve, lambda source: drawn_fence(self.make.reading, source)
                )
                title = prose_title(one)
                yield self.make.chapter(
                    "prose",
                    title,
                    one.path,
                    prose=made,
                    anchor=anchor_of(one.id),
                )

    def divider(self, opened: Contents, part: str) -> Chapter:
        """The page that opens a part of the book, which has the tab of `part`."""
        return self.make.chapter(
            "divider",
            opened.name,
            self.make.manual.settings.path,
            anchor=opened.anchor,
            part=part,
            lines=opened.lines,
        )

    def lines(self, documents: Sequence[AnyDocument]) -> tuple[Line, ...]:
        """Documents as lines of a list of contents."""
        plain = self.make.reading.plain
        return tuple(
            (
                one.model.code,
                plain(one.model.title),
                anchor_of(document_uri(one)),
                plain(one.model.summary),
            )
            for one in documents
        )

    def document(self, document: AnyDocument) -> Chapter:
        """A procedure or flow."""
        uri = document_uri(document)
        anchor = anchor_of(uri)
        writer = self.make.writer(document.path)
        prose = self.make.manual.companion(document.id, self.make.reading.lang)
        title = self.make.reading.title(document)
        drawn = chart(self.make.reading, document, book_address)
        made = self.make.chapter(
            "document",
            title,
            document.path,
            part=part_of(document),
            document=document,
            chapter=Printed(
                id=anchor,
                document=document,
                writer=writer,
                items=outline(self.make.reading, document),
                charts=printed_charts(
                    self.make.reading.say, drawn, self.make.paper, f"{anchor}--chart", PLACE
                ),
                prose=html.chapters(prose.text, self.make.writer(prose.path).resolve)
                if prose
                else [],
                rules=rule_table(self.make.reading, document),
            ),
            qr=self.make.qr(uri, title),
            has_notes=self.make.options.notes,
            anchor=anchor,
        )
        return replace(made, level=1, turn=self._turn)

    def pages(self, document: AnyDocument) -> tuple[Chapter, ...]:
        """All that the edition has of a procedure or flow; the same for its book and leaflet."""
        if document.id not in self._pages:
            options = self.make.options
            own = () if options.sheets_only else (self.document(document),)
            more = options.checklists or options.sheets_only
            self._pages[document.id] = (*own, *((self.checklist(document),) if more else ()))
        return self._pages[document.id]

    def checklist(self, document: AnyDocument) -> Chapter:
        """What is done and asked in a document, to be ticked."""
        anchor = f"{anchor_of(document_uri(document))}--checklist"
        title = self.make.reading.say("Checklist: {title}", title=self.make.reading.title(document))
        made = self.make.chapter(
            "checklist",
            title,
            document.path,
            anchor=anchor,
            part=part_of(document),
            document=document,
            items=outline(self.make.reading, document),
            is_fillable=self.make.options.fillable,
            is_torn=self._turn == "right",
        )
        return replace(made, level=1 if self.make.options.sheets_only else 2, turn=self._turn)

    @property
    def _turn(self) -> str:
        return "right" if self.make.options.start == "right" else ""

    def cases(self, flows: Sequence[AnyDocument]) -> Iterator[Chapter]:
        """Exercises: the scenarios of flows that tell a story."""
        told = [
            (one, [case for case in getattr(one.model, "scenarios", ()) if case.story])
            for one in flows
        ]
        told = [(one, own) for one, own in told if own]
        if told:
            title = self.make.reading.say("Cases to practise")
            made = self.make.chapter(
                "cases",
                title,
                self.make.manual.settings.path,
                part="flows",
                cases=told,
                anchor="p-cases",
            )
            yield replace(made, level=1)

    def filler(self) -> Chapter:
        """The page for sides that would be empty."""
        return self.make.chapter("filler", "", self.make.manual.settings.path, anchor="")

    def _lines(self) -> list[Contact]:
        """Telephone lines for emergencies that are not on every page of the site."""
        known = self.make.manual.settings.model.emergency
        return [
            one
            for one in self.make.manual.register("contacts")
            if isinstance(one, Contact)
            and one.kind in {"emergency", "hotline"}
            and one.phone
            and one.status != "weak"
            and one.id not in known
        ]


def part_of(document: AnyDocument) -> str:
    """The key of the part of a book to which a document belongs."""
    return document.category or "flows"
