"""unlinked-handover: two roles hand over to each other, and no link says on what terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import words
from claim_manual.derived.actors import Passing, links_between, network
from claim_manual.model.finding import Finding, say, warning
from claim_manual.model.manual import Manual, located
from claim_manual.model.sources import register_path

LINKS = register_path("links")


@rule(warning="unlinked-handover")
def unlinked_handovers(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Where links are kept: each pair once, where it hands over first; both ways are one pair.

    Within an organisation, and with the person served, nobody needs to agree on anything.
    """
    if "links" not in manual.registers or LINKS in manual.faulty:
        return
    told: set[frozenset[str]] = set()
    for (giver, receiver), passings in network(manual).items():
        parties = frozenset({_party(manual, giver), _party(manual, receiver)})
        first = next((one for one in passings if one.document.path not in manual.faulty), None)
        if first is None or parties in told or not _needs_link(manual, giver, receiver):
            continue
        told.add(parties)
        if not links_between(manual, giver, receiver):
            yield _unlinked(manual, first)


def _party(manual: Manual, name: str) -> str:
    role = manual.role(name)
    return f"<{role.organisation}>" if role and role.organisation else name


def _needs_link(manual: Manual, giver: str, receiver: str) -> bool:
    roles = [manual.role(giver), manual.role(receiver)]
    is_within = _party(manual, giver) == _party(manual, receiver)
    return not is_within and all(role and role.kind != "person" for role in roles)


def _unlinked(manual: Manual, passing: Passing) -> Finding:
    loc = next(loc for loc, node in located(passing.document) if node.id == passing.at)
    names = {}
    for key, name in (("giver", passing.giver), ("receiver", passing.receiver)):
        role = manual.role(name)
        names[key] = words(manual, role.name) if role else name
    return warning(
        passing.document.source.value(loc),
        "unlinked-handover",
        say("“{giver}” hands over to “{receiver}” here, and no link joins them.", **names),
        say(
            "Write a link between “{giver}” and “{receiver}” in {path}, or give both the same organisation:.",
            giver=passing.giver,
            receiver=passing.receiver,
            path=LINKS,
        ),
    )
