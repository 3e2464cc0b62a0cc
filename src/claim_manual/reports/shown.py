"""One document as text for the terminal: chart, outline or data, all from the same edges."""

from __future__ import annotations

import json
from typing import Any

from claim_manual.charts.chart import chart
from claim_manual.charts.mermaid import mermaid
from claim_manual.charts.svg import svg
from claim_manual.derived.addresses import document_uri, from_folder
from claim_manual.derived.outline import outline_text
from claim_manual.derived.reading import Reading
from claim_manual.model.documents import DecisionTable
from claim_manual.model.manual import AnyDocument, Manual, exceptions, nodes
from claim_manual.model.nodes import (
    Answer,
    AnyNode,
    Ask,
    AskDate,
    AskNumber,
    Outcome,
    Parallel,
    RangeAnswer,
    Use,
    Wait,
    kind,
)
from claim_manual.proof.graph import Edge, open_edges
from claim_manual.reports.situation_text import table_text

FORMATS = ("mermaid", "svg", "outline", "table", "json")


def shown(manual: Manual, document: AnyDocument, lang: str, form: str) -> str:
    """The document in one language and one of FORMATS, ending in a line break."""
    reading = Reading(manual, lang)
    drawn = chart(reading, document, from_folder(document_uri(document)))
    match form:
        case "mermaid":
            return mermaid(drawn)
        case "svg":
            return f"{svg(drawn)}\n"
        case "table":
            return table_text(reading, document)
        case "json":
            return _data(reading, document)
        case _:
            return outline_text(reading, document)


def _data(reading: Reading, document: AnyDocument) -> str:
    """The nodes and edges, with what the interactive tree asks, shows and decides by."""
    table = document.model
    shape = {
        "nodes": [_node(reading, document, node) for node in nodes(document)],
        "at_any_time": [
            {"id": told.id, "when_told": reading.plain(told.when_told), "to": told.to}
            for told in exceptions(document)
        ],
        "edges": [_edge(reading, document, edge) for edge in open_edges(reading.manual, document)],
        **({"hit_policy": table.hit_policy} if isinstance(table, DecisionTable) else {}),
        "conditions": {name: guard.root for name, guard in document.model.conditions.items()},
    }
    return json.dumps(shape, ensure_ascii=False, indent=2, default=str) + "\n"


def _node(reading: Reading, document: AnyDocument, node: AnyNode) -> dict[str, Any]:
    data: dict[str, Any] = {"id": node.id, "type": kind(node), "text": reading.node(node)}
    match node:
        case Ask():
            data |= {
                "kind": node.kind,
                "answers": [_answer(reading, answer) for answer in node.answers],
            }
            if isinstance(node, AskNumber) and node.unit:
                data["unit"] = reading.plain(node.unit)
            if isinstance(node, AskDate):
                data["measure"] = node.measure
            if isinstance(node, AskNumber | AskDate) and node.domain:
                data["domain"] = node.domain.bounds()
        case Use():
            data |= {"document": node.use, "begin_at": node.begin_at}
        case Parallel():
            data["branches"] = [
                {
                    "id": branch.id,
                    "name": reading.plain(branch.name),
                    "nodes": [step.id for step in branch.steps],
                }
                for branch in node.parallel
            ]
        case Wait():
            data |= {"at_most": node.wait.at_most, "count": node.wait.count}
        case Outcome():
            data |= {"kind": node.kind, "level": node.level}
    if node.notes:
        data["notes"] = [
            {"when": note.when.root, "text": reading.plain(note.text)} for note in node.notes
        ]
    return {key: value for key, value in data.items() if value is not None}


def _answer(reading: Reading, answer: Answer) -> dict[str, Any]:
    data: dict[str, Any] = {"id": answer.id, "text": reading.answer(answer)}
    return data | ({"range": answer.range.bounds()} if isinstance(answer, RangeAnswer) else {})


def _edge(reading: Reading, document: AnyDocument, edge: Edge) -> dict[str, Any]:
    data: dict[str, Any] = {
        "from": edge.source,
        "to": edge.target,
        "label": reading.edge(document, edge),
        "answer": edge.answer.id if edge.answer else None,
        "result": edge.result,
        "when": edge.guard.root if edge.guard else None,
        "rule": edge.rule or None,
        "branch": edge.branch.id if edge.branch else None,
        "at_any_time": True if edge.told else None,
    }
    return {key: value for key, value in data.items() if value is not None}
