"""A large chart in parts that one can read, joined by named connectors (BPMN 2.0, link events).

It is cut where a part has one way in: before a node that every way to the part goes through.
Outcomes are drawn in each part that leads to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claim_manual.charts.chart import Arrow, Box, Chart
from claim_manual.model.language import Words

LIMIT = 25
"""The boxes that a chart may have, connectors not counted."""
_SMALLEST = 4


def divided(say: Words, chart: Chart, limit: int = LIMIT) -> list[Chart]:
    """The chart alone, or its parts in the order of their first boxes."""
    parts = _parts(chart, limit)
    if len(parts) == 1:
        return [chart]
    letters = _letters(chart, parts)
    return [_part(say, chart, parts, n, letters) for n in range(len(parts))]


def _parts(chart: Chart, limit: int) -> list[list[str]]:
    """The boxes that are no outcomes, by id, in parts of at most `limit` boxes."""
    rest = [box.id for box in chart.boxes if box.kind != "outcome"]
    ends = {box.id for box in chart.boxes if box.kind == "outcome"}
    parts: list[list[str]] = []
    behind = _behind(chart)

    def size(ids: Sequence[str]) -> int:
        inside = {*ids}
        return len(inside) + len({way.target for way in chart.ways if way.source in inside} & ends)

    while size(rest) > limit:
        options = [[node_id for node_id in rest if node_id in behind[node]] for node in rest[1:]]
        fitting = [ids for ids in options if len(ids) >= _SMALLEST and size(ids) <= limit]
        best = max(fitting, key=size, default=rest[-max(_SMALLEST, limit // 2) :])
        if len(best) >= len(rest):
            break
        parts.append(best)
        rest = [node_id for node_id in rest if node_id not in {*best}]
    order = {box.id: n for n, box in enumerate(chart.boxes)}
    return sorted([rest, *parts], key=lambda ids: order[ids[0]] if ids else 0)


def _behind(chart: Chart) -> dict[str, set[str]]:
    """For each box those that are come to only through it, itself included (its dominated set)."""
    ids = [box.id for box in chart.boxes]
    before: dict[str, list[str]] = {node_id: [] for node_id in ids}
    for way in chart.ways:
        before[way.target].append(way.source)
    through: dict[str, set[str]] = {node_id: {*ids} for node_id in ids}
    through[ids[0]] = {ids[0]}
    has_changed = True
    while has_changed:
        has_changed = False
        for node_id in ids[1:]:
            dominators = [through[source] for source in before[node_id]]
            updated = {node_id} | (set.intersection(*dominators) if dominators else set())
            if updated != through[node_id]:
                through[node_id] = updated
                has_changed = True
    return {
        node_id: {later_id for later_id in ids if node_id in through[later_id]} for node_id in ids
    }


def _letters(chart: Chart, parts: Sequence[Sequence[str]]) -> dict[str, str]:
    """A name for each box that another part leads to: A, B, …, Z, A2, …"""
    part_of = {node_id: position for position, ids in enumerate(parts) for node_id in ids}
    entered = {
        way.target
        for way in chart.ways
        if way.target in part_of and part_of.get(way.source) != part_of[way.target]
    }
    entered_ids = [box.id for box in chart.boxes if box.id in entered]
    return {
        node_id: chr(ord("A") + position % 26) + (str(position // 26 + 1) if position >= 26 else "")
        for position, node_id in enumerate(entered_ids)
    }


def _part(
    say: Words,
    chart: Chart,
    parts: Sequence[Sequence[str]],
    number: int,
    letters: Mapping[str, str],
) -> Chart:
    inside = {*parts[number]}
    part_of = {node_id: n for n, ids in enumerate(parts) for node_id in ids}
    numbers = {box.id: box.number for box in chart.boxes}
    entered = [node_id for node_id in parts[number] if node_id in letters]
    incoming = [
        _incoming(say, node_id, letters[node_id], _parts_before(chart, part_of, node_id))
        for node_id in entered
    ]
    outgoing: dict[str, Box] = {}
    ways = [Arrow(f"_in_{node_id}", node_id, "") for node_id in entered]
    for way in chart.ways:
        if way.source not in inside:
            continue
        if way.target in inside or way.target not in part_of:
            ways.append(way)
            continue
        part = part_of[way.target] + 1
        text = say(
            "{name}: goes on in part {part}, at {number}",
            name=letters[way.target],
            number=numbers[way.target],
            part=part,
        )
        link = _link(f"_to_{way.target}", text, f"#chart-{part}")
        outgoing[link.id] = link
        ways.append(replace(way, target=link.id))
    shown = inside | {way.target for way in ways}
    boxes = [box for box in chart.boxes if box.id in shown]
    title = say(
        "{title} (part {part} of {parts})", title=chart.title, part=number + 1, parts=len(parts)
    )
    return Chart(
        id=f"{chart.id}-{number + 1}",
        title=title,
        description=chart.description,
        boxes=(*incoming, *boxes, *outgoing.values()),
        ways=tuple(ways),
    )


def _parts_before(chart: Chart, part_of: Mapping[str, int], node_id: str) -> list[int]:
    """The other parts that lead to a box, counted from 1."""
    sources = {part_of[way.source] for way in chart.ways if way.target == node_id}
    return sorted(number + 1 for number in sources - {part_of[node_id]})


def _incoming(say: Words, node_id: str, letter: str, parts: Sequence[int]) -> Box:
    """The connector before a box that other parts lead to; a link to the first of them."""
    told = say.all_of([str(part) for part in parts])
    words = (
        say("from part {part}, {name}", part=told, name=letter)
        if len(parts) == 1
        else say("from parts {parts}, {name}", parts=told, name=letter)
    )
    return _link(f"_in_{node_id}", words, f"#chart-{parts[0]}")


def _link(name: str, text: str, href: str = "") -> Box:
    return Box(id=name, number=0, kind="link", text=text, href=href)
