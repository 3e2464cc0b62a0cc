"""Phases and the procedures of one as charts: what follows what, each box with its page."""

from __future__ import annotations

from collections.abc import Mapping

from claim_manual.charts.chart import Arrow, Box, Chart
from claim_manual.derived.addresses import category_uri, document_uri
from claim_manual.derived.phases import LeadKind, chain, chained, followed, leads
from claim_manual.derived.reading import Reading
from claim_manual.model.shown import message

LEADS: Mapping[LeadKind, str] = {
    LeadKind.GOES_ON: message("goes on with"),
    LeadKind.USES: message("goes through"),
    LeadKind.NAMES: message("refers to"),
}
"""How a procedure leads to another, in words."""


def model_chart(reading: Reading) -> Chart:
    """The phases that follow each other, with who answers for each; boxes lead to pages by uris."""
    manual, say = reading.manual, reading.say
    phases, names = manual.settings.model.phases, chained(manual)
    boxes = tuple(
        Box(
            id=name,
            number=number,
            kind="do",
            text=reading.plain(phases[name].name),
            href=category_uri(name),
            role=reading.roles((owner,)) if (owner := phases[name].owner) else "",
        )
        for number, name in enumerate(names, 1)
    )
    ways = tuple(Arrow(before, name, "") for name in names for before in followed(manual)[name])
    count = say.count("{n} phase", "{n} phases", len(names))
    title = say("How the phases follow each other")
    return Chart("management-model", title, _described(reading, count), boxes, ways)


def chain_chart(reading: Reading, category: str) -> Chart:
    """How the procedures of a category lead to each other; boxes lead to pages by uris, and have the
    numbers of the list. Those that lead nowhere, and to which none leads, are in the list alone.
    """
    say, ways_on = reading.say, leads(reading.manual, category)
    joined = {name for lead in ways_on for name in (lead.source, lead.target)}
    boxes = tuple(
        Box(procedure.id, number, "do", reading.title(procedure), href=document_uri(procedure))
        for number, procedure in enumerate(chain(reading.manual, category), 1)
        if procedure.id in joined
    )
    ways = tuple(
        Arrow(
            lead.source,
            lead.target,
            "" if lead.kind is LeadKind.GOES_ON else say(LEADS[lead.kind]),
        )
        for lead in ways_on
    )
    count = say.count("{n} procedure", "{n} procedures", len(boxes))
    title = say("How the procedures lead to each other")
    return Chart(f"chain-{category}", title, _described(reading, count), boxes, ways)


def _described(reading: Reading, count: str) -> str:
    return reading.say("{parts}. The same stands on this page as text.", parts=count)
