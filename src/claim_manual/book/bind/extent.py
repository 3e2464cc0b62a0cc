"""How long a bound PDF is: its pages, and the lines of text on those after some page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import pairwise

import pikepdf

from claim_manual.book.bind.mending import PIXEL

_AT = re.compile(rb"1 0 0 -1 [-\d.]+ (?P<y>[-\d.]+) Tm")
_APART = 5.0
"""How far apart, in CSS pixels, the feet of two lines are at least: what is nearer is on one line."""


@dataclass(frozen=True)
class Extent:
    """How many pages there are, and about how many lines of text stand after the last allowed one."""

    pages: int
    lines_over: int


def extent(pdf: bytes, most: int, top: float, bottom: float) -> Extent:
    """The extent of a PDF of which `most` pages are allowed.

    `top` and `bottom` are the margins, in CSS pixels: what stands in them is no line of the text.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        over = [_lines(page, top, bottom) for page in [*document.pages][most:]]
        return Extent(len(document.pages), sum(over))


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def _lines(page: pikepdf.Page, top: float, bottom: float) -> int:
    height = float(page.mediabox[3]) / PIXEL
    feet = sorted(float(match["y"]) for match in _AT.finditer(_content(page)))
    inside = [foot for foot in feet if top <= foot <= height - bottom]
    return sum(after - before >= _APART for before, after in pairwise([-_APART, *inside]))


def _content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return bytes(page.obj.Contents.read_bytes())
