"""Binds chapters into one PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from claim_manual.book.bind.archive import archived
from claim_manual.book.bind.booklet import impose
from claim_manual.book.bind.faces import Faces, Fonts, SharedFonts
from claim_manual.book.bind.leaves import FILLER, Leaf, leaves
from claim_manual.book.bind.mending import PIXEL
from claim_manual.book.bind.metadata import describe
from claim_manual.book.bind.numbers import Numbering, Shift
from claim_manual.book.bind.stamping import Stamping
from claim_manual.book.bind.structure import Structure
from claim_manual.book.bind.tabs import draw_tab
from claim_manual.book.values import LAST_PAGE, PLACE, THIS_PAGE, Book, Chapter


@dataclass(frozen=True)
class _Place:
    """Where an anchor is: its page in the book, from 0, its point on it, and what is there."""

    page: int
    left: float
    top: float
    title: str


@dataclass
class _BoundChapter:
    """A chapter in the bound document: its pages there, its structure and bookmarks, its fonts and
    those of its numbers.
    """

    chapter: Chapter
    pages: list[int] = field(default_factory=list)
    tree: Any = None
    marks: list[OutlineItem] = field(default_factory=list)
    fonts: SharedFonts = field(default_factory=SharedFonts)


def bound(
    book: Book, chapter_pdfs: Sequence[bytes], filler: bytes, family: str, faces: Faces
) -> bytes:
    """The book as one PDF/UA-1 file; `chapter_pdfs` are its chapters as PDF (mending.mended), in order.

    `filler` is the page for empty sides. `family` and `faces` are the typeface's.
    """
    return bound_with_pages(book, chapter_pdfs, filler, family, faces)[0]


def bound_with_pages(
    book: Book, chapter_pdfs: Sequence[bytes], filler: bytes, family: str, faces: Faces
) -> tuple[bytes, dict[str, int]]:
    """The same, and the number of the page on which each anchor is."""
    binder = _Binder(book, family, faces)
    binder.bind(chapter_pdfs, filler)
    pages = {anchor: place.page + 1 for (_, anchor), place in binder.places.items()}
    if book.is_archive:
        return archived(binder.out), pages
    result = io.BytesIO()
    binder.out.save(
        result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    return result.getvalue(), pages


class _Binder:
    def __init__(self, book: Book, family: str, faces: Faces) -> None:
        self.book = book
        self.out = pikepdf.Pdf.new()
        self.bold = f"{family}-Bold"
        self.fonts = Fonts(self.out, family, faces)
        self.structure = Structure(self.out)
        self.places: dict[tuple[str, str], _Place] = {}
        self.spares: list[_BoundChapter] = []
        self.form: Any = None

    def bind(self, chapter_pdfs: Sequence[bytes], filler: bytes) -> None:
        """Puts every page in its place, then what leads from one to another."""
        parts = [_BoundChapter(chapter) for chapter in self.book.chapters]
        order = leaves(
            [_length(content) for content in chapter_pdfs],
            [part.chapter.turn for part in parts],
            self.book.pairs,
        )
        for number, leaf in enumerate(order):
            if leaf.chapter != FILLER:
                parts[leaf.chapter].pages.append(number)
        self._put_pages(order, parts, chapter_pdfs, filler)
        for part in parts:
            self._put_structure(part)
        for part in (*parts, *self.spares):
            self._write_numbers(part)
        with self.out.open_outline() as outline:
            self._put_outline(outline.root, parts)
        self._put_form()
        self.fonts.embed(self.book.elsewhere)
        self.structure.finish()
        if self.book.is_booklet:
            impose(self.out)
        describe(self.out, self.book)

    def _put_pages(
        self,
        order: Sequence[Leaf],
        parts: Sequence[_BoundChapter],
        chapter_pdfs: Sequence[bytes],
        filler: bytes,
    ) -> None:
        """Every page, chapter by chapter; what a chapter was read from is let go after it."""
        pages: dict[Leaf, pikepdf.Page] = {}
        for number, part in enumerate(parts):
            with pikepdf.open(io.BytesIO(chapter_pdfs[number])) as source:
                for n, page in enumerate(self._copied(source)):
                    pages[Leaf(number, n)] = page
                self._read(part, source)
            part.fonts = self.fonts.share(pages[Leaf(number)].obj.Resources.Font)
        for number, leaf in enumerate(order):
            if leaf.chapter == FILLER:
                # A page of its own each time: numbers are written on it.
                with pikepdf.open(io.BytesIO(filler)) as source:
                    page = self._copied(source)[0]
                    assert self.book.filler is not None
                    spare = _BoundChapter(self.book.filler, [number])
                    del page.obj["/StructParents"]
                    spare.fonts = self.fonts.share(page.obj.Resources.Font)
                    self.spares.append(spare)
            else:
                page = pages[leaf]
            self.out.pages.append(page)

    def _copied(self, source: pikepdf.Pdf) -> list[pikepdf.Page]:
        """The pages of a chapter, taken over and in no order yet."""
        return [pikepdf.Page(self.out.copy_foreign(page.obj)) for page in source.pages]

    def _read(self, part: _BoundChapter, source: pikepdf.Pdf) -> None:
        """What a chapter says beside its pages: structure, anchors, bookmarks, form."""
        part.tree = self.out.copy_foreign(source.Root.StructTreeRoot)
        numbers = {page.obj.objgen: n for n, page in enumerate(source.pages)}
        if "/Names" in source.Root:
            self._note_places(part, source.Root.Names.Dests.Names, numbers)
        with source.open_outline() as outline:
            part.marks = [*self._items(outline.root, part, numbers)]
        if "/AcroForm" in source.Root and self.form is None:
            self.form = self.out.copy_foreign(source.Root.AcroForm.DR)

    def _note_places(self, part: _BoundChapter, listed: Any, numbers: dict[Any, int]) -> None:
        """Where the anchors of a chapter are; one that goes on over pages is where it begins."""
        for n in range(0, len(listed), 2):
            page, _, left, top, _ = listed[n + 1]
            index = part.pages[numbers[page.objgen]]
            key = (part.chapter.lang, str(listed[n]))
            if key not in self.places or index < self.places[key].page:
                self.places[key] = _Place(index, float(left), float(top), part.chapter.title)

    def _place(self, lang: str, anchor: str) -> _Place | None:
        return self.places.get((lang, anchor))

    def _put_structure(self, part: _BoundChapter) -> None:
        """A chapter's structure, its links led to their goals."""
        tree = part.tree
        pages = [self.out.pages[index] for index in part.pages]
        parents = tree.ParentTree.Nums
        holders = {int(parents[n]): parents[n + 1] for n in range(0, len(parents), 2)}
        for page in pages:
            if "/Annots" in page.obj:
                annotations = [
                    annotation
                    for annotation in page.obj.Annots
                    if self._lead(annotation, part.chapter, holders)
                ]
                page.obj.Annots = Array(annotations)
        lang = part.chapter.tag if part.chapter.tag != self.book.tag else ""
        self.structure.add(tree, pages, lang, part.chapter.level)

    def _lead(self, annotation: Any, chapter: Chapter, holders: dict[int, Any]) -> bool:
        """Whether a link has somewhere to go; if it is a place of the book, it goes there."""
        address = str(annotation.A.URI) if "/A" in annotation and "/URI" in annotation.A else ""
        if not address.startswith(PLACE):
            return True
        anchor = address.removeprefix(PLACE)
        place = self._place(chapter.lang, anchor)
        if place:
            goal = self.out.pages[place.page].obj
            del annotation["/A"]
            annotation.Dest = Array([goal, Name.XYZ, place.left, place.top, 0])
            annotation.Contents = String(f"{place.title} ({place.page + 1})")
        elif anchor.partition("--")[0] in self.book.outside:
            page, _, within = anchor.partition("--")
            address = self.book.outside[page] + (f"#{within}" if within else "")
            annotation.A.URI = annotation.Contents = String(address)
        else:
            _unlink(holders[int(annotation.StructParent)])
            return False
        return True

    def _write_numbers(self, part: _BoundChapter) -> None:
        """Page numbers and the tab, on every page of a chapter."""
        for index in part.pages:
            page = self.out.pages[index]
            content = page.obj.Contents.read_bytes()
            number = partial(self._number, part, index)
            words = partial(self._stamp, part.chapter)
            stamped = Stamping(self.fonts, part.fonts.slots, words).written(content)
            known = (part.fonts.faces, part.fonts.numbers)
            numbering = Numbering(*known, number, self.book.elsewhere)
            numbered = numbering.written(stamped)
            _follow(page, numbering.shifts)
            for tab in part.chapter.tabs:
                numbered = (
                    draw_tab(self.fonts, self.bold, page, tab, is_right=index % 2 == 0) + numbered
                )
            if numbered is not content:
                page.obj.Contents = self.out.make_stream(numbered)

    def _stamp(self, chapter: Chapter, number: int) -> str:
        return self.book.stamps[f"{chapter.lang}/{chapter.slots[number]}"]

    def _number(self, part: _BoundChapter, index: int, code: str) -> str | None:
        if code == THIS_PAGE:
            return str(index + 1)
        if code == LAST_PAGE:
            return str(len(self.out.pages))
        anchor = part.chapter.places[int(code)]
        place = self._place(part.chapter.lang, anchor)
        number = place.page + 1 if place else self.book.beside.get(anchor)
        return None if number is None else str(number)

    def _put_form(self) -> None:
        """The fields of all chapters as one form (ISO 32000-1, 12.7.2)."""
        if self.form is None:
            return
        fields = [
            annotation
            for page in self.out.pages
            for annotation in page.obj.get("/Annots", Array())
            if annotation.Subtype == Name.Widget
        ]
        self.out.Root.AcroForm = self.out.make_indirect(
            Dictionary(DR=self.form, NeedAppearances=True, Fields=Array(fields))
        )

    def _put_outline(self, root: list[OutlineItem], parts: Sequence[_BoundChapter]) -> None:
        above: list[list[OutlineItem]] = [root]
        for part in parts:
            del above[part.chapter.level + 1 :]
            above[-1] += part.marks
            if part.marks:
                above.append(part.marks[-1].children)

    def _items(
        self, items: Sequence[OutlineItem], part: _BoundChapter, numbers: dict[Any, int]
    ) -> Iterator[OutlineItem]:
        for item in items:
            page, _, left, top, _ = cast("Array", item.destination)
            copy = OutlineItem(
                item.title,
                part.pages[numbers[page.objgen]],
                "XYZ",
                left=float(left),
                top=float(top),
            )
            copy.children += self._items(item.children, part, numbers)
            copy.is_closed = part.chapter.level > 0
            yield copy


def _length(content: bytes) -> int:
    """How many pages a chapter has."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def _follow(page: pikepdf.Page, shifts: Sequence[Shift]) -> None:
    """Moves the links whose words were drawn nearer."""
    top = float(page.obj.TrimBox[3]) if "/TrimBox" in page.obj else float(page.MediaBox[3])
    for annotation in page.obj.get("/Annots", Array()) if shifts else ():
        left, high, right, low = (float(part) for part in annotation.Rect)
        for shift in shifts:
            y = top - shift.y * PIXEL
            if abs(left - shift.x * PIXEL) < 1 and min(high, low) <= y <= max(high, low):
                by = shift.by * PIXEL
                annotation.Rect = Array([left - by, high, right - by, low])
                break


def _unlink(element: Any) -> None:
    """A link that leads nowhere in this file is but words."""
    element.S = Name.Span
    kids = element.K if isinstance(element.K, Array) else Array([element.K])
    element.K = Array(
        [kid for kid in kids if isinstance(kid, int) or "/Type" not in kid or kid.Type != Name.OBJR]
    )
