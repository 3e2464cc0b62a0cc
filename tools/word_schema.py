"""Validates Word files against the schemas of ECMA-376 (transitional), which are not kept here.

    python tools/word_schema.py FOLDER FILE.docx…

FOLDER has `wml.xsd` and what it includes: part 4 of the standard has them, and so has the repository
of python-docx (`ref/xsd`).
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

_XML = "http://www.w3.org/XML/1998/namespace"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SPACE = (
    f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="{_XML}">'
    '<xsd:attribute name="space" type="xsd:string"/></xsd:schema>'
)


class _Included(etree.Resolver):
    """What the schemas import without saying where it is."""

    def resolve(self, url: str, _public: str, context: Any) -> Any:
        """The schema of `xml:space`."""
        return self.resolve_string(_SPACE, context) if url.endswith("xml.xsd") else None


def schema(folder: Path) -> etree.XMLSchema:
    """The schema of WordprocessingML."""
    parser = etree.XMLParser()
    parser.resolvers.add(_Included())
    tree = etree.parse(str(folder / "wml.xsd"), parser)
    for imported in tree.getroot().findall("{*}import"):
        if imported.get("namespace") == _XML:
            imported.set("schemaLocation", "xml.xsd")
    return etree.XMLSchema(tree)


def _understood(content: bytes) -> etree._Element:
    """A part as a program reads it that knows nothing beyond the standard (ISO/IEC 29500-3)."""
    root = etree.fromstring(content)
    named = (root.attrib.pop(f"{{{_COMPATIBILITY}}}Ignorable", "")).split()
    ignored = {root.nsmap[prefix] for prefix in named}
    for element in [*root.iter(etree.Element)]:
        for name in [*element.attrib]:
            if etree.QName(name).namespace in ignored:
                del element.attrib[name]
        if etree.QName(element).namespace in ignored:
            element.getparent().remove(element)
    return root


def faults(rules: etree.XMLSchema, file: Path) -> list[str]:
    """What in a file the schema does not allow."""
    said = []
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml") and "/theme/" not in name:
                rules.validate(_understood(archive.read(name)))
                said += [f"{file}: {name}: {fault.message}" for fault in rules.error_log]
    return said


if __name__ == "__main__":
    rules = schema(Path(sys.argv[1]))
    found = [fault for file in sys.argv[2:] for fault in faults(rules, Path(file))]
    sys.stdout.write("\n".join(found or ["valid"]) + "\n")
    sys.exit(bool(found))
