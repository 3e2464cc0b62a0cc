"""How slides look without a template of an organisation's own: the manual's colours, 16:9.

The typeface is one that other people's machines have; measuring allows for another.
"""

from __future__ import annotations

import io
from importlib import resources
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from claim_manual.office.archive import without_clock
from claim_manual.office.slides.fit import Area

INK, PAPER, PETROL, WASH, LINE = "1A2B33", "FFFFFF", "0B4F5C", "E3F0F1", "51626B"
LEVELS = {
    "red": ("A3151C", "FDECEC"),
    "amber": ("7A4B00", "FFF3DC"),
    "green": ("1C5F37", "E7F4EC"),
}
"""Of each level the colour of its words, and that of what is behind them."""
_SIZE = (960.0, 540.0)
_TITLE, _BODY = Area(48, 26, 864, 82), Area(48, 120, 864, 376)
_FIRST, _UNDER = Area(72, 130, 816, 130), Area(72, 280, 816, 190)
_NUMBER = Area(812, 500, 100, 30)
_KEPT = ("Title Slide", "Title and Content", "Title Only")
_COLOURS = {
    "dk1": INK,
    "lt1": PAPER,
    "dk2": PETROL,
    "lt2": WASH,
    "accent1": PETROL,
    "accent2": "7A4B00",
    "accent3": "1C5F37",
    "accent4": "A3151C",
    "accent5": LINE,
    "accent6": "8A1F7A",
    "hlink": PETROL,
    "folHlink": LINE,
}
_TYPEFACE = "Arial"
_THEME = "ppt/theme/theme1.xml"


def own_presentation() -> Any:
    """A presentation without slides that has the manual's look."""
    presentation = Presentation(io.BytesIO(_with_theme()))
    presentation.slide_width, presentation.slide_height = Pt(_SIZE[0]), Pt(_SIZE[1])
    for layout in [*presentation.slide_layouts]:
        if layout.name not in _KEPT:
            presentation.slide_layouts.remove(layout)
    _master(presentation.slide_master)
    for layout in presentation.slide_layouts:
        _layout(layout)
    return presentation


def _with_theme() -> bytes:
    """python-pptx's own presentation with other colours and another typeface."""
    plain = (resources.files("pptx") / "templates" / "default.pptx").read_bytes()
    theme = parse_xml(
        Presentation(io.BytesIO(plain))
        .slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        .blob
    )
    scheme = next(theme.iter(qn("a:clrScheme")))
    for name, colour in _COLOURS.items():
        place = scheme.find(qn(f"a:{name}"))
        for child in [*place]:
            place.remove(child)
        place.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour}"/>'))
    for font in ("a:majorFont", "a:minorFont"):
        next(theme.iter(qn(font))).find(qn("a:latin")).set("typeface", _TYPEFACE)
    return without_clock(plain, {_THEME: serialize_part_xml(theme)})


def _master(master: Any) -> None:
    for shape in master.placeholders:
        kind = shape.placeholder_format.type.name
        if area := {"TITLE": _TITLE, "BODY": _BODY, "SLIDE_NUMBER": _NUMBER}.get(kind):
            place(shape, area)
            for tint in [*shape.element.iter(qn("a:tint"))]:  # too pale to be read
                tint.getparent().remove(tint)
        else:
            shape.element.getparent().remove(shape.element)
    styles = master.element.find(qn("p:txStyles"))
    heading = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    heading.set("algn", "l")
    heading.find(qn("a:defRPr")).set("b", "1")
    heading.find(qn("a:defRPr")).find(qn("a:solidFill"))[0].set("val", "tx2")
    master.shapes.element.insert(2, parse_xml(_band(_SIZE[0])))


def _band(wide: float) -> str:
    """A band at the upper edge."""
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{Pt(wide)}" cy="{Pt(10)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _layout(layout: Any) -> None:
    for shape in [*layout.placeholders]:
        match shape.placeholder_format.type.name:
            case "CENTER_TITLE":
                place(shape, _FIRST)
                shape.element.txBody.bodyPr.set("anchor", "b")
            case "SUBTITLE":
                place(shape, _UNDER)
                level = shape.element.txBody.find(qn("a:lstStyle")).find(qn("a:lvl1pPr"))
                level.set("algn", "l")
                level.find(qn("a:defRPr")).find(qn("a:solidFill")).getparent().remove(
                    level.find(qn("a:defRPr")).find(qn("a:solidFill"))
                )
            case "DATE" | "FOOTER":
                shape.element.getparent().remove(shape.element)
            case _:
                if (frame := shape.element.spPr.find(qn("a:xfrm"))) is not None:
                    shape.element.spPr.remove(frame)


def colour_of(code: str) -> RGBColor:
    """A colour by its six figures."""
    return RGBColor(*bytes.fromhex(code))  # type: ignore[no-untyped-call] # the library's


def place(shape: Any, area: Area) -> None:
    """Put a shape into an area."""
    shape.left, shape.top = Pt(area.left), Pt(area.top)
    shape.width, shape.height = Pt(area.width), Pt(area.height)
