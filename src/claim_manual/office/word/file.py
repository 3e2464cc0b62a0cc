"""A Word file from pages: cover, contents, parts, and a header for each page of the manual."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from claim_manual.model.language import Words
from claim_manual.office.archive import without_clock
from claim_manual.office.word import look
from claim_manual.office.word.blocks import Blocks, Sheets
from claim_manual.office.word.contents import contents
from claim_manual.office.word.frame import Frame
from claim_manual.office.word.lines import Face, Lines, Site
from claim_manual.office.word.lists import Lists
from claim_manual.office.word.notes import FootNotes
from claim_manual.office.word.pictures import Pictures
from claim_manual.office.word.places import Places
from claim_manual.office.word.protection import Protection, protect
from claim_manual.office.word.room import Room
from claim_manual.office.word.sources import Marks, Origin
from claim_manual.office.word.template import Base, opened
from claim_manual.office.word.xml import tame, w
from claim_manual.pages import inline as i
from claim_manual.pages.page import Page, Section

_LONGEST = 255
"""Characters of a title in the properties of a file."""


@dataclass(frozen=True)
class Cover:
    """What stands before the contents: under the title a line for each thing to know of the file."""

    subtitle: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A page, or the title of a part; its heading is of this `level`, `running` stands over it."""

    page: Page | None
    level: int = 1
    running: str = ""
    title: str = ""


@dataclass(frozen=True)
class WordBook:
    """What a Word file is made of, in one language, whose BCP 47 tag is that of `say`.

    `title` is the file's, `running` what stands over every page: the manual's title. `foot` stands
    under each. `day` is when it was made, for its properties; nothing says so without one. With an
    `origin` it says which words are which source text. `request` is what readers are asked to do
    with it, `protection` all that they can.
    """

    title: str
    running: str
    foot: str
    chapters: tuple[Chapter, ...]
    say: Words
    cover: Cover | None = None
    site: Site = field(default_factory=Site)
    sheets: Sheets = lambda _chart, _uri: ()
    picture: Callable[[i.Image], bytes | None] = lambda _image: None
    day: dt.date | None = None
    origin: Origin | None = None
    request: tuple[str, ...] = ()
    protection: Protection = ""


def word_file(book: WordBook, template: bytes | None = None) -> bytes:
    """A book as a .docx file, in the manual's look or in a template's. Raises WordTemplateError.

    The same book is the same bytes.
    """
    base = opened(template, book.say.tag)
    _Writer(base, book).write()
    _properties(base.document, book)
    stream = io.BytesIO()
    base.document.save(stream)
    return without_clock(stream.getvalue())


