"""What a PDF says of itself: PDF/UA-1 (ISO 14289-1, 5), and for archives PDF/A-2a (ISO 19005-2)."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from claim_manual.book.values import Book

PRODUCER = "claim-manual, WeasyPrint, pikepdf"

# PDF/A-2 knows no PDF/UA, so its property has to be described (ISO 19005-2, 6.6.2.3.3).
_EXTENSION = """
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which this file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"/>"""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{tag}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>{more}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def describe(out: pikepdf.Pdf, book: Book) -> None:
    """Title, language and conformance, the same in XMP and in the information dictionary."""
    out.Root.Lang = String(book.tag)
    out.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    out.Root.PageMode = Name.UseOutlines
    fields = {
        "title": book.title,
        "author": book.author,
        "description": book.description,
        "tag": book.tag,
        "producer": PRODUCER,
    }
    packet = _PACKET.format(
        day=book.day.isoformat(),
        more=_EXTENSION if book.is_archive else "",
        **{key: escape(words) for key, words in fields.items()},
    )
    metadata = out.make_stream(packet.encode())
    metadata.Type = Name.Metadata
    metadata.Subtype = Name.XML
    out.Root.Metadata = metadata
    info = Dictionary(
        Title=String(book.title),
        Author=String(book.author),
        Subject=String(book.description),
        Producer=String(PRODUCER),
        CreationDate=String(f"D:{book.day:%Y%m%d}000000Z"),
    )
    out.trailer.Info = out.make_indirect(info)


def is_bound_here(file: Path) -> bool:
    """Whether a file is a PDF that says that this program made it."""
    try:
        with pikepdf.open(file) as document:
            return str(document.docinfo.get("/Producer", "")) == PRODUCER
    except pikepdf.PdfError:
        return False
