"""The Word file that a manual is written into: an empty one of ours, or an organisation's template."""

from __future__ import annotations

import copy
import io
import zipfile
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from claim_manual.model.finding import say
from claim_manual.model.language import direction
from claim_manual.office.word.look import Styles
from claim_manual.office.word.xml import w
from claim_manual.office.word_template_error import WordTemplateError

_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = (
    b"wordprocessingml.template.main+xml",
    b"wordprocessingml.document.main+xml",
)
_MODE = "15"
"""How Word lays out: as since 2013, and not as it did before."""
_LARGEST = 100_000_000
"""Bytes of all parts of a template, unpacked, at most."""
_KEPT = frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.THEME,
    }
)
"""What of a template is taken, beside its paper, header and footer: nothing of its words."""
_NOT_KEPT = (
    "attachedTemplate",
    "mailMerge",
    "docVars",
    "documentProtection",
    "trackRevisions",
    "evenAndOddHeaders",
    "updateFields",
    "footnotePr",
    "endnotePr",
    "rsids",
)
_A4 = (11906, 16838)
_MARGINS = {"top": 1247, "bottom": 1134, "left": 1134, "right": 1134, "header": 567, "footer": 567}
"""The paper of our own files, in twentieths of a point."""


@dataclass(frozen=True)
class Base:
    """An empty document: its styles, its paper, and the header and footer that its template had."""

    document: Any
    styles: Styles
    paper: Any
    header: Any | None
    footer: Any | None

    @property
    def room(self) -> tuple[int, int]:
        """Width and height of what stands on a page, in twentieths of a point."""
        size, margins = self.paper.find(qn("w:pgSz")), self.paper.find(qn("w:pgMar"))
        high = _number(size, "h") - abs(_number(margins, "top")) - abs(_number(margins, "bottom"))
        wide = _number(size, "w") - _number(margins, "left") - _number(margins, "right")
        return wide - _number(margins, "gutter"), high


def _number(element: Any, name: str) -> int:
    return int(element.get(qn(f"w:{name}")) or 0)


def opened(template: bytes | None, tag: str) -> Base:
    """Our own document or the template's, without any words, in the language of a BCP 47 tag.

    Raises WordTemplateError.
    """
    document = Document() if template is None else _read(template)
    part = document.part
    paper = _emptied(document, is_own=template is None)
    header, footer = (_taken(part, paper, kind) for kind in ("header", "footer"))
    for relation in [*part.rels.values()]:
        if relation.reltype not in _KEPT:
            del part.rels[relation.rId]
    package = part.package
    for relation in [*package.rels.values()]:
        if relation.reltype not in {
            RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
            RELATIONSHIP_TYPE.CORE_PROPERTIES,
        }:
            del package.rels[relation.rId]
    _settle(part._settings_part)  # noqa: SLF001 - python-docx has no name for it
    _speak(document.styles.element, tag)
    _number_part(part)
    return Base(
        document, Styles(document.styles.element, is_own=template is None), paper, header, footer
    )


def _read(template: bytes) -> Any:
    try:
        return Document(io.BytesIO(_as_document(template)))
    except WordTemplateError:
        raise
    except Exception as error:  # whatever a parser stumbles over, this is no template
        raise WordTemplateError(
            say("The template of Word files is no Word file."),
            say(
                "Save it as a template (.dotx) or document (.docx) of Word; not as .doc, .dot or .odt."
            ),
        ) from error


def _as_document(template: bytes) -> bytes:
    """A template as a document, which differ by one word; without macros, which are refused."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as new,
    ):
        if sum(part.file_size for part in old.infolist()) > _LARGEST:
            raise PackageNotFoundError
        if b"macroEnabled" in old.read(_TYPES):
            raise WordTemplateError(
                say("The template of Word files has macros."),
                say("Save it without them, as .dotx or .docx."),
            )
        for part in old.infolist():
            content = old.read(part)
            if part.filename == _TYPES:
                content = content.replace(_TEMPLATE, _DOCUMENT)
            new.writestr(part.filename, content)
    return stream.getvalue()


def _emptied(document: Any, *, is_own: bool) -> Any:
    """Take out all words of a document; its paper."""
    body = document.element.body
    paper = body.find(qn("w:sectPr"))
    for child in [*body]:
        body.remove(child)
    if paper is None or is_own or paper.find(qn("w:pgSz")) is None:
        paper = w(
            "sectPr", w("pgSz", w=_A4[0], h=_A4[1]), w("pgMar", **_MARGINS, gutter=0), w("cols")
        )
    if paper.find(qn("w:pgMar")) is None:
        paper.find(qn("w:pgSz")).addnext(w("pgMar", **_MARGINS, gutter=0))
    return paper


def _taken(part: Any, paper: Any, kind: str) -> Any | None:
    """The header or footer of most pages, as its part; what names any is taken out of the paper."""
    taken = None
    for reference in paper.findall(qn(f"w:{kind}Reference")):
        if reference.get(qn("w:type")) == "default":
            taken = part.related_parts.get(reference.get(qn("r:id")))
        paper.remove(reference)
    for name in ("titlePg", "pgNumType", "type"):
        for element in paper.findall(qn(f"w:{name}")):
            paper.remove(element)
    return taken


def _settle(settings: Any) -> None:
    element = settings.element
    for setting in element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)
    for zoom in element.findall(qn("w:zoom")):
        zoom.set(qn("w:percent"), zoom.get(qn("w:percent")) or "100")
    for name in _NOT_KEPT:
        for child in element.findall(qn(f"w:{name}")):
            element.remove(child)
    rels = settings.rels
    for relation in [*rels]:
        del rels[relation]


def _speak(styles: Any, tag: str) -> None:
    """What says no language of its own is in this one."""
    for language in styles.iterfind(f".//{qn('w:docDefaults')}//{qn('w:lang')}"):
        language.set(qn("w:bidi" if direction(tag) == "rtl" else "w:val"), tag)


def _number_part(part: Any) -> None:
    """Where lists are defined; an own document begins with none."""
    if any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in part.rels.values()):
        return
    new_part(part, "numbering", parse_xml(f"<w:numbering {nsdecls('w')}/>"))


def new_part(part: Any, kind: str, element: Any, number: str = "") -> tuple[Any, str]:
    """A part of the document of a kind (numbering, footnotes, header, footer), and how it is named."""
    made = XmlPart(
        PackURI(f"/word/{kind}{number}.xml"),
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml",
        element,
        part.package,
    )
    reltype = getattr(RELATIONSHIP_TYPE, kind.upper())
    return made, part.relate_to(made, reltype)


def like(source: Any, element_name: str) -> tuple[Any, list[Any]]:
    """A copy of a template's header or footer as an element, and the relations that it goes by."""
    if source is None:
        return parse_xml(f"<w:{element_name} {nsdecls('w', 'r')}/>"), []
    return copy.deepcopy(source.element), [*source.rels.values()]
