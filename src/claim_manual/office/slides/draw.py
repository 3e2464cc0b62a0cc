"""Sheets drawn as native shapes: placeholders, boxes that are links, tables, bars, pictures."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from claim_manual.office.archive import without_clock
from claim_manual.office.picture import png
from claim_manual.office.slides.columns import ABOVE, BESIDE
from claim_manual.office.slides.fit import LEAST, Area, Paragraph
from claim_manual.office.slides.look import (
    INK,
    LEVELS,
    LINE,
    PAPER,
    PETROL,
    WASH,
    colour_of,
    place,
)
from claim_manual.office.slides.plan import (
    BarPiece,
    BoxPiece,
    EndPiece,
    PicturePiece,
    Piece,
    Sheet,
    TablePiece,
    WordsPiece,
)
from claim_manual.office.slides.template import Template, content_of, placeholder, title_of
from claim_manual.office.slides.words import Hand, anchor, tame

_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""The name of the field of slide numbers, as PowerPoint writes it."""
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_VIEW = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_PLAIN_TABLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""The style “No Style, Table Grid”, which every program has."""


@dataclass
class Drawer:
    """Draws sheets into a presentation, in one language, on one day."""

    template: Template
    hand: Hand
    day: dt.date
    _pictures: int = 0

    def draw(self, sheets: list[Sheet]) -> None:
        """All sheets; boxes lead to each other's slides."""
        slides = {sheet.key: self._slide(sheet) for sheet in sheets}
        for sheet in sheets:
            for piece in sheet.pieces:
                self._piece(slides[sheet.key], piece, slides)
            self._number(slides[sheet.key])
            self._notes(slides[sheet.key], sheet.notes)

    def _slide(self, sheet: Sheet) -> Any:
        """A slide with its title; the boxes of others can lead to it."""
        layouts = self.template.layouts
        has_content = any(
            isinstance(piece, WordsPiece) and piece.is_content for piece in sheet.pieces
        )
        layout = layouts.content if has_content else layouts.title_only
        slide = self.template.presentation.slides.add_slide(
            layouts.first if sheet.is_first else layout
        )
        title = title_of(slide)
        anchor(title.text_frame, "bottom" if sheet.is_first else "middle")
        self.hand.write(
            title.text_frame, [Paragraph(sheet.title.words, is_bold=True)], sheet.title.size
        )
        if sheet.is_walk:
            element = parse_xml(f'<p:transition {nsdecls("p")} advClick="0"/>')
            slide.element.find(qn("p:clrMapOvr")).addnext(element)
        return slide

    def _piece(self, slide: Any, piece: Piece, slides: dict[str, Any]) -> None:
        match piece:
            case WordsPiece():
                self._words(slide, piece)
            case BoxPiece():
                self._box(slide, piece, slides)
            case EndPiece():
                self._end(slide, piece)
            case TablePiece():
                self._table(slide, piece)
            case BarPiece():
                self._bars(slide, piece)
            case PicturePiece():
                self._picture(slide, piece)

    # -- words and boxes

    def _words(self, slide: Any, piece: WordsPiece) -> None:
        shape = content_of(slide) or placeholder(slide, "SUBTITLE") if piece.is_content else None
        if shape is None:
            area = piece.area
            shape = slide.shapes.add_textbox(
                Pt(area.left), Pt(area.top), Pt(area.width), Pt(area.height)
            )
        else:
            place(shape, piece.area)
        anchor(shape.text_frame, "top")
        self.hand.write(shape.text_frame, piece.fitted.paragraphs, piece.fitted.size)

    def _shape(self, slide: Any, area: Area, fill: str, line: str) -> Any:
        """A box with round corners."""
        shape = slide.shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE,
            Pt(area.left),
            Pt(area.top),
            Pt(area.width),
            Pt(area.height),
        )
        shape.adjustments[0] = min(0.5, 9 / min(area.width, area.height))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour_of(fill)
        shape.line.color.rgb = colour_of(line)
        shape.line.width = Pt(1.5)
        # Without the theme's style, which gives it a shadow and another type.
        shape.element.remove(shape.element.find(qn("p:style")))
        return shape

    def _box(self, slide: Any, piece: BoxPiece, slides: dict[str, Any]) -> None:
        fill, colour = (PAPER, PETROL) if piece.is_quiet else (WASH, INK)
        shape = self._shape(slide, piece.area, fill, PETROL)
        anchor(shape.text_frame, "middle", 14, 4)
        self.hand.write(
            shape.text_frame, [Paragraph(piece.words, is_bold=True)], piece.size, colour
        )
        if goal := slides.get(piece.goal):
            shape.click_action.target_slide = goal

    def _end(self, slide: Any, piece: EndPiece) -> None:
        colour, wash = LEVELS.get(piece.level, (PETROL, WASH))
        shape = self._shape(slide, piece.area, wash, colour)
        anchor(shape.text_frame, "middle", 16, 6)
        self.hand.write(shape.text_frame, piece.paragraphs, piece.size, INK)
        if piece.paragraphs[0].is_bold:
            first = shape.text_frame.paragraphs[0].runs[0]
            first.font.color.rgb = colour_of(colour)

    # -- tables

    def _table(self, slide: Any, piece: TablePiece) -> None:
        part, area = piece.part, piece.area
        frame = slide.shapes.add_table(
            len(part.rows) + 1,
            len(part.heads),
            Pt(area.left),
            Pt(area.top),
            Pt(sum(part.widths)),
            Pt(sum(part.heights)),
        )
        frame.element.nvGraphicFramePr.cNvPr.set("descr", tame(piece.alt))
        table = frame.table
        properties = frame.element.find(f".//{qn('a:tblPr')}")
        table.first_row, table.horz_banding = True, False
        if self.hand.is_rtl:
            properties.set("rtl", "1")
        properties.find(qn("a:tableStyleId")).text = _PLAIN_TABLE
        for column, wide in zip(table.columns, part.widths, strict=True):
            column.width = Pt(wide)
        for row, words, high in zip(
            table.rows, (part.heads, *part.rows), part.heights, strict=True
        ):
            row.height = Pt(high)
            self._row(row, words, is_head=words is part.heads)

    def _row(self, row: Any, words: tuple[str, ...], *, is_head: bool) -> None:
        for number, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
            cell.margin_left = cell.margin_right = Pt(BESIDE)
            cell.margin_top = cell.margin_bottom = Pt(ABOVE)
            cell.fill.solid()
            cell.fill.fore_color.rgb = colour_of(PETROL if is_head else PAPER)
            paragraph = cell.text_frame.paragraphs[0]
            self.hand.align(paragraph)
            self.hand.run(
                paragraph,
                text,
                LEAST,
                PAPER if is_head else INK,
                is_bold=is_head or number == 0,
            )

    # -- bars

    def _bars(self, slide: Any, piece: BarPiece) -> None:
        figures: Any = _Figures(number_format=_format(piece.unit))
        figures.categories = [tame(words) for words in piece.categories]
        for series in piece.series:
            figures.add_series(tame(series.name), series.figures)
        area = piece.area
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.BAR_CLUSTERED,
            Pt(area.left),
            Pt(area.top),
            Pt(area.width),
            Pt(area.height),
            figures,
        )
        frame.element.nvGraphicFramePr.cNvPr.set("descr", tame(piece.alt))
        self._dress(frame.chart, piece)
        workbook = frame.chart.part.chart_workbook
        workbook.update_from_xlsx_blob(_dated(workbook.xlsx_part.blob, self.day))

    def _dress(self, chart: Any, piece: BarPiece) -> None:
        chart.has_legend, chart.has_title = False, False
        chart.font.size = Pt(LEAST)
        for properties in chart.element.iter(qn("a:defRPr")):
            self.hand.language(properties)
        chart.category_axis.reverse_order = True
        chart.category_axis.format.line.color.rgb = colour_of(LINE)
        chart.category_axis.has_major_gridlines = False
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        # Else some programs leave out every second label, or give them too little room.
        skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
        next(chart.element.iter(qn("c:noMultiLvlLbl"))).addprevious(skip)
        _lay_out(chart, piece.beside / piece.area.width)
        axis = chart.value_axis
        axis.visible, axis.has_major_gridlines = False, False
        axis.minimum_scale = 0
        if piece.unit.strip() == "%":
            axis.maximum_scale = 118
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 40, -6
        for number, series in enumerate(plot.series):
            series.format.fill.solid()
            series.format.fill.fore_color.theme_color = _SERIES[number % len(_SERIES)]
        self._labels(chart, piece)

    def _labels(self, chart: Any, piece: BarPiece) -> None:
        """Each bar says its figure, and of which series where there are several."""
        plot = chart.plots[0]
        plot.has_data_labels = True
        labels = plot.data_labels
        labels_element = next(chart.element.iter(qn("c:dLbls")))
        labels.font.size = Pt(LEAST)
        labels.number_format, labels.number_format_is_linked = _format(piece.unit), False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.show_value = True
        next(labels_element.iter(qn("a:bodyPr"))).set("wrap", "none")
        if len(piece.series) > 1:
            labels.show_series_name = True
            bubble = next(chart.element.iter(qn("c:showBubbleSize")))
            bubble.addnext(
                parse_xml(f"<c:separator {nsdecls('c')}>:\N{NO-BREAK SPACE}</c:separator>")
            )

    # -- pictures

    def _picture(self, slide: Any, piece: PicturePiece) -> None:
        area = _fitted(piece.svg, piece.area)
        self._pictures += 1
        shape = slide.shapes.add_picture(
            io.BytesIO(png(piece.svg, area.width, area.height)),
            Pt(area.left),
            Pt(area.top),
            Pt(area.width),
            Pt(area.height),
        )
        properties = shape.element.nvPicPr.cNvPr
        properties.set("descr", tame(piece.alt))
        properties.set("name", f"Picture {self._pictures}")
        fill = parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{PAPER}"/></a:solidFill>')
        shape.element.spPr.append(fill)
        name = PackURI(f"/ppt/media/drawing{self._pictures}.svg")
        package = slide.part.package
        part = Part(name, "image/svg+xml", package, piece.svg.encode())
        link = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        blip = shape.element.find(f".//{qn('a:blip')}")
        blip.append(
            parse_xml(
                f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SVG_EXTENSION}">'
                f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{link}"/></a:ext></a:extLst>'
            )
        )

    # -- what every slide has

    def _number(self, slide: Any) -> None:
        """The number of a slide, where the template has a place for it."""
        layout = placeholder(slide.slide_layout, "SLIDE_NUMBER")
        if layout is None:
            return
        kept = layout.element.find(f".//{qn('p:ph')}")
        ids = [int(each.get("id")) for each in slide.element.iter(qn("p:cNvPr"))]
        slide.shapes.element.append(
            parse_xml(
                f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{max(ids) + 1}" name="Slide Number"/>'
                '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
                f'<p:ph type="sldNum" sz="quarter" idx="{kept.get("idx", "12")}"/></p:nvPr></p:nvSpPr><p:spPr/>'
                '<p:txBody><a:bodyPr wrap="none"/><a:lstStyle/><a:p>'
                f'<a:fld id="{_NUMBER_FIELD}" type="slidenum"><a:rPr lang="{self.hand.tag}" sz="{LEAST * 100}"/>'
                f'<a:t>‹#›</a:t></a:fld><a:endParaRPr lang="{self.hand.tag}" sz="{LEAST * 100}"/></a:p>'
                "</p:txBody></p:sp>"
            )
        )

    def _notes(self, slide: Any, notes: str) -> None:
        if not notes:
            return
        frame = slide.notes_slide.notes_text_frame
        for number, line in enumerate(notes.splitlines()):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self.hand.align(paragraph)
            if line.strip():
                self.hand.run(paragraph, line)


