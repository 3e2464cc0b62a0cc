"""Charts for screens: as large as their type is set, so that nothing has to be shrunk to be seen."""

from __future__ import annotations

from functools import lru_cache

from claim_manual.charts.chart import Chart
from claim_manual.charts.lane import lane
from claim_manual.charts.rows import connectors
from claim_manual.charts.spine import spine
from claim_manual.charts.svg import Drawing, draw
from claim_manual.charts.swimlanes import (
    swimlanes,
    with_names_of_lanes,
    without_names_of_lanes,
)

COLUMN = 616.0
"""The room for a chart beside navigation and contents, in CSS pixels."""
TELEPHONE = 328.0
"""The room for a chart on a telephone of 360 CSS pixels, beside a bar to scroll with."""
STEP = "n-"
"""What the place of a step on its page begins with."""


@lru_cache(maxsize=16)
def for_desks(chart: Chart, go_to: str) -> Drawing:
    """The chart as Mermaid lays it out where that fits the column of a page, else in columns; in lanes
    where it has some.

    `go_to` is what stands in a connector, with `{number}` for that of a box.
    """
    if chart.groups:
        return swimlanes(without_names_of_lanes(chart), COLUMN)
    whole = draw(chart)
    if whole.size[0] <= COLUMN:
        return whole
    connector = connectors(lambda number: go_to.format(number=number), STEP)
    return spine(chart, COLUMN, connector, is_paper=False)


@lru_cache(maxsize=16)
def for_telephones(chart: Chart, go_to: str) -> Drawing:
    """The chart in one lane; of one with a lane for each actor, each box says who does it."""
    connector = connectors(lambda number: go_to.format(number=number), STEP)
    return lane(with_names_of_lanes(chart), TELEPHONE, connector)
