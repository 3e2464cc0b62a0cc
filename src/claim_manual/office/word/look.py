"""The styles of a Word file: ours, each by the name under which a template may have its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

INK, PETROL, WASH, GREY, RULE = "1A2B33", "0B4F5C", "E3F0F1", "51626B", "8FA3A8"
LEVELS = {"red": "A3161F", "amber": "7A4B00", "green": "1E6B3A"}
"""The colours of levels, on white."""
MARKS = {"red": "▲", "amber": "◆", "green": "●"}
FONT = "Calibri"

TITLE, SUBTITLE, BULLETS, NUMBERS = "Title", "Subtitle", "List Bullet", "List Number"
CAPTION, QUOTE, CONTENTS, HEADER, FOOTER = "caption", "Quote", "TOC Heading", "header", "footer"
NOTE_TEXT, NOTE_MARK, LINK = "footnote text", "footnote reference", "Hyperlink"
LEAD, NOTE, WARNING, SPOKEN = "Manual Lead", "Manual Note", "Manual Warning", "Manual Words to Say"
CELL, SMALL, LABEL, LETTERS = "Manual Cell", "Manual Small", "Manual Label", "Manual Listing"
KEY, TABLE, NORMAL, DENSE = "Manual Code", "Manual Table", "Normal", "Manual Dense Cell"


def heading(level: int) -> str:
    """The name of the style of a heading; none is deeper than four."""
    return f"heading {min(level, 4)}"


def contents_line(level: int) -> str:
    """The name of the style of a line of the contents."""
    return f"toc {level}"


@dataclass(frozen=True)
class _Style:
    kind: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    more: str = ""
    following: str = ""


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _space(before: float, after: float) -> str:
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/>'


_BOLD = "<w:b/><w:bCs/>"
_TOGETHER = "<w:keepNext/><w:keepLines/>"


def _heading(level: int, points: float, before: float) -> _Style:
    return _Style(
        "paragraph",
        f'{_TOGETHER}{_space(before, 4)}<w:outlineLvl w:val="{level - 1}"/>',
        _BOLD + _colour(PETROL if level < 4 else INK) + _size(points),
        following="Normal",
    )


def _box(colour: str, fill: str) -> str:
    """A bar at the side on which the language begins, on a tint."""
    return (
        f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="{colour}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
        f"{_space(2, 4)}"
    )


_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    for side in ("top", "bottom", "insideH")
)
_STYLES: Mapping[str, _Style] = {
    NORMAL: _Style(
        "paragraph",
        '<w:spacing w:after="100" w:line="264" w:lineRule="auto"/>',
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
        + _colour(INK)
        + _size(10.5),
        based_on="",
    ),
    TITLE: _Style("paragraph", _space(0, 8), _BOLD + _colour(PETROL) + _size(28)),
    SUBTITLE: _Style("paragraph", _space(0, 8), _colour(GREY) + _size(14)),
    heading(1): _heading(1, 19, 18),
    heading(2): _heading(2, 14.5, 16),
    heading(3): _heading(3, 12, 12),
    heading(4): _heading(4, 10.5, 8),
    BULLETS: _Style("paragraph", _space(0, 2)),
    NUMBERS: _Style("paragraph", _space(0, 2)),
    CAPTION: _Style("paragraph", f"<w:keepNext/>{_space(6, 3)}", _BOLD + _colour(GREY) + _size(9)),
    QUOTE: _Style("paragraph", _space(2, 6) + '<w:ind w:left="400" w:right="400"/>', "<w:i/><w:iCs/>"),
    CONTENTS: _Style("paragraph", f"<w:keepNext/>{_space(12, 6)}", _BOLD + _colour(PETROL) + _size(19)),
    contents_line(1): _Style("paragraph", _space(8, 2), _BOLD),
    contents_line(2): _Style("paragraph", _space(0, 1) + '<w:ind w:left="220"/>'),
    HEADER: _Style("paragraph", _space(0, 0), _colour(GREY) + _size(8.5)),
    FOOTER: _Style("paragraph", _space(0, 0), _colour(GREY) + _size(8.5)),
    NOTE_TEXT: _Style("paragraph", _space(0, 2), _size(9)),
    LEAD: _Style("paragraph", _space(0, 8), _size(12)),
    NOTE: _Style("paragraph", _box(PETROL, WASH)),
    WARNING: _Style("paragraph", _box("7A4B00", "FBF1E0")),
    SPOKEN: _Style("paragraph", _box(RULE, "F3F6F6")),
    CELL: _Style("paragraph", '<w:spacing w:before="20" w:after="40" w:line="252" w:lineRule="auto"/>', _size(10)),
    DENSE: _Style("paragraph", _space(0, 1), _size(8.5)),
    SMALL: _Style("paragraph", _space(0, 3), _colour(GREY) + _size(9)),
    LABEL: _Style("paragraph", f"<w:keepNext/>{_space(6, 2)}", _BOLD),
    LETTERS: _Style(
        "paragraph",
        _space(2, 6),
        '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' + _size(9),
    ),
    LINK: _Style("character", run=f'<w:color w:val="{PETROL}"/><w:u w:val="single"/>', based_on=""),
    NOTE_MARK: _Style("character", run='<w:vertAlign w:val="superscript"/>', based_on=""),
    KEY: _Style("character", run=_colour(GREY), based_on=""),
    TABLE: _Style(
        "table",
        based_on="",
        more='<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>'
        + _LINES
        + '</w:tblBorders><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/>'
        f'{_colour(PETROL)}</w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{WASH}"/>'
        "</w:tcPr></w:tblStylePr>",
    ),
}  # fmt: skip


class Styles:
    """The styles of a document by the names we give them: those it has, and ours where it has none."""

    def __init__(self, element: Any, *, is_own: bool) -> None:
        """`is_own` where the document is no organisation's: ours then take the place of others."""
        self._element = element
        if is_own:
            _take_out_tables(element)
        self._ids = {_name(style): style for style in element.findall(qn("w:style"))}
        for name in _STYLES:
            if is_own and name.lower() in self._ids:
                self._replace(name)
            elif name.lower() not in self._ids:
                self._add(name)

    def id(self, name: str) -> str:
        """The id by which paragraphs, runs and tables name a style."""
        return str(self._ids[name.lower()].get(qn("w:styleId")))

    def numbering(self, name: str) -> str:
        """The id of the list that a paragraph of this style is in by itself; "" where it is in none."""
        found = self._ids[name.lower()].find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        return "" if found is None else str(found.get(qn("w:val")))

    def tabs(self, name: str) -> list[int]:
        """Where paragraphs of a style have stops, in twentieths of a point."""
        style = self._ids[name.lower()]
        return [
            int(tab.get(qn("w:pos")))
            for tab in style.iterfind(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}")
            if tab.get(qn("w:val")) != "clear"
        ]

    def _add(self, name: str) -> None:
        taken = {style.get(qn("w:styleId")) for style in self._ids.values()}
        wanted = name.title().replace(" ", "")
        style_id = next(
            each for each in (wanted, *(f"{wanted}{n}" for n in range(1, 99))) if each not in taken
        )
        style = parse_xml(self._written(name, style_id))
        self._element.append(style)
        self._ids[name.lower()] = style

    def _replace(self, name: str) -> None:
        old = self._ids[name.lower()]
        style = parse_xml(self._written(name, str(old.get(qn("w:styleId")))))
        if old.get(qn("w:default")):
            style.set(qn("w:default"), "1")
        self._element.replace(old, style)
        self._ids[name.lower()] = style

    def _written(self, name: str, style_id: str) -> str:
        style = _STYLES[name]
        based_on = following = ""
        if style.based_on:
            based_on = f'<w:basedOn w:val="{self.id(style.based_on)}"/>'
            following = f'<w:next w:val="{self.id(style.following)}"/>' if style.following else ""
        paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
        run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
        return (
            f'<w:style {nsdecls("w")} w:type="{style.kind}" w:styleId="{style_id}"'
            f'{_custom(name)}><w:name w:val="{name}"/>{based_on}{following}'
            f"<w:qFormat/>{paragraph}{run}{style.more}</w:style>"
        )


def _take_out_tables(element: Any) -> None:
    """The styles of tables that python-docx brings: a hundred, which nothing uses."""
    for style in element.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and not style.get(qn("w:default")):
            element.remove(style)


def _name(style: Any) -> str:
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val"))).lower()


def _custom(name: str) -> str:
    return ' w:customStyle="1"' if name.startswith("Manual ") else ""
