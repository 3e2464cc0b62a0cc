"""unknown-reference, of a policy: it speaks of a category or a node that is nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.model.place import Loc
from claim_manual.model.registers import Policy
from claim_manual.proof.policies import called, governed


def idle_policies(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A policy names documents that exist, and a node, mark or page that one of them has."""
    register = manual.register("policies")
    known = called(manual)
    categories = {*manual.settings.model.categories}
    near_known, near_categories = Near(known), Near(categories)
    for n, policy in enumerate(register):
        if not isinstance(policy, Policy):
            continue
        named: list[tuple[Loc, str, set[str], Near]] = [
            ((n, "applies_to", "categories", m), one, categories, near_categories)
            for m, one in enumerate(policy.applies_to.categories)
        ]
        requires = policy.requires
        named += [
            ((n, "requires", key), one, known, near_known)
            for key in ("before", "node", "offers")
            if (one := getattr(requires, key))
        ]
        for loc, one, among, near_among in named:
            if one not in among:
                near = near_among(one)
                yield error(
                    register.source.value(loc),
                    "unknown-reference",
                    say("Nothing in this manual is called or marked “{id}”.", id=one),
                    say("Did you mean “{near}”?", near=near)
                    if near
                    else say("Write one that exists, or add it there."),
                )
        if not any(governed(manual, policy)) and not any(
            (policy.applies_to.categories, policy.applies_to.procedures, policy.applies_to.flows)
        ):
            yield error(
                register.source.value((n, "applies_to")),
                "missing-key",
                say("The policy “{id}” applies to nothing.", id=policy.id),
                say("Name categories:, procedures: or flows: in applies_to:."),
            )
