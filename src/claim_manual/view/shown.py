"""One document as text for the terminal: chart, outline or data, all from the same edges."""

from __future__ import annotations

import json

from claim_manual.model.manual import Manual
from claim_manual.view.addresses import document_uri, from_folder
from claim_manual.view.chart import Chart, chart
from claim_manual.view.mermaid import mermaid
from claim_manual.view.outline import outline_text
from claim_manual.view.reading import AnyDocument, Reading
from claim_manual.view.svg import svg

FORMATS = ("mermaid", "svg", "outline", "json")


def shown(manual: Manual, document: AnyDocument, lang: str, kind: str) -> str:
    """The document in one language and one of FORMATS, ending in a line break."""
    reading = Reading(manual, lang)
    drawn = chart(reading, document, from_folder(document_uri(document)))
    match kind:
        case "mermaid":
            return mermaid(drawn)
        case "svg":
            return f"{svg(drawn)}\n"
        case "json":
            return _data(drawn)
        case _:
            return outline_text(reading, document)


def _data(drawn: Chart) -> str:
    shape = {
        "nodes": [{"id": box.id, "type": box.kind, "text": box.text} for box in drawn.boxes],
        "edges": [{"from": way.source, "to": way.target, "label": way.label} for way in drawn.ways],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
