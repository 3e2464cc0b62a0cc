"""Slides as a presentation (Office Open XML). Only in this folder is python-pptx known.

The same deck on the same day is the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io

from claim_manual.office.archive import without_clock
from claim_manual.office.slides.draw import Drawer
from claim_manual.office.slides.plan import Places, Plan
from claim_manual.office.slides.template import (
    Template,
    TemplateError,
    area_of,
    content_area,
    opened,
    placeholder,
    template_slides,
    title_of,
)
from claim_manual.office.slides.words import Hand, tame
from claim_manual.pages.slides import Deck

__all__ = ["TEMPLATE", "TemplateError", "presentation", "template_slides"]

_LONGEST = 255
"""Characters of a title in the properties of a file."""


def presentation(deck: Deck, day: dt.date, template: bytes | None = None) -> bytes:
    """A deck as a .pptx file that was made on `day`, in the manual's look or in a template's.

    Of a template only master and layouts are taken; `template_slides` counts what is left out.
    Raises TemplateError where it is none.
    """
    base = opened(template)
    Drawer(base, Hand(deck.tag), day).draw(Plan(deck, _places(base)).sheets())
    _properties(base, deck, day)
    stream = io.BytesIO()
    base.presentation.save(stream)
    return without_clock(stream.getvalue())


def _places(template: Template) -> Places:
    content = content_area(template)
    first = area_of(title_of(template.layouts.first))
    under = placeholder(template.layouts.first, "SUBTITLE")
    return Places(
        area_of(title_of(template.layouts.title_only)),
        content,
        first,
        area_of(under) if under is not None else content,
    )


def _properties(template: Template, deck: Deck, day: dt.date) -> None:
    properties = template.presentation.core_properties
    properties.title, properties.language = tame(deck.title)[:_LONGEST], deck.tag
    properties.author = properties.last_modified_by = ""
    properties.comments = properties.subject = properties.keywords = ""
    properties.created = properties.modified = dt.datetime.combine(day, dt.time(), dt.UTC)
    properties.revision = 1
