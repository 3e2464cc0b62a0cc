"""Pictures of a Word file: drawings as SVG with a picture of pixels beside, photographs as they are."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from itertools import count
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from claim_manual.html import Html
from claim_manual.office.picture import png
from claim_manual.office.word.xml import tame, w
from claim_manual.pages.inline import Image
from claim_manual.raster import in_few_colours, look

_EMU, _TWIP = 12_700, 635
"""English Metric Units in a point, and in its twentieth."""
_PIXEL = 0.75
"""Points in a CSS pixel."""
_DENSITY = 1.25
"""Pixels for each point of the pictures for programs that draw no SVG."""
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SIZE = re.compile(r'<svg\b[^>]*? width="([0-9.]+)" height="([0-9.]+)"')
_LONGEST = 2_000
"""Characters that are read in place of a picture, at most: what it shows stands beside it as text."""


class Pictures:
    """Draws into one document, whose pages have `room` (width and height, in twentieths of a point).

    `file` has the bytes of a picture of the manual, PNG or JPEG; None where there is none.
    """

    def __init__(
        self, part: Any, room: tuple[int, int], file: Callable[[Image], bytes | None]
    ) -> None:
        self._part = part
        self._room = room[0] * _TWIP, room[1] * _TWIP
        self._file = file
        self._numbers = count(1)

    def drawing(self, svg: str, title: str, alt: str) -> Any | None:
        """A drawing as what stands in a run, no larger than a page; None of what has no size."""
        size = _SIZE.search(svg)
        if size is None:
            return None
        wide, high = (float(number) * _PIXEL * _EMU for number in size.groups())
        # Room for its caption above, and a line below.
        scale = min(1.0, self._room[0] / wide, (self._room[1] - 40 * _EMU) / high)
        width, height = wide * scale, high * scale
        key, _ = self._part.get_or_add_image(
            io.BytesIO(in_few_colours(png(Html(svg), width / _EMU, height / _EMU, _DENSITY)))
        )
        number = next(self._numbers)
        name = PackURI(f"/word/media/drawing{number}.svg")
        drawn = Part(name, "image/svg+xml", svg.encode(), self._part.package)
        link = self._part.relate_to(drawn, RELATIONSHIP_TYPE.IMAGE)
        extension = (
            f'<a:extLst><a:ext uri="{_SVG_EXTENSION}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{link}"/></a:ext></a:extLst>'
        )
        return self._inline((key, extension), (width, height), number, (title, alt))

    def image(self, part: Image) -> Any | None:
        """A picture of the manual."""
        content = self._file(part)
        raster = look(content) if content else None
        if content is None or raster is None:
            return None
        wide, high = (side * _PIXEL * _EMU for side in (raster.width, raster.height))
        scale = min(1.0, self._room[0] / wide, self._room[1] * 0.8 / high)
        key, _ = self._part.get_or_add_image(io.BytesIO(content))
        number = next(self._numbers)
        return self._inline((key, ""), (wide * scale, high * scale), number, ("", part.alt))

    def _inline(
        self,
        blip: tuple[str, str],
        size: tuple[float, float],
        number: int,
        words: tuple[str, str],
    ) -> Any:
        """A picture that stands in its line like a letter."""
        wide, high = map(round, size)
        drawing = parse_xml(
            f"<w:drawing {nsdecls('w', 'wp', 'a', 'pic', 'r')}>"
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
            f'<wp:docPr id="{number}" name="Picture {number}"/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{blip[0]}">{blip[1]}</a:blip>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
        properties = drawing.find(f".//{qn('wp:docPr')}")
        title, alt = (tame(" ".join(text.split())) for text in words)
        properties.set("descr", (alt or title)[:_LONGEST])
        if title:
            properties.set("title", title)
        return drawing


def drawn(drawing: Any) -> Any:
    """A drawing as a run."""
    return w("r", drawing)
