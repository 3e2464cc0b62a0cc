"""editions/<id>.yml: what goes into a print edition, and how it is printed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from claim_manual.model.approval import Approvals, approved_by
from claim_manual.model.schema import CategoryId, FlowId, Id, Model, ProcedureId, Ref, Text
from claim_manual.model.shown import How, Where, optional, shown
from claim_manual.model.values import BILINGUALS, PAPERS, STARTS, TYPE_SIZES

RegisterId = Annotated[Id, Ref("register")]
PageId = Annotated[str, Ref("page")]
LanguageId = Annotated[str, Ref("language")]


_CHOICE = "It decides what a book has and how it is printed; the book itself shows it."


def _switch(label: str, hint: str, order: int) -> Any:
    return shown(label, hint, order, How.FLAG, default=False, where=Where.NEITHER, reason=_CHOICE)


def _selection(label: str, hint: str, order: int, how: How) -> Any:
    return optional(label, hint, order, how, where=Where.NEITHER, reason=_CHOICE)


class Options(Model):
    """How an edition is printed."""

    paper: Literal["a4", "a5", "booklet"] = shown(
        "Paper",
        "a4, a5, or booklet: A5 pages, two on each A4 sheet, to fold.",
        10,
        How.CHOICE,
        default="a4",
        choices=PAPERS,
        where=Where.NEITHER,
        reason=_CHOICE,
    )
    type_size: Literal["normal", "large"] = shown(
        "Type size",
        "normal, or large (16 points).",
        20,
        How.CHOICE,
        default="normal",
        choices=TYPE_SIZES,
        where=Where.NEITHER,
        reason=_CHOICE,
    )
    bilingual: Literal["facing", "following"] | None = optional(
        "Bilingual",
        "Two languages in one book: facing (on facing pages) or following (one after the other).",
        30,
        How.CHOICE,
        choices=BILINGUALS,
        where=Where.NEITHER,
        reason=_CHOICE,
    )
    start: Literal["next", "right"] = shown(
        "Where chapters start",
        "next, or right (on a right-hand page).",
        40,
        How.CHOICE,
        default="next",
        choices=STARTS,
        where=Where.NEITHER,
        reason=_CHOICE,
    )
    notes: bool = _switch("Notes", "Lines for notes at the end of each page.", 50)
    checklists: bool = _switch("Checklists", "A checklist to take out, for each page.", 60)
    cases: bool = _switch("Cases to practise", "Cases to practise, from the scenarios.", 70)
    qr: bool = _switch("QR codes", "QR codes that open the page on the site.", 80)
    crop_marks: bool = _switch("Crop marks", "Crop marks and bleed, for a printer's shop.", 90)
    lanes: bool = _switch(
        "Flowcharts by actor", "A second flowchart of procedures, with a column for each actor.", 95
    )
    sheets_only: bool = _switch("Sheets only", "Only the checklists and the forms.", 100)
    fillable: bool = _switch(
        "Fields to fill in", "Checklists and forms to fill in on a screen (PDF with fields).", 110
    )


class Edition(Model):
    """A print edition. What is left out is all there: every procedure, every flow, every register."""

    title: Text = shown(
        "Title",
        "The title of the edition.",
        10,
        How.TEXT,
        is_name=True,
        where=Where.PRINT,
        reason="It is the title of a book; pages link to books by their languages.",
    )
    languages: tuple[LanguageId, ...] | None = _selection(
        "Languages", "The languages; all of them if left out.", 20, How.CODE
    )
    categories: tuple[CategoryId, ...] | None = _selection(
        "Categories", "Categories of procedures.", 30, How.CODE
    )
    procedures: tuple[ProcedureId, ...] | None = _selection(
        "Procedures", "Procedures besides those of the categories.", 40, How.PAGES
    )
    flows: tuple[FlowId, ...] | None = _selection(
        "Decision trees", "Decision trees and tables.", 50, How.PAGES
    )
    registers: tuple[RegisterId, ...] | None = _selection(
        "Registers", "Registers of reference/.", 60, How.CODE
    )
    pages: tuple[PageId, ...] | None = _selection(
        "Pages", "Pages of docs/, without language and .md.", 70, How.CODE
    )
    options: Options = shown(
        "Options",
        "How it is printed.",
        80,
        How.RECORD,
        default=Options(),
        where=Where.NEITHER,
        reason=_CHOICE,
    )
    approvals: Approvals = approved_by(
        90, "Which role or body approved it, and when, in which version; nobody's name."
    )


FULL = "full"
"""The edition that every manual has, with or without a file of its own."""
