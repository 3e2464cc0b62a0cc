"""Flowcharts that authors write in Mermaid inside prose, as a chart and the same as text."""

from __future__ import annotations

from collections.abc import Mapping

from claim_manual.charts.chart import Box, Chart
from claim_manual.charts.fences import fence_chart
from claim_manual.charts.layout import DiagramError, LayoutUnavailableError
from claim_manual.charts.sequence import Dialogue
from claim_manual.derived.reading import Reading
from claim_manual.pages import blocks as b
from claim_manual.pages.inline import Words


def drawn(reading: Reading, source: str) -> b.Block:
    """A fence as a chart with its text; as it was written where nothing here can draw it."""
    source = source.rstrip("\n")
    is_client = reading.manual.settings.model.diagrams == "client"
    try:
        chart = fence_chart(reading, source)
    except (DiagramError, LayoutUnavailableError):
        return b.Listing(source, "mermaid", is_client=is_client)
    return b.Drawn(
        chart,
        source,
        reading.say("The chart as text"),
        _outline(reading, chart),
        is_client=is_client,
    )


def _outline(reading: Reading, chart: Chart | Dialogue) -> b.Items:
    if isinstance(chart, Dialogue):
        return _told(chart)
    """The boxes with where each leads, by their words: an author's chart has no numbers of ours."""
    boxes = {box.id: box for box in chart.boxes}
    group_of = {box: group.title for group in chart.groups for box in group.boxes if group.title}
    return b.Items(
        tuple(
            b.Item((b.Line((Words(_said(box, group_of)),)), *_ways(reading, chart, box, boxes)))
            for box in chart.boxes
        ),
        "outline",
    )


def _told(sequence: Dialogue) -> b.Items:
    """Who tells whom what, line by line."""
    names = dict(sequence.actors)
    rows = []
    for line in sequence.lines:
        words = f"{line.word} [{line.words}]" if line.words else line.word
        if line.kind in {"message", "note"}:
            among = dict.fromkeys((names[line.source], names[line.target]))
            words = f"{(' › ' if line.kind == 'message' else ', ').join(among)}: {line.words}"
        if line.kind != "end":
            rows.append(b.Item((b.Line((Words(words),)),)))
    return b.Items(tuple(rows), "outline")


def _said(box: Box, group_of: Mapping[str, str]) -> str:
    return f"{box.text} ({group_of[box.id]})" if box.id in group_of else box.text


def _ways(reading: Reading, chart: Chart, box: Box, boxes: dict[str, Box]) -> b.Blocks:
    ways = [way for way in chart.ways if way.source == box.id]
    if not ways:
        return ()
    return (
        b.Items(
            tuple(
                b.Item((b.Line((Words(_onward(reading, way.label, boxes[way.target].text)),)),))
                for way in ways
            )
        ),
    )


def _onward(reading: Reading, label: str, target: str) -> str:
    return f"{label or reading.say('Then')}: {target}"
