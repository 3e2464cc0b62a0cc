"""Reports as Word files (Office Open XML). Only here is python-docx known.

Same words, same bytes: times are those of the report's day, not of the machine's clock.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from claim_manual.derived.review import Report
from claim_manual.office.archive import without_clock
from claim_manual.pages import blocks as b
from claim_manual.pages.page import Page
from claim_manual.pages.plain import lines, plain

_WIDTHS = (1.2, 4.0, 4.8, 7.4, 3.0, 5.2)
"""Of the columns of a table, in centimetres: an A4 page on its side."""


def report_document(report: Report, lang: str, day: dt.date) -> bytes:
    """A report with one table whose first row repeats on every page.

    `lang` is the tag of its language, `day` what its properties say of when it was made.
    """
    document = _sheets(29.7, 21.0, lang)
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    document.add_heading(report.title, level=1)
    for part in report.lead:
        document.add_paragraph(part)
    for words, number in report.counts:
        document.add_paragraph(f"{words}: {number}", style="List Bullet")
    _table(document, report.heads, [row.cells for row in report.rows], _WIDTHS)
    return _saved(document, report.title, lang, day)


def page_document(page: Page, lang: str, day: dt.date) -> bytes:
    """A page as headings, paragraphs and tables; of pictures the tables after them.

    `lang` is the tag of its language, `day` what its properties say of when it was made.
    """
    document = _sheets(21.0, 29.7, lang)
    document.add_heading(plain(page.heading), level=1)
    _blocks(document, page.head)
    for section in page.sections:
        if section.is_for_paper:
            document.add_heading(plain(section.title), level=section.level)
            _blocks(document, section.blocks)
    return _saved(document, page.title, lang, day)


def _blocks(document: Any, blocks: b.Blocks) -> None:
    for block in blocks:
        match block:
            case b.Table():
                heads = [plain(head) for head in block.heads]
                rows = [
                    [plain(cell) for cell in (row.head or (), *row.cells)] for row in block.rows
                ]
                _table(document, heads, rows, _shares(len(heads)))
                document.add_paragraph()
            case b.Pairs():
                for pair in block.pairs:
                    words = " ".join(
                        map(plain, lines(inner for value in pair.values for inner in value.blocks))
                    )
                    document.add_paragraph(f"{plain(pair.term)}: {words}", style="List Bullet")
            case _:
                for parts in lines((block,)):
                    document.add_paragraph(plain(parts))


def _shares(columns: int) -> tuple[float, ...]:
    """The widths of columns on an upright page, in centimetres; the first has most to say."""
    whole, first = 17.0, 5.0
    others = (whole - first) / max(columns - 1, 1)
    return (first, *[others] * (columns - 1))


def _sheets(width: float, height: float, lang: str) -> Any:
    """An empty document in a language, its pages so many centimetres wide and high."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(width), Cm(height)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), lang)
    style.element.get_or_add_rPr().append(language)
    return document


def _saved(document: Any, title: str, lang: str, day: dt.date) -> bytes:
    properties = document.core_properties
    instant = dt.datetime.combine(day, dt.time(), dt.UTC)
    properties.title = title
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = lang
    properties.created = properties.modified = instant
    properties.revision = 1
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def _table(
    document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no name for it
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
