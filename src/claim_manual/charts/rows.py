"""A chart as rows: steps and questions one below the other, with what each leads to beside them.

A way to anything but the next row, or to an outcome that stands beside another one, ends in a
connector with its number (BPMN 2.0, link events; off-page connectors of ISO 5807).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from claim_manual.charts.chart import Box, Chart

Connector = Callable[[Box, Box], Box]
"""From a box and the box that it leads to: the connector that stands in that one's place."""


@dataclass(frozen=True)
class Exit:
    """A way out of a row: what stands on it and the box that it leads to."""

    label: str
    box: Box


@dataclass(frozen=True)
class Row:
    """A box, its ways to the side, and what stands on the way down if there is one.

    `entries` are the connectors from other parts that lead to it.
    """

    box: Box
    exits: tuple[Exit, ...]
    down: str | None
    entries: tuple[Box, ...] = ()

    @property
    def boxes(self) -> list[Box]:
        """Every box that is drawn for it."""
        return [self.box, *self.entries, *(way_out.box for way_out in self.exits)]


def connectors(words: Callable[[int], str], place: str | None = "") -> Connector:
    """Connectors that say `words` of a number and lead to the box's id after `place`, if at all."""

    def connector(source: Box, target: Box) -> Box:
        name = f"_{source.id}_{target.id}"
        if target.kind == "link":
            return replace(target, id=name)
        href = "" if place is None else f"#{place}{target.id}"
        return Box(name, 0, "link", words(target.number), href=href)

    return connector


def rows(chart: Chart, connector: Connector) -> list[Row]:
    """The rows of a chart, in the order of its boxes."""
    boxes = {box.id: box for box in chart.boxes}
    trunk = [box for box in chart.boxes if box.kind not in {"outcome", "link"}]
    drawn: set[str] = set()
    made = []
    for box, below in zip(trunk, [*trunk[1:], None], strict=True):
        exits = []
        down = None
        for target_id, words in _ways_out(chart, box):
            target = boxes[target_id]
            if below and target_id == below.id:
                down = words
                continue
            is_new = target.kind == "outcome" and target_id not in drawn
            drawn.add(target_id)
            exits.append(Exit(words, target if is_new else connector(box, target)))
        made.append(Row(box, tuple(exits), down, _entries(chart, boxes, box)))
    return made


def _entries(chart: Chart, boxes: Mapping[str, Box], box: Box) -> tuple[Box, ...]:
    sources = [boxes[way.source] for way in chart.ways if way.target == box.id]
    return tuple(source for source in sources if source.kind == "link")


def _ways_out(chart: Chart, box: Box) -> Iterator[tuple[str, str]]:
    """Where a box leads, and what stands on all ways there."""
    labels: dict[str, list[str]] = {}
    for way in chart.ways:
        if way.source == box.id:
            labels.setdefault(way.target, []).append(way.label)
    for target, words in labels.items():
        yield target, " / ".join(label for label in words if label)
