"""unknown-reference, of a policy: it speaks of a category or a node that is nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from difflib import get_close_matches

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.place import Loc
from claim_manual.model.registers import Policy
from claim_manual.model.walk.policies import called, governed


def idle_policies(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A policy names documents that exist, and a node, mark or page that one of them has."""
    register = manual.register("policies")
    known = called(manual)
    for n, policy in enumerate(register):
        if not isinstance(policy, Policy):
            continue
        named: list[tuple[Loc, str, set[str]]] = [
            ((n, "applies_to", "categories", m), one, {*manual.settings.model.categories})
            for m, one in enumerate(policy.applies_to.categories)
        ]
        requires = policy.requires
        named += [
            ((n, "requires", key), one, known)
            for key in ("before", "node", "offers")
            if (one := getattr(requires, key))
        ]
        for loc, one, among in named:
            if one not in among:
                near = get_close_matches(one, sorted(among), n=1)
                yield error(
                    register.source.value(loc),
                    "unknown-reference",
                    say("Nothing in this manual is called or marked “{id}”.", id=one),
                    say("Did you mean “{near}”?", near=near[0])
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
