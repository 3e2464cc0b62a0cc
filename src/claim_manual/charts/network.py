"""Who hands over to whom as a chart: actors as boxes, hand-overs as ways with how many there are."""

from __future__ import annotations

from claim_manual.charts.chart import Arrow, Box, Chart
from claim_manual.charts.mermaid import mermaid
from claim_manual.derived.actors import network, organisation
from claim_manual.derived.reading import Reading

_KINDS = {"person": "outcome", "partner": "use"}
"""Kinds of roles to those of the boxes in whose shape they are drawn."""


def network_chart(reading: Reading) -> tuple[Chart, str]:
    """The network of a manual, and the same as Mermaid."""
    pairs = network(reading.manual)
    names = dict.fromkeys(name for pair in pairs for name in pair)
    boxes = (_box(reading, name, number) for number, name in enumerate(names, 1))
    say = reading.say
    chart = Chart(
        id="actors",
        title=say("Who hands over to whom"),
        description=say(
            "{parts}. The same stands on this page as text.",
            parts=say.all_of(
                [
                    say.count("{n} actor", "{n} actors", len(names)),
                    say.count("{n} hand-over", "{n} hand-overs", sum(map(len, pairs.values()))),
                ]
            ),
        ),
        boxes=tuple(boxes),
        ways=tuple(Arrow(*pair, str(len(passings))) for pair, passings in pairs.items()),
    )
    return chart, mermaid(chart)


def _box(reading: Reading, name: str, number: int) -> Box:
    role = reading.manual.role(name)
    house = organisation(reading.manual, role.organisation or "") if role else None
    return Box(
        id=name,
        number=number,
        kind=_KINDS.get(role.kind, "do") if role else "do",
        text=reading.plain(role.name) if role else name,
        role=reading.plain(house.name) if house else "",
        is_numbered=False,
    )
