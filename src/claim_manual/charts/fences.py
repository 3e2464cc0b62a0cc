"""Flowcharts that authors write in Mermaid inside prose, drawn as every other chart.

Only what the engine understands of them is taken (labels, shapes, ways); nothing of what they
wrote, and no picture of the engine's, reaches a page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from claim_manual.charts.chart import Arrow, Box, Chart
from claim_manual.charts.layout import DiagramError, LayoutUnavailableError, parsed
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Manual
from claim_manual.model.markup import fences

LANGUAGE = "mermaid"
_KINDS = {
    "diamond": "ask",
    "hexagon": "ask",
    "subroutine": "use",
    "stadium": "outcome",
    "round": "outcome",
    "circle": "outcome",
    "doublecircle": "outcome",
    "rounded": "outcome",
}
"""Shapes of Mermaid to the kinds of boxes that they stand for here; any other is a step."""


def fence_chart(reading: Reading, source: str) -> Chart:
    """The chart that a fence describes. Raises DiagramError, LayoutUnavailableError."""
    source_chart = parsed(source)
    boxes = tuple(
        Box(
            id=f"b{number}",
            number=number,
            kind=_KINDS.get(node["shape"] or "", "do"),
            text=" ".join(str(node["label"] or node["id"]).split()),
        )
        for number, node in enumerate(source_chart["nodes"], 1)
    )
    names = {node["id"]: box.id for node, box in zip(source_chart["nodes"], boxes, strict=True)}
    ways = tuple(
        Arrow(names[edge["from"]], names[edge["to"]], " ".join(str(edge["label"] or "").split()))
        for edge in source_chart["edges"]
        if edge["from"] in names and edge["to"] in names
    )
    title = source_chart.get("accTitle") or reading.say("Flowchart")
    description = source_chart.get("accDescr") or reading.say(
        "The same stands as text after the chart."
    )
    digest = hashlib.sha256(source.encode()).hexdigest()[:8]
    return Chart(f"fence-{digest}", str(title), str(description), boxes, ways)


def faults(manual: Manual) -> Iterator[tuple[str, int, str]]:
    """The fences that cannot be drawn: file, line (from 1), and why."""
    for prose in (*manual.companions, *manual.pages):
        for line, source in fences(prose.text, LANGUAGE):
            try:
                parsed(source)
            except DiagramError as failure:
                yield prose.path, line + 1, str(failure)
            except LayoutUnavailableError:
                return