_SERIES = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3)
"""The colours of series; what each is stands beside its bars in words too."""


def _format(unit: str) -> str:
    """A figure with its unit, as spreadsheets write formats."""
    quoted = unit.replace('"', "").replace(" ", "\N{NO-BREAK SPACE}")
    return f'0"{quoted}"' if quoted else "General"


def _fitted(svg: str, area: Area) -> Area:
    """Where a picture stands in the middle of an area; no more than twice as large as drawn."""
    view = _VIEW.search(svg)
    wide, high = (float(view[1]), float(view[2])) if view else (area.width, area.height)
    scale = min(area.width / max(wide, 1), area.height / max(high, 1), 2.0)
    width, height = wide * scale, high * scale
    return Area(
        area.left + (area.width - width) / 2, area.top + (area.height - height) / 2, width, height
    )


def _lay_out(chart: Any, beside: float) -> None:
    """Give the labels of bars their part of the width, and the bars the rest."""
    plot = next(chart.element.iter(qn("c:plotArea")))
    for layout in plot.findall(qn("c:layout")):
        plot.remove(layout)
    sizes = {"x": beside, "y": 0.02, "w": 0.99 - beside, "h": 0.96}
    written = "".join(f'<c:{name} val="{size:.4f}"/>' for name, size in sizes.items())
    plot.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{written}</c:manualLayout></c:layout>'
        ),
    )


_Figures: Any = CategoryChartData
"""Without types, in a library that has them elsewhere."""
_CREATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def _dated(workbook: bytes, day: dt.date) -> bytes:
    """The workbook behind a chart, made on a day."""
    name = "docProps/core.xml"
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        core = archive.read(name)
    instant = f"{day.isoformat()}T00:00:00Z".encode()
    return without_clock(workbook, {name: _CREATED.sub(rb"\g<1>" + instant + rb"\g<2>", core)})
