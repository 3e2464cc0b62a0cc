"""Reports of review as Word files: a table on pages that lie on their side."""

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
