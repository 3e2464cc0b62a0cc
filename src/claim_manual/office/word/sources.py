"""Which words of a Word file are which source text: bookmarks, and a part of the file that explains them.

A bookmark `cm_0001` stands around each text, as often as it is shown; `cm_0001_2` around its second
paragraph. What they are travels as a
custom XML part (ISO/IEC 29500-1, 15.2.5), which word processors carry along unread.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from claim_manual.derived.returned import digest, short_digest
from claim_manual.office.archive import without_clock
from claim_manual.office.bookmarks import MAP, loose_words, words_of_bookmarks
from claim_manual.office.word.xml import w

_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = "{B3C1F6C2-4C7B-4F0E-9D7B-6A1C0A9E5D21}"
PART = "/customXml/item1.xml"


@dataclass(frozen=True)
class Origin:
    """What a file was made from: `written` gives what stands in a source text, by its name and a
    BCP 47 tag, "" where there is none; `review` is the round that it is for.
    """

    written: Callable[[str, str], str]
    review: str = ""


@dataclass
class Marks:
    """The bookmarks of source texts. `page` is the source of the page at hand, `node` the step."""

    origin: Origin | None
    ids: Iterator[int]
    page: str = ""
    node: str = ""
    _lines: list[tuple[str, str, str]] = field(default_factory=list)

    def around(self, runs: list[Any], source: str, tag: str) -> list[Any]:
        """Runs with the bookmark of a text around them."""
        name = self._name(source, tag) if runs else ""
        if not name:
            return runs
        start, end = self._ends(name)
        return [start, *runs, end]

    def over(self, elements: list[Any], source: str, tag: str) -> None:
        """Paragraphs and tables with bookmarks of a text around their words: one for each paragraph,
        for LibreOffice loses the end of one that goes over several.
        """
        paragraphs = [
            (p, first)
            for element in elements
            for p in element.iter(qn("w:p"))
            if (first := next((child for child in p if child.tag != qn("w:pPr")), None)) is not None
        ]
        name = self._name(source, tag) if paragraphs else ""
        for n, (paragraph, first) in enumerate(paragraphs if name else (), 1):
            start, end = self._ends(f"{name}_{n}" if n > 1 else name)
            first.addprevious(start)
            paragraph.append(end)

    def _name(self, source: str, tag: str) -> str:
        """The bookmark of a text; "" where nobody wants it, or the text is nowhere."""
        written = self.origin.written(source, tag) if self.origin else ""
        if not written:
            return ""
        name = f"cm_{len(self._lines) + 1:04}"
        values = {"text": source, "lang": tag, "page": self.page, "node": self.node}
        self._lines.append((name, _attributes(values), digest(written)))
        return name

    def _ends(self, name: str) -> tuple[Any, Any]:
        key = next(self.ids)
        return w("bookmarkStart", id=key, name=name), w("bookmarkEnd", id=key)

    def close(self, document: Any, tag: str) -> None:
        """Put the part into a document of python-docx; `tag` is the language of the file."""
        if self.origin is None:
            return
        shown = words_of_bookmarks(document.element)
        file = {"lang": tag, "review": self.origin.review}
        rows = "".join(
            f'<text id="{name}" {about} {_digests(written, digest(shown.get(name, "")))}/>\n'
            for name, about, written in self._lines
        )
        loose = sorted({short_digest(words) for words in loose_words(document.element)})
        file |= {"loose": " ".join(loose)}
        head = f'xmlns="{MAP}" version="1" {_attributes(file)}'
        _add(document.part, f"<sources {head}>\n{rows}</sources>\n")


def _attributes(values: Mapping[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in values.items() if value)


def _digests(written: str, shown: str) -> str:
    """What tells whether a text is the same: as it is written and, where that differs, as it is shown."""
    return _attributes({"written": written, "shown": shown if shown != written else ""})


def with_commit(content: bytes, commit: str) -> bytes:
    """A Word file of ours that says from which commit of the manual it was made, where one is known."""
    if not commit:
        return content
    name = PART.removeprefix("/")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        written = archive.read(name)
    head = f'<sources xmlns="{MAP}" '.encode()
    return without_clock(
        content, {name: written.replace(head, head + f'commit="{commit}" '.encode(), 1)}
    )


def _add(part: Any, content: str) -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    item = Part(PackURI(PART), "application/xml", f"{head}{content}".encode(), part.package)
    properties = (
        f'{head}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_STORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{MAP}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    about = Part(
        PackURI("/customXml/itemProps1.xml"), _PROPERTIES, properties.encode(), part.package
    )
    item.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
