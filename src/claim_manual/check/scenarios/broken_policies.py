"""broken-policy: a path of a document does not keep what reference/policies.yml asks of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.check.witness import answers, node_words, words
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual
from claim_manual.model.registers import Policy
from claim_manual.proof.policies import broken, called, governed, required
from claim_manual.proof.walks import not_whole, walk


@rule(error="broken-policy")
def broken_policies(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """Every path to the outcomes that a policy speaks of does what it requires."""
    for policy in manual.register("policies"):
        if not isinstance(policy, Policy) or not required(policy) & called(manual):
            continue
        for document in governed(manual, policy):
            if document.id in not_whole(manual):
                continue
            walked = walk(manual, document)
            for stop, path in broken(walked, policy):
                where = stop.scope.document
                yield error(
                    where.source.value((*stop.loc, "id")),
                    "broken-policy",
                    say(
                        "“{says}” is not kept on the way to “{node}”: {answers}.",
                        says=words(manual, policy.says),
                        node=node_words(manual, where, stop.node.id),
                        answers=answers(manual, walked.program, path),
                    ),
                    say("Mend the way, or the policy “{id}”.", id=policy.id),
                )
