"""A large chart in parts that one can read, joined by named connectors (BPMN 2.0, link events).

It is cut where a part has one way in: before a node that every way to the part goes through.
Outcomes are drawn in each part that leads to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claim_manual.charts.chart import Box, Chart, Way
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
    found: list[list[str]] = []
    behind = _behind(chart)

    def size(ids: Sequence[str]) -> int:
        own = {*ids}
        return len(own) + len({way.target for way in chart.ways if way.source in own} & ends)

    while size(rest) > limit:
        options = [[one for one in rest if one in behind[node]] for node in rest[1:]]
        able = [one for one in options if len(one) >= _SMALLEST and size(one) <= limit]
        best = max(able, key=size, default=rest[-max(_SMALLEST, limit // 2) :])
        if len(best) >= len(rest):
            break
        found.append(best)
        rest = [one for one in rest if one not in {*best}]
    order = {box.id: n for n, box in enumerate(chart.boxes)}
    return sorted([rest, *found], key=lambda ids: order[ids[0]] if ids else 0)


def _behind(chart: Chart) -> dict[str, set[str]]:
    """For each box those that are come to only through it, itself included (its dominated set)."""
    ids = [box.id for box in chart.boxes]
    before: dict[str, list[str]] = {one: [] for one in ids}
    for way in chart.ways:
        before[way.target].append(way.source)
    through: dict[str, set[str]] = {one: {*ids} for one in ids}
    through[ids[0]] = {ids[0]}
    changed = True
    while changed:
        changed = False
        for one in ids[1:]:
            known = [through[source] for source in before[one]]
            now = {one} | (set.intersection(*known) if known else set())
            if now != through[one]:
                through[one] = now
                changed = True
    return {one: {other for other in ids if one in through[other]} for one in ids}


def _letters(chart: Chart, parts: Sequence[Sequence[str]]) -> dict[str, str]:
    """A name for each box that another part leads to: A, B, …, Z, A2, …"""
    part_of = {one: n for n, ids in enumerate(parts) for one in ids}
    entered = {
        way.target
        for way in chart.ways
        if way.target in part_of and part_of.get(way.source) != part_of[way.target]
    }
    named = [box.id for box in chart.boxes if box.id in entered]
    return {
        one: chr(ord("A") + n % 26) + (str(n // 26 + 1) if n >= 26 else "")
        for n, one in enumerate(named)
    }


def _part(
    say: Words,
    chart: Chart,
    parts: Sequence[Sequence[str]],
    number: int,
    letters: Mapping[str, str],
) -> Chart:
    own = {*parts[number]}
    part_of = {one: n for n, ids in enumerate(parts) for one in ids}
    boxes = {box.id: box for box in chart.boxes}
    ways: list[Way] = []
    links: dict[str, Box] = {}
    for one in parts[number]:
        if one in letters:
            links[f"_in_{one}"] = _link(f"_in_{one}", say("from {name}", name=letters[one]))
            ways.append(Way(f"_in_{one}", one, ""))
    for way in chart.ways:
        if way.source not in own:
            continue
        if way.target in own or way.target not in part_of:
            ways.append(way)
            continue
        text = say(
            "{name}: to {number}, part {part}",
            name=letters[way.target],
            number=boxes[way.target].number,
            part=part_of[way.target] + 1,
        )
        link = _link(f"_to_{way.target}", text, f"#chart-{part_of[way.target] + 1}")
        links[link.id] = link
        ways.append(replace(way, target=link.id))
    met = own | {way.target for way in ways}
    kept = [box for box in chart.boxes if box.id in met]
    title = say(
        "{title} (part {part} of {parts})", title=chart.title, part=number + 1, parts=len(parts)
    )
    first = [box for key, box in links.items() if key.startswith("_in_")]
    last = [box for key, box in links.items() if key.startswith("_to_")]
    return Chart(
        f"{chart.id}-{number + 1}", title, chart.description, (*first, *kept, *last), tuple(ways)
    )


def _link(name: str, text: str, href: str = "") -> Box:
    return Box(id=name, number=0, kind="link", text=text, href=href)
