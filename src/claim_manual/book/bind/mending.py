"""What a chapter's structure lacks for PDF/UA-1 (ISO 14289-1) after WeasyPrint 70 has made it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

HEADINGS = Name("/ClaimHeadings")
"""In the structure's root: its headings, which binding demotes. No reader of PDF looks for it."""
PIXEL = 0.75
"""Points in a CSS pixel."""


def mended(pdf: bytes) -> bytes:
    """A chapter as WeasyPrint made it, with a structure that conforms."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        doubles: set[Any] = set()
        _join_links(root, doubles, is_link=False)
        numbers = root.ParentTree.Nums
        pages = {page.obj.objgen: numbers[2 * n + 1] for n, page in enumerate(document.pages)}
        _join_spans(root, pages)
        in_structure = _mend_elements(document, root)
        for number, page in enumerate(document.pages):
            if "/Annots" in page.obj:
                annotations = [
                    annotation for annotation in page.obj.Annots if annotation.objgen not in doubles
                ]
                page.obj.Annots = Array(annotations)
            _leave_out(document, page, numbers[2 * number + 1], in_structure)
        for pdf_object in document.objects:
            if isinstance(pdf_object, Dictionary) and "/ToUnicode" in pdf_object:
                _name_every_glyph(document, pdf_object)
        buffer = io.BytesIO()
        document.save(buffer, deterministic_id=True)
        return buffer.getvalue()


def _mend_elements(document: pikepdf.Pdf, root: Any) -> set[Any]:
    """Mends every element of the structure and lists its headings; the numbers of its objects."""
    headings = Array()
    in_structure = set()
    for element in _elements(root):
        in_structure.add(element.objgen)
        match str(element.S):
            case "/LI":
                _wrap_loose(document, element)
            case "/TR":
                _say_scopes(element)
            case "/Figure":
                _place(element)
            case name if re.fullmatch("/H[1-6]", name):
                headings.append(element)
    root[HEADINGS] = headings
    return in_structure


def _elements(parent: Any) -> Iterator[Any]:
    """Every element below `parent`, in reading order."""
    for kid in _kids(parent):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _join_links(parent: Any, doubles: set[Any], *, is_link: bool) -> None:
    """One link for each link: WeasyPrint makes another for each part of it (7.18.5).

    `doubles` gets the annotations that are too many.
    """
    for kid in _kids(parent):
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            continue
        references = [
            reference
            for reference in _kids(kid)
            if isinstance(reference, Dictionary) and "/Obj" in reference
        ]
        links = [
            reference for reference in references if reference.Obj.get("/Subtype") == Name.Link
        ]
        if links and is_link:
            doubles.update(reference.Obj.objgen for reference in links)
            kid.K = Array([child for child in _kids(kid) if child not in links])
        if is_link and Name.Link == kid.S:
            kid.S = Name.Span
        elif links and not is_link:
            kid.S = Name.Link
        _join_links(kid, doubles, is_link=is_link or Name.Link == kid.S)


_HOLDS_WORDS = {"/P", "/LBody", "/Lbl", "/TD", "/TH", "/Link", "/Span", "/Caption"} | {
    f"/H{level}" for level in range(1, 7)
}
"""Elements that hold content themselves (ISO 32000-1, 14.8.4.3 to 14.8.4.5)."""


def _join_spans(parent: Any, pages: Mapping[Any, Any]) -> None:
    """Words stand in their paragraph: WeasyPrint puts each run of them into a span of its own.

    `pages` are the elements of each page's marked content. It halves what a book has to hold.
    """
    kids = _kids(parent)
    joined = []
    for kid in kids:
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            joined.append(kid)
            continue
        _join_spans(kid, pages)
        inner = _kids(kid)
        is_plain = Name.Span == kid.S and "/Lang" not in kid and "/A" not in kid
        if (
            is_plain
            and str(parent.get("/S")) in _HOLDS_WORDS
            and all(isinstance(child, int) for child in inner)
            and parent.Pg.objgen == kid.Pg.objgen
        ):
            for number in inner:
                pages[kid.Pg.objgen][number] = parent
            joined += inner
        else:
            joined.append(kid)
    if len(joined) != len(kids) or any(
        new is not old for new, old in zip(joined, kids, strict=True)
    ):
        parent.K = Array(joined)


def _wrap_loose(document: pikepdf.Pdf, item: Any) -> None:
    """The content of a list item stands in its body (7.6; ISO 32000-1, table 336)."""
    kids = Array()
    body = None
    for kid in _kids(item):
        if isinstance(kid, Dictionary) and kid.get("/S") in {Name.Lbl, Name.LBody}:
            kids.append(kid)
            body = None
            continue
        if body is None:
            body = document.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=Array())
            )
            kids.append(body)
        if isinstance(kid, Dictionary) and "/S" in kid:
            kid.P = body
        body.K.append(kid)
    item.K = kids


def _say_scopes(row: Any) -> None:
    """Every header cell has a scope, which needs no list of headers in the other cells (7.5)."""
    cells = [kid for kid in _kids(row) if isinstance(kid, Dictionary)]
    is_head = all(cell.get("/S") == Name.TH for cell in cells)
    for cell in cells:
        attributes = cell.get("/A", Dictionary())
        if cell.get("/S") == Name.TH:
            attributes.Scope = Name.Column if is_head else Name.Row
            cell.A = attributes
        for holder, key in ((cell, "/ID"), (attributes, "/Headers")):
            if key in holder:
                del holder[key]


def _place(figure: Any) -> None:
    """The box of a figure in the page's own units (ISO 32000-1, 14.8.5.4.3)."""
    box = figure.get("/A", Dictionary()).get("/BBox")
    if box is not None:
        height = float(figure.Pg.MediaBox[3])
        x1, y1, x2, y2 = (float(coordinate) * PIXEL for coordinate in box)
        figure.A.BBox = Array(
            [round(coordinate, 2) for coordinate in (x1, height - y2, x2, height - y1)]
        )


def _name_every_glyph(document: pikepdf.Pdf, font: Any) -> None:
    """A glyph that only joins others stands for something too (7.21.7): a character without width."""
    content = font.ToUnicode.read_bytes()
    named = re.sub(rb"(<[0-9a-f]{4}>) <>", rb"\1 <200d>", content)
    if named != content:
        font.ToUnicode = document.make_stream(named)


_MARKED = re.compile(rb"/\w+\n<</MCID (\d+)>>\nBDC")


def _leave_out(
    document: pikepdf.Pdf, page: pikepdf.Page, parents: Any, in_structure: set[Any]
) -> None:
    """What no element of the structure has, as running heads, is marked as an artifact (7.1)."""
    loose = {
        n for n, parent in enumerate(parents) if parent is None or parent.objgen not in in_structure
    }
    if not loose:
        return
    content = page.Contents.read_bytes()

    def marked(match: re.Match[bytes]) -> bytes:
        return b"/Artifact\nBMC" if int(match.group(1)) in loose else match.group()

    page.Contents = document.make_stream(_MARKED.sub(marked, content))
    for number in loose:
        parents[number] = None
