"""Who hands over to whom as a picture: actors as names, hand-overs as arcs with how many there are."""

from __future__ import annotations

from claim_manual.charts.arcs import Arc, ArcMap, near
from claim_manual.derived.actors import network
from claim_manual.derived.reading import Reading


def network_arcs(reading: Reading) -> ArcMap:
    """The network of a manual; those who hand over to each other stand near each other."""
    manual, say = reading.manual, reading.say
    pairs = network(manual)
    ids = list(dict.fromkeys(name for pair in pairs for name in pair))
    ways = [(ids.index(giver), ids.index(receiver)) for giver, receiver in pairs]
    order = near(len(ids), ways)
    names = tuple(
        reading.plain(role.name) if (role := manual.role(ids[n])) else ids[n] for n in order
    )
    counts = say.all_of(
        [
            say.count("{n} actor", "{n} actors", len(names)),
            say.count("{n} hand-over", "{n} hand-overs", sum(map(len, pairs.values()))),
        ]
    )
    return ArcMap(
        id="actors",
        title=say("Who hands over to whom"),
        description=say("{counts}. The table on this page names them.", counts=counts),
        names=names,
        arcs=tuple(
            Arc(order.index(giver), order.index(receiver), len(passings))
            for (giver, receiver), passings in zip(ways, pairs.values(), strict=True)
        ),
    )
