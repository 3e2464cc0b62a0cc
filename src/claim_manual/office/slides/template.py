"""The presentation that slides are put into: the manual's own, or an organisation's template."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from claim_manual.model.finding import say
from claim_manual.office.slides.fit import Area
from claim_manual.office.slides.look import own_presentation

_TITLES = {"TITLE", "CENTER_TITLE", "VERTICAL_TITLE"}
_CONTENTS = {"OBJECT", "BODY", "VERTICAL_BODY"}
_SMALLEST = 0.45
"""The part of a slide's height below which a template's place for content is not used."""
_EMU = 12_700
"""English Metric Units in a point."""


_OF_SLIDES = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.COMMENT_AUTHORS,
    "http://schemas.microsoft.com/office/2018/10/relationships/authors",
)
"""What a presentation has of its slides beside them."""


class TemplateError(Exception):
    """A template is no presentation, or has no slide with a title; the arguments are messages that
    say what is wrong and what to do.
    """


@dataclass(frozen=True)
class Layouts:
    """The layouts of a template for the first slide, for content, and for a title alone."""

    first: Any
    content: Any
    title_only: Any


@dataclass(frozen=True)
class Template:
    """A presentation without slides, and the layouts that slides are made of.

    `dropped` is how many slides of its own it had.
    """

    presentation: Any
    layouts: Layouts
    dropped: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a slide, in points."""
        return self.presentation.slide_width / _EMU, self.presentation.slide_height / _EMU


def template_slides(template: bytes) -> int:
    """How many slides a template has that are left out. Raises TemplateError."""
    return opened(template).dropped


def opened(template: bytes | None) -> Template:
    """The manual's own look, or the template's. Raises TemplateError."""
    presentation = _read(template) if template is not None else own_presentation()
    dropped = _without_slides(presentation)
    return Template(presentation, _layouts(presentation), dropped)


def _read(template: bytes) -> Any:
    try:
        presentation = Presentation(io.BytesIO(template))
        _ = presentation.slide_width + presentation.slide_height
        _ = [layout.name for layout in presentation.slide_layouts]
    except (
        PythonPptxError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        SyntaxError,
        OSError,
        zipfile.BadZipFile,
    ) as error:
        raise TemplateError(
            say("The template of the slides is no presentation."),
            say("Save it as a presentation (.pptx); not as .ppt, .potx or .odp."),
        ) from error
    return presentation


def _without_slides(presentation: Any) -> int:
    """Take out its slides, what names them (sections, custom shows), their picture, and the names of
    people who wrote remarks.
    """
    element = presentation.element
    ids = element.find(qn("p:sldIdLst"))
    slides = [*ids] if ids is not None else []
    for slide in slides:
        presentation.part.drop_rel(slide.rId)
        ids.remove(slide)
    for name in ("p:custShowLst", "p:extLst"):
        if (naming := element.find(qn(name))) is not None:
            element.remove(naming)
    for holder in (presentation.part, presentation.part.package):
        for relation in [*holder._rels.values()]:  # noqa: SLF001 - python-pptx has no name for it
            if relation.reltype in _OF_SLIDES:
                holder._rels.pop(relation.rId)  # noqa: SLF001 - likewise
    return len(slides)


def _layouts(presentation: Any) -> Layouts:
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    titled = [layout for layout in layouts if _TITLES & _kinds(layout)]
    if not titled:
        raise TemplateError(
            say("No slide of the template has a place for a title."),
            say("Add a layout with a title to its master slide."),
        )
    content = (
        _named(titled, "Title and Content", "obj")
        or next((layout for layout in titled if _CONTENTS & _kinds(layout)), None)
        or titled[0]
    )
    title_only = (
        _named(titled, "Title Only", "titleOnly")
        or next((layout for layout in titled if not _CONTENTS & _kinds(layout)), None)
        or content
    )
    first = (
        _named(titled, "Title Slide", "title")
        or next((layout for layout in titled if "CENTER_TITLE" in _kinds(layout)), None)
        or title_only
    )
    return Layouts(first, content, title_only)


def _named(layouts: list[Any], name: str, kind: str) -> Any:
    """The layout of a name; in a template of another language that of the same kind."""
    by_name = (layout for layout in layouts if layout.name == name)
    by_kind = (layout for layout in layouts if layout.element.get("type") == kind)
    return next(by_name, None) or next(by_kind, None)


def _kinds(layout: Any) -> set[str]:
    return {shape.placeholder_format.type.name for shape in layout.placeholders}


def placeholder(slide: Any, *kinds: str) -> Any:
    """The first placeholder of a slide or layout of one of these kinds; None where there is none."""
    return next(
        (shape for shape in slide.placeholders if shape.placeholder_format.type.name in kinds), None
    )


def title_of(slide: Any) -> Any:
    """The placeholder of a title."""
    return placeholder(slide, *_TITLES)


def content_of(slide: Any) -> Any:
    """The placeholder of content."""
    return placeholder(slide, *_CONTENTS)


def area_of(shape: Any) -> Area:
    """Where a shape is, inherited or not; an empty area where nothing says."""
    values = (shape.left, shape.top, shape.width, shape.height)
    return Area(*(float(value or 0) / _EMU for value in values))


def content_area(template: Template) -> Area:
    """Where content stands: the template's place for it, or what its title leaves of the slide."""
    width, height = template.size
    shape = content_of(template.layouts.content)
    area = area_of(shape) if shape is not None else Area(0, 0, 0, 0)
    if area.height >= _SMALLEST * height and area.width >= 0.5 * width:
        return area
    title = area_of(title_of(template.layouts.title_only))
    top = title.bottom + 8 if title.bottom < height / 2 else height * 0.26
    return Area(width * 0.05, top, width * 0.9, height * 0.91 - top)
