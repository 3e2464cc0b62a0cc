"""Flowcharts that authors write in Mermaid inside prose, as a chart and the same as text."""

from __future__ import annotations

from claim_manual.charts.chart import Box, Chart
from claim_manual.charts.fences import fence_chart
from claim_manual.charts.layout import DiagramError, LayoutUnavailableError
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
        reading.say("go to {number}"),
        _outline(reading, chart),
        is_client=is_client,
    )


def _outline(reading: Reading, chart: Chart) -> b.Items:
    boxes = {box.id: box for box in chart.boxes}
    return b.Items(
        tuple(
            b.Item((b.Line((Words(box.text),)), *_ways(reading, chart, box, boxes)), box.number)
            for box in chart.boxes
        ),
        "outline",
        is_ordered=True,
    )


def _ways(reading: Reading, chart: Chart, box: Box, boxes: dict[str, Box]) -> b.Blocks:
    ways = [way for way in chart.ways if way.source == box.id]
    if not ways:
        return ()
    return (
        b.Items(
            tuple(
                b.Item((b.Line((Words(_onward(reading, way.label, boxes[way.target].number)),)),))
                for way in ways
            )
        ),
    )


def _onward(reading: Reading, label: str, number: int) -> str:
    onward = reading.say("go to {number}", number=number)
    return f"{label}: {onward}" if label else onward
