"""constant-guard: a condition that holds always, never, or only where an earlier one was taken.

Also a way after one that has no condition: nobody ever takes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.flows.conditions import place_of
from claim_manual.check.flows.unknown_facts import unknown_facts
from claim_manual.check.rule import rule
from claim_manual.model.finding import Finding, Message, say, warning
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.place import NOWHERE
from claim_manual.proof.graph import edges
from claim_manual.proof.moves import ConditionRecord
from claim_manual.proof.walks import partly_walked, seen


@rule(warning="constant-guard")
def constant_guards(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A condition tells some answers that come to it from others."""
    for judged in manual.documents():
        yield from _never(judged)
    partly = partly_walked(manual)
    faulty = {finding.place for finding in unknown_facts(manual, today)}
    for (document_id, loc), condition in seen(manual).items():
        document = manual.document(document_id)
        place = document.source.value(place_of(loc)) if document else NOWHERE
        message = _constant(condition, is_rule=loc[0] == "rules")
        if message and place not in faulty and document_id not in partly:
            hint = say("Take it away, or mend what it asks for.")
            yield warning(place, "constant-guard", message, hint)


def _never(document: AnyDocument) -> Iterator[Finding]:
    for edge in edges(document):
        if edge.is_never and edge.guard is None:
            yield warning(
                document.source.value(edge.loc),
                "constant-guard",
                say("This way is never taken: the one before it has no condition."),
                say(
                    "Are both meant, at the same time? Use parallel:. If not, take one of them away."
                ),
            )


def _constant(condition: ConditionRecord, *, is_rule: bool) -> Message | None:
    if not condition.held:
        return say("This condition never holds here.")
    if is_rule:
        return None
    if not condition.failed:
        return say("This condition always holds here.")
    if not condition.decided:
        return say("Wherever this condition holds, an earlier one is taken.")
    return None
