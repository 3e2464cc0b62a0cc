"""Words on slides: paragraphs and runs with their size, language and direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from claim_manual.model.language import direction
from claim_manual.office.slides.fit import BULLET, LEADING, Paragraph, between
from claim_manual.office.slides.look import colour_of

_ANCHORS = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
_CONTROL = {n: " " for n in range(32) if n not in {9, 10, 13}}


@dataclass(frozen=True)
class Hand:
    """Writes in one language, `tag` of BCP 47."""

    tag: str

    @property
    def is_rtl(self) -> bool:
        """Whether it writes from right to left."""
        return direction(self.tag) == "rtl"

    def write(
        self, frame: Any, paragraphs: Iterable[Paragraph], size: int, colour: str = ""
    ) -> None:
        """Paragraphs into an empty text frame; without a `colour` in the template's."""
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        for number, paragraph in enumerate(paragraphs):
            target = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self._paragraph(target, paragraph, size)
            if number:
                target.space_before = Pt(between(size))
            self.run(target, paragraph.words, size, colour, is_bold=paragraph.is_bold)
            if paragraph.answer:
                self.run(target, f" {paragraph.answer}", size, colour, is_bold=True)

    def run(
        self, paragraph: Any, words: str, size: int = 0, colour: str = "", *, is_bold: bool = False
    ) -> None:
        """Words at the end of a paragraph; without a `size` in the template's."""
        run = paragraph.add_run()
        run.text, font = tame(words), run.font
        if size:
            font.size = Pt(size)
            self._end(paragraph, size)
        if is_bold:
            font.bold = True
        if colour:
            font.color.rgb = colour_of(colour)
        for properties in _element(paragraph).iter(qn("a:rPr")):
            self.language(properties)

    def language(self, properties: Any) -> None:
        """Say the language of a run."""
        properties.set("lang", self.tag)

    def align(self, paragraph: Any) -> None:
        """Set a paragraph from the side on which the language begins."""
        paragraph.alignment = PP_ALIGN.LEFT
        if self.is_rtl:
            paragraph.alignment = PP_ALIGN.RIGHT
            _element(paragraph).get_or_add_pPr().set("rtl", "1")

    def _paragraph(self, target: Any, paragraph: Paragraph, size: int) -> None:
        self.align(target)
        properties = _element(target).get_or_add_pPr()
        target.line_spacing = Pt(size * LEADING - 0.05 * size)
        indent = Pt(BULLET) if paragraph.is_point else 0
        side = "marR" if self.is_rtl else "marL"
        properties.set(side, str(indent))
        properties.set("indent", str(-indent))
        for name in ("a:buNone", "a:buChar", "a:buAutoNum", "a:buFont", "a:buBlip"):
            for bullet in properties.findall(qn(name)):
                properties.remove(bullet)
        if paragraph.is_point:
            properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
            properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))
        else:
            properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))

    def _end(self, paragraph: Any, size: int) -> None:
        """The size and language of an empty end, which some programs go by."""
        element = _element(paragraph)
        for end in element.findall(qn("a:endParaRPr")):
            element.remove(end)
        written = f'<a:endParaRPr {nsdecls("a")} lang="{self.tag}" sz="{size * 100}"/>'
        element.append(parse_xml(written))


def anchor(frame: Any, where: str, beside: float = 0.0, above: float = 0.0) -> None:
    """Where words stand in a frame (top, middle, bottom), and the room around them."""
    frame.vertical_anchor = _ANCHORS[where]
    frame.margin_left = frame.margin_right = Pt(beside)
    frame.margin_top = frame.margin_bottom = Pt(above)


def _element(paragraph: Any) -> Any:
    return paragraph._p  # noqa: SLF001 - python-pptx has no name for it


def tame(words: str) -> str:
    """Words without characters that XML cannot hold."""
    return words.translate(_CONTROL)
