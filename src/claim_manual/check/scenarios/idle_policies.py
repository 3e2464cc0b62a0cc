"""unknown-reference and missing-key, of a policy: it speaks of what is nowhere, or applies to nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.model.place import Loc, Place
from claim_manual.model.registers import Policy
from claim_manual.model.registers.policy import Ends
from claim_manual.proof.graph import lost_targets
from claim_manual.proof.policies import called, governed


@rule(error=("missing-key", "unknown-reference"))
def idle_policies(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A policy names documents that exist, and a node, mark or page that one of them has."""
    register = manual.register("policies")
    callable_ids, categories = called(manual), {*manual.settings.model.categories}
    lost = {name for document in manual.documents() for name in lost_targets(manual, document)}
    near_id, near_category = Near(callable_ids), Near(categories)
    for n, policy in enumerate(register):
        if not isinstance(policy, Policy):
            continue
        for m, category in enumerate(policy.applies_to.categories):
            if category not in categories:
                place = register.source.value((n, "applies_to", "categories", m))
                yield _unknown(place, category, near_category(category))
        for loc, name in _names(policy):
            # What a file that could not be read has, or a node that is told as lost, is no other fault.
            if name not in callable_ids and name not in lost and not manual.unread:
                yield _unknown(register.source.value((n, *loc)), name, near_id(name))
        if not _applies(manual, policy) and not manual.unread:
            yield error(
                register.source.value((n, "applies_to")),
                "missing-key",
                say("The policy “{id}” applies to nothing.", id=policy.id),
                say("Name categories:, procedures: or flows: in applies_to:."),
            )


def _names(policy: Policy) -> Iterator[tuple[Loc, str]]:
    """What a policy names of documents, with where it does."""
    requires, where = policy.requires, policy.where or Ends()
    for key in ("before", "node", "without"):
        if name := getattr(requires, key):
            yield ("requires", key), name
    for m, name in enumerate(requires.offers):
        yield ("requires", "offers", m), name
    for m, name in enumerate(where.tags):
        yield ("where", "tags", m), name
    if where.passing:
        yield ("where", "passing"), where.passing


def _unknown(place: Place, name: str, near: str | None) -> Finding:
    return error(
        place,
        "unknown-reference",
        say("Nothing in this manual is called or marked “{id}”.", id=name),
        say("Did you mean “{near}”?", near=near)
        if near
        else say("Write one that exists, or add it there."),
    )


def _applies(manual: Manual, policy: Policy) -> bool:
    """Whether there is something that the policy governs, or that it names (and may lack)."""
    scope = policy.applies_to
    return any(governed(manual, policy)) or any((scope.categories, scope.procedures, scope.flows))
