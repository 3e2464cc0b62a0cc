"""The chapters of procedures, flows and prose of a print edition in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claim_manual.book.blocks import Blocks
from claim_manual.book.chapter_maker import Article, ChapterMaker, anchor_of
from claim_manual.book.exercises import cases, checklist
from claim_manual.book.front import Contents, ContentsLine, contents, divider, filler, front
from claim_manual.book.lines import text
from claim_manual.book.values import Chapter
from claim_manual.derived.addresses import category_uri, document_uri
from claim_manual.derived.navigation import in_order
from claim_manual.html import NOTHING, Html, element, joined
from claim_manual.model.brief import Brief
from claim_manual.model.manual import AnyDocument, Document
from claim_manual.model.review import Round
from claim_manual.model.workshop import Workshop
from claim_manual.pages import blocks as b
from claim_manual.pages.briefs import brief_page
from claim_manual.pages.documents import flow_page, procedure_page, without_lanes
from claim_manual.pages.inline import Words
from claim_manual.pages.lists import category_page, prose_page
from claim_manual.pages.page import Online, Page, Section, anchored
from claim_manual.pages.phases import model_page
from claim_manual.pages.results import results_page
from claim_manual.pages.reviews import review_page

_FIRST = ("any_time", "rules", "steps", "chart", "lanes")
"""The sections with which the chapter of a document begins, in this order."""
_LINES = 9
"""Lines to write on at the end of a document."""


class Setter:
    """Makes the chapters around the procedures and flows, and theirs."""

    def __init__(self, make: ChapterMaker) -> None:
        self.make = make
        self._pages: dict[str, tuple[Chapter, ...]] = {}

    def front(self) -> Chapter:
        """Cover, emergency references, notice, and how to use the book."""
        return front(self.make)

    def contents(self, parts: Sequence[Contents]) -> Chapter:
        """The list of contents."""
        chapter = contents(self.make, parts)
        return replace(chapter, tabs=tuple(part.tab for part in self.make.print.parts.values()))

    def divider(self, opened: Contents, part: str) -> Chapter:
        """The page that opens a part of the book, which has the tab of `part`."""
        return divider(self.make, opened, part)

    def filler(self) -> Chapter:
        """The page for sides that would be empty."""
        return filler(self.make)

    def prose(self) -> Iterator[Chapter]:
        """What is written in docs/: the pages that the edition names, in its order, or all."""
        prose_by_id = {page.id: page for page in in_order(self.make.manual, self.make.reading.lang)}
        named = self.make.print.edition.pages
        if named is None:
            named = tuple(name for name in prose_by_id if name != "index")
        for name in named:
            if prose := prose_by_id.get(name):
                page = anchored(prose_page(self.make.reading, prose))
                yield self._plain(page, anchor_of(prose.id))

    def model(self) -> Chapter:
        """How the phases follow each other."""
        page = anchored(model_page(self.make.reading))
        return self._plain(page, anchor_of(page.uri))

    def phase(self, category: str) -> Chapter:
        """What is said of a phase, at the beginning of its part of the book."""
        page = anchored(category_page(self.make.reading, category))
        page = replace(page, title=self.make.say("About this phase"))
        return replace(self._plain(page, anchor_of(page.uri), category), level=1, turn=self._turn)

    def phase_line(self, category: str) -> ContentsLine:
        """The same as a line of a list of contents."""
        return ContentsLine(
            "", self.make.say("About this phase"), anchor_of(category_uri(category))
        )

    def _plain(self, page: Page, anchor: str, part: str = "") -> Chapter:
        references = self.make.references()
        write = self.make.write(anchor, references)
        title = (element("h1", write.line(page.heading)),) if page.heading else ()
        body = joined((*title, write(page.head), *sections(write, page.sections)), Html("\n"))
        return self.make.chapter(Article(anchor, page.title, body, references, part=part))

    def lines(self, documents: Sequence[AnyDocument]) -> tuple[ContentsLine, ...]:
        """Documents as lines of a list of contents."""
        plain = self.make.reading.plain
        return tuple(
            ContentsLine(
                document.model.code,
                plain(document.model.title),
                anchor_of(document_uri(document)),
                plain(document.model.summary),
            )
            for document in documents
        )

    def document(self, document: AnyDocument) -> Chapter:
        """A procedure or flow."""
        texts = self.make.texts(document.path)
        maker = procedure_page if hasattr(document.model, "steps") else flow_page
        page = anchored(maker(texts, document, Online()))
        page = page if self.make.options.lanes else without_lanes(page)
        anchor = anchor_of(page.uri)
        references = self.make.references()
        write = self.make.write(anchor, references)
        part = self.make.print.parts.get(part_of(document))
        body = (
            _kicker(page, part.name if part else ""),
            element(
                "h1", text(self.make.reading.plain(document.model.title)), data_label=page.title
            ),
            *self._head(write, page),
            *_body(write, page),
        )
        rest = [part for part in page.sections if part.name not in _FIRST]
        end = self._notes() if self.make.options.notes else NOTHING
        inner = joined((*sections(write, rest), end), Html("\n"))
        say, model = self.make.say, document.model
        foot = (
            texts.status(model.status),
            say("version {version}", version=model.version),
            say.short_date(self.make.print.day),
        )
        chapter = self.make.chapter(
            Article(
                anchor,
                page.title,
                joined((*body, element("div", inner, class_="rest")), Html("\n")),
                references,
                part=part_of(document),
                foot=" · ".join(foot),
            )
        )
        return replace(chapter, level=1, turn=self._turn)

    def _head(self, write: Blocks, page: Page) -> Iterator[Html]:
        """Lead, facts with the code to the page online, notice, and what is in doubt."""
        code = self.make.qr(page.uri, page.title)
        cell = element("td", code, class_="qr") if code else NOTHING
        has_facts = False
        for block in page.head:
            if isinstance(block, b.Pairs):
                has_facts = True
                yield write.facts(block, cell)
                continue
            if isinstance(block, b.Notice) and cell and not has_facts:
                yield write.facts(b.Pairs((), "facts"), cell)
            yield write((block,))
        yield write(tuple(block for block in page.blocks if isinstance(block, b.Unconfirmed)))

    def _notes(self) -> Html:
        dots = (element("div", class_="dots") for _ in range(_LINES))
        head = element("h2", text(self.make.say("Notes")))
        return element("section", head, *dots, class_="notes")

    def pages(self, document: AnyDocument) -> tuple[Chapter, ...]:
        """All that the edition has of a procedure or flow; the same for its book and leaflet."""
        if document.id not in self._pages:
            options = self.make.options
            chapters = () if options.sheets_only else (self.document(document),)
            more = options.checklists or options.sheets_only
            self._pages[document.id] = (*chapters, *((self.checklist(document),) if more else ()))
        return self._pages[document.id]

    def checklist(self, document: AnyDocument) -> Chapter:
        """What is done and asked in a document, to be ticked."""
        chapter = checklist(self.make, document, part_of(document), is_torn=self._turn == "right")
        level = 1 if self.make.options.sheets_only else 2
        return replace(chapter, level=level, turn=self._turn)

    @property
    def _turn(self) -> str:
        return "right" if self.make.options.start == "right" else ""

    def cases(self, documents: Sequence[AnyDocument], part: str) -> Iterator[Chapter]:
        """Exercises: the scenarios that tell a story."""
        yield from cases(self.make, documents, part)

    def review(self, review: Document[Round]) -> Chapter:
        """The report of a round of review."""
        page = review_page(self.make.reading, review)
        anchor = anchor_of(page.uri)
        references = self.make.references()
        write = self.make.write(anchor, references)
        title = element("h1", text(page.title))
        body = joined((title, write(_titled(page))), Html("\n"))
        return self.make.chapter(Article(anchor, page.title, body, references))

    def results(self, workshop: Document[Workshop]) -> Chapter:
        """What the assessments of a workshop came to."""
        page = anchored(results_page(self.make.reading, workshop, Online()))
        return self._plain(replace(page, head=_titled(page)), anchor_of(page.uri))

    def brief(self, brief: Document[Brief]) -> Chapter:
        """A brief: under its title what it is, for whom, and who approved it."""
        page = anchored(brief_page(self.make.reading, brief, Online()))
        references = replace(self.make.references(), are_numbered=False)  # its goals are elsewhere
        write = self.make.write(anchor_of(page.uri), references)
        rows = (
            element("p", text(self.make.title), class_="kicker"),
            element("h1", write.line(page.heading)),
            write(page.head),
            *sections(
                write, [replace(part, blocks=_narrow(part.blocks)) for part in page.sections]
            ),
        )
        article = Article(anchor_of(page.uri), page.title, joined(rows, Html("\n")), references)
        return self.make.chapter(article)


def _narrow(blocks: b.Blocks) -> b.Blocks:
    """Facts one below the other: those of a whole manual are too many for a row."""
    return tuple(
        replace(block, role="about") if isinstance(block, b.Pairs) else block for block in blocks
    )


def _titled(page: Page) -> b.Blocks:
    """The head of a page below its title, with numbers as a list."""
    return tuple(
        b.Items(tuple(_counted(pair) for pair in block.pairs))
        if isinstance(block, b.Pairs)
        else block
        for block in page.head
    )


def _counted(pair: b.Pair) -> b.Item:
    lines = [block for value in pair.values for block in value.blocks if isinstance(block, b.Line)]
    return b.Item((b.Line((*pair.term, Words(": "), *lines[0].parts)),))


def _kicker(page: Page, part: str) -> Html:
    return element(
        "p", text(" · ".join(word for word in (page.code, part) if word)), class_="kicker"
    )


def _body(write: Blocks, page: Page) -> Iterator[Html]:
    """Rules, steps and charts, whose sheets have their own titles."""
    for name in _FIRST:
        section = page.section(name)
        if section is None:
            continue
        blocks = tuple(block for block in section.blocks if not isinstance(block, b.Unconfirmed))
        if name not in {"chart", "lanes"}:
            yield element("h2", write.line(section.title), id=_place(write, section))
        yield write(blocks)


def sections(write: Blocks, parts: Sequence[Section]) -> Iterator[Html]:
    """The sections that are for paper, each under its heading."""
    bodies = [write(part.blocks) if part.is_for_paper else NOTHING for part in parts]
    for section, body in _with_words(parts, bodies):
        if section.name == "sources":
            yield _small(write, section)
            continue
        if section.title:
            level = min(section.level, 4)
            title = write.line(section.title)
            yield element(f"h{level}", title, id=_place(write, section))
        yield body


def _with_words(parts: Sequence[Section], bodies: Sequence[Html]) -> Iterator[tuple[Section, Html]]:
    """Sections that have words of their own, or below them: no level of headings is left out."""
    kept: list[tuple[Section, Html]] = []
    for section, body in zip(reversed(parts), reversed(bodies), strict=True):
        has_part = section.is_for_paper and kept and kept[-1][0].level > section.level
        if body or has_part:
            kept.append((section, body))
    return reversed(kept)


def _place(write: Blocks, section: Section) -> str | None:
    return f"{write.line.here}--{section.anchor}" if section.anchor else None


def _small(write: Blocks, section: Section) -> Html:
    """Sources as small print."""
    items = [
        write(item.blocks)
        for block in section.blocks
        if isinstance(block, b.Items)
        for item in block.items
    ]
    label = element("strong", write.line(section.title), text(":"))
    return element("p", label, Html(" "), joined(items, text(" · ")), class_="small")


def part_of(document: AnyDocument) -> str:
    """The key of the part of a book to which a document belongs."""
    return document.category or "flows"
