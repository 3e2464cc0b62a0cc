"""Pages two on a sheet, in the order in which they come when the sheets are folded and stapled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_BLANK = -1


def impose(out: pikepdf.Pdf) -> None:
    """Makes each page of a bound book a half of a sheet, its structure, links and outline with it.

    The structure goes on in the order of reading, not of the sheets: content within a form is named
    by the form and its number in it (ISO 32000-1, 14.7.4.2, marked-content references).
    """
    pages = [page.obj for page in out.pages]
    numbers = {page.objgen: number for number, page in enumerate(pages)}
    width, height = (float(length) for length in pages[0].MediaBox[2:])
    forms = [out.make_indirect(pikepdf.Page(page).as_form_xobject()) for page in pages]
    places: list[tuple[Any, float]] = [(None, 0.0)] * len(pages)
    for left, right in sides(len(pages)):
        sheet = _sheet(out, forms, (left, right), width, height)
        for number, shift in ((left, 0.0), (right, width)):
            if number != _BLANK:
                places[number] = (sheet, shift)
                _move_annotations(sheet, pages[number], shift)
    for page, form in zip(pages, forms, strict=True):
        if "/StructParents" in page:
            form.StructParents = page.StructParents
    _move_structure(out.Root.StructTreeRoot, numbers, forms, places)
    for goal in _goals(out, len(pages)):
        sheet, shift = places[numbers[goal[0].objgen]]
        goal[0] = sheet
        goal[2] = float(goal[2]) + shift
    del out.pages[: len(pages)]


def sides(pages: int) -> Iterator[tuple[int, int]]:
    """The pages, from 0, on the left and right of each side of each sheet; -1 where there is none."""
    padded = (pages + 3) // 4 * 4
    for first in range(0, padded // 2, 2):
        for left, right in ((padded - 1 - first, first), (first + 1, padded - 2 - first)):
            yield (left if left < pages else _BLANK), (right if right < pages else _BLANK)


def _sheet(
    out: pikepdf.Pdf, forms: list[Any], halves: tuple[int, int], width: float, height: float
) -> Any:
    content = b""
    drawn = Dictionary()
    for number, name, shift in zip(halves, ("/L", "/R"), (0.0, width), strict=True):
        if number != _BLANK:
            content += f"q 1 0 0 1 {shift:.3f} 0 cm {name} Do Q\n".encode()
            drawn[name] = forms[number]
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(2 * width, 3), round(height, 3)]),
        Resources=Dictionary(XObject=drawn),
        Contents=out.make_stream(content),
        Annots=Array(),
        Tabs=Name.S,
    )
    out.pages.append(pikepdf.Page(out.make_indirect(page)))
    return out.pages[-1].obj


def _move_annotations(sheet: Any, page: Any, shift: float) -> None:
    for annotation in page.get("/Annots", Array()):
        x1, y1, x2, y2 = (float(part) for part in annotation.Rect)
        annotation.Rect = Array([x1 + shift, y1, x2 + shift, y2])
        if "/P" in annotation:
            annotation.P = sheet
        sheet.Annots.append(annotation)


def _move_structure(
    parent: Any, numbers: dict[Any, int], forms: list[Any], places: list[tuple[Any, float]]
) -> None:
    kids = parent.get("/K", Array())
    kids = list(kids) if isinstance(kids, Array) else [kids]
    number = numbers.get(parent.Pg.objgen) if "/Pg" in parent else None
    moved = Array()
    for kid in kids:
        if isinstance(kid, int) and number is not None:
            moved.append(
                Dictionary(Type=Name.MCR, Pg=places[number][0], Stm=forms[number], MCID=kid)
            )
            continue
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
            kid.Pg = places[numbers[kid.Pg.objgen]][0]
        elif isinstance(kid, Dictionary):
            _move_structure(kid, numbers, forms, places)
        moved.append(kid)
    parent.K = moved
    if number is not None:
        parent.Pg = places[number][0]


def _goals(out: pikepdf.Pdf, start: int) -> Iterator[Any]:
    """Every destination of a link on pages from `start` on, or of a bookmark."""
    for page in out.pages[start:]:
        for annotation in page.obj.get("/Annots", Array()):
            if "/Dest" in annotation:
                yield annotation.Dest
    todo = [out.Root.Outlines.First] if "/Outlines" in out.Root else []
    while todo:
        item = todo.pop()
        if "/Dest" in item:
            yield item.Dest
        todo += [item[key] for key in ("/Next", "/First") if key in item]
