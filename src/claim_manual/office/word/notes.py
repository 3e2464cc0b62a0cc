"""The notes of a Word file, at the foot of its pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from claim_manual.office.word.lines import Face, Lines
from claim_manual.office.word.look import NOTE_MARK, NOTE_TEXT, Styles
from claim_manual.office.word.template import new_part
from claim_manual.office.word.xml import text, w
from claim_manual.pages.inline import Footnote


class FootNotes:
    """The notes of a file, which has a part for them once there is one."""

    def __init__(self, part: Any, styles: Styles, tag: str) -> None:
        self._document = part
        self._styles = styles
        self._tag = tag
        self._part: Any = None

    def add(self, write: Lines, note: Footnote) -> str:
        """Keep a note; its number in the file. Raises nothing."""
        if self._part is None:
            self._part, _ = new_part(self._document, "footnotes", _empty())
        notes = self._part.element
        number = str(len(notes) - 1)
        face = Face(self._tag)
        mark = replace(face, style=self._styles.id(NOTE_MARK))
        inner = replace(write, notes=None, outside=self._outside, pictures=_NoPictures())
        paragraph = w(
            "p",
            w("pPr", w("pStyle", val=self._styles.id(NOTE_TEXT))),
            w("r", mark.properties(), w("footnoteRef")),
            w("r", face.properties(), text(" ")),
            *inner(note.parts, face),
        )
        notes.append(w("footnote", paragraph, id=number))
        return number

    def _outside(self, link: Any, address: str) -> None:
        key = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), key)


class _NoPictures:
    """A note has no pictures."""

    def image(self, _part: Any) -> None:
        """None of a note."""


def _empty() -> Any:
    """The part without notes: what parts them from the text has the numbers before the first."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return parse_xml(f"<w:footnotes {nsdecls('w', 'r')}>{lines}</w:footnotes>")
