"""The contents of a Word file: a field that Word works out, with its lines as they are now."""

from __future__ import annotations

from itertools import count, pairwise
from typing import Any

from docx.oxml.ns import qn

from claim_manual.model.language import direction
from claim_manual.office.word.lines import Face
from claim_manual.office.word.look import CONTENTS, contents_line, heading
from claim_manual.office.word.places import UNKNOWN, Places, simple_field
from claim_manual.office.word.template import Base
from claim_manual.office.word.xml import text, w

_DEPTH = 2
"""Levels of headings that the contents have."""


def contents(body: Any, at: int, base: Base, places: Places, *, face: Face, title: str) -> None:
    """Put the contents into a body, after so many of its paragraphs, on a page of their own."""
    styles = base.styles
    levels = {styles.id(heading(level)): level for level in range(1, _DEPTH + 1)}
    found = [
        (levels[style], paragraph)
        for paragraph in body.findall(qn("w:p"))
        if (style := _style(paragraph)) in levels
    ]
    numbers = count(1)
    lines = []
    for level, paragraph in found:
        name = f"contents-{next(numbers)}"
        places.mark(paragraph, "", name)
        lines.append(_line(level, _words(paragraph), places.name("", name), base, face))
    if not lines:
        return
    begin, end = _around(face)
    lines[0].pPr.addnext(begin[0])
    for earlier, later in pairwise(begin):
        earlier.addnext(later)
    lines[-1].append(end)
    head = w(
        "p",
        w("pPr", w("pStyle", val=styles.id(CONTENTS)), w("pageBreakBefore"), _bidi(face)),
        w("r", face.properties(), text(title)),
    )
    for place, paragraph in enumerate((head, *lines)):
        body.insert(at + place, paragraph)


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def _words(paragraph: Any) -> str:
    return " ".join("".join(each.text or "" for each in paragraph.iter(qn("w:t"))).split())


def _bidi(face: Face) -> Any:
    return w("bidi") if direction(face.tag) == "rtl" else None


def _line(level: int, words: str, name: str, base: Base, face: Face) -> Any:
    """A line: what a heading says, and its page."""
    runs = [
        w("r", face.properties(), text(words)),
        w("r", face.properties(), w("tab")),
        *simple_field(f"PAGEREF {name} \\h", UNKNOWN, face.properties),
    ]
    return w(
        "p",
        w(
            "pPr",
            w("pStyle", val=base.styles.id(contents_line(level))),
            w("tabs", w("tab", val="right", leader="dot", pos=base.room[0])),
            _bidi(face),
        ),
        w("hyperlink", *runs, anchor=name, history=1),
    )


def _around(face: Face) -> tuple[list[Any], Any]:
    """What begins the field and what ends it."""
    runs = simple_field(f'TOC \\o "1-{_DEPTH}" \\h \\z \\u', "", face.properties)
    return runs[:3], runs[-1]