class _Writer:
    """Writes one file."""

    def __init__(self, base: Base, book: WordBook) -> None:
        self.base, self.book = base, book
        self.part = base.document.part
        self.body = base.document.element.body
        self.tag = book.say.tag
        self.places = Places(book.site.online, self._outside)
        self.pictures = Pictures(self.part, base.room, book.picture)
        self.notes = FootNotes(self.part, base.styles, self.tag)
        self.lists = Lists(self.part.numbering_part.element, base.styles)
        self.frame = Frame(base, book.say, book.running, book.foot)
        self.chapter = Chapter(None)
        self.marks = Marks(book.origin, self.places.ids)

    def write(self) -> None:
        """Everything, in the order in which it is read."""
        book = self.book
        at = self._cover(book.cover) if book.cover else self._request(-1)
        for chapter in book.chapters:
            self._chapter(chapter)
        self.body.append(self.frame.paper(self.chapter.running))
        if at >= 0:
            contents(
                self.body,
                at,
                self.base,
                self.places,
                face=self._face,
                title=book.say("Contents"),
            )
            self.frame.renew_fields(self.base.document.settings.element)
        self.places.close()
        self.marks.close(self.base.document, self.tag)
        protect(self.base.document.settings.element, book.protection)

    # -- parts

    def _cover(self, cover: Cover) -> int:
        """Title and what is to know before all; where the contents belong."""
        write, room = self._blocks("index", 0), self._room()
        write.paragraph(room, (i.Words(self.book.title),), look.TITLE)
        if cover.subtitle:
            write.paragraph(room, (i.Words(cover.subtitle),), look.SUBTITLE)
        for words in cover.lines:
            write.paragraph(room, (i.Words(words),))
        at = self._request(len(self.body))
        for section in cover.sections:
            self._section(write, room, section)
        return at

    def _request(self, at: int) -> int:
        """What readers are asked to do; where what follows belongs."""
        write, room = self._blocks("", 0), self._room()
        for words in self.book.request:
            write.paragraph(room, (i.Words(words),), look.NOTE)
        return at if at < 0 else len(self.body)

    def _chapter(self, chapter: Chapter) -> None:
        is_first = self.chapter == Chapter(None) and self.book.cover is None
        is_under_title = is_first or (self.chapter.page is None and self.chapter.title)
        if len(self.body) and not is_under_title:
            self._turn()
        self.chapter = chapter
        if chapter.page is None:
            write = self._blocks("", chapter.level - 1)
            write.deepest = chapter.level - 1
            write.titled(self._room(), (i.Words(chapter.title),), 1, "")
            return
        self._page(chapter.page, chapter.level)

    def _page(self, page: Page, level: int) -> None:
        write, room = self._blocks(page.uri, level - 1), self._room()
        count = len(self.body)
        self.marks.page = page.path
        write.deepest = level - 1
        if page.heading:
            write.titled(room, page.heading, 1, page.anchor)
        write(room, page.head)
        self._sections(write, room, page)
        if len(self.body) > count and self.body[count].tag == qn("w:p"):
            self.places.mark(self.body[count], page.uri)

    def _sections(self, write: Blocks, room: Room, page: Page) -> None:
        """The sections for paper: a heading under which nothing stands is taken out again."""
        empty: list[tuple[Any, Section]] = []
        for section in page.sections:
            if not section.is_for_paper:
                continue
            while empty and empty[-1][1].level >= section.level:
                self._take_out(write, *empty.pop())
            heading = self._section(write, room, section)
            if heading is not None:
                empty.append((heading, section))
                continue
            for kept, inner in empty:
                self._named(write, kept, inner)
            empty = []
        while empty:
            self._take_out(write, *empty.pop())

    def _section(self, write: Blocks, room: Room, section: Section) -> Any | None:
        """A section; its heading where nothing came after it."""
        heading = None
        if section.title:
            heading = write.titled(room, section.title, section.level, "")
        count = len(self.body)
        write(room, section.blocks)
        if heading is not None and len(self.body) == count:
            return heading
        if heading is not None:
            self._named(write, heading, section)
        return None

    def _named(self, write: Blocks, heading: Any, section: Section) -> None:
        if section.anchor:
            self.places.mark(heading, write.line.here, section.anchor)

    def _take_out(self, write: Blocks, heading: Any, section: Section) -> None:
        write.deepest = max(1, section.level + write.shift - 1)
        self.body.remove(heading)

    # -- tools

    def _turn(self) -> None:
        """Begin a new page, over which something else stands."""
        if self.body[-1].tag != qn("w:p"):
            self.body.append(w("p", w("pPr", w("pStyle", val=self.base.styles.id(look.SMALL)))))
        self.body[-1].pPr.append(self.frame.paper(self.chapter.running))

    @property
    def _face(self) -> Face:
        return Face(self.tag)

    def _room(self) -> Room:
        return Room(self.body, self.base.room[0], self._face)

    def _blocks(self, uri: str, shift: int) -> Blocks:
        label = f" ({self.book.say('p.')}\N{NO-BREAK SPACE}{{}})"
        line = Lines(
            self.base.styles,
            self.places,
            self.book.site,
            self.pictures,
            self._outside,
            uri,
            label,
            self.notes,
            self.marks,
        )
        return Blocks(line, self.lists, self.pictures, self.book.sheets, self.book.say, shift)

    def _outside(self, link: Any, address: str) -> None:
        key = self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), key)


def _properties(document: Any, book: WordBook) -> None:
    properties = document.core_properties
    properties.title, properties.language = tame(book.title)[:_LONGEST], book.say.tag
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.subject = properties.keywords = properties.category = ""
    properties.revision = 1
    element = document.part.package._core_properties_part.element  # noqa: SLF001 - it has no other name
    for name in ("created", "modified", "lastPrinted"):
        for child in element.findall(f"{{*}}{name}"):
            element.remove(child)
    if book.day:
        properties.created = properties.modified = dt.datetime.combine(book.day, dt.time(), dt.UTC)
