"""doubtful-approval, unknown-reference: an approval is still to come, or is by nobody known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.approval_words import approvals_in, role_named, role_of
from claim_manual.derived.personal import has_contact
from claim_manual.model.approval import Approvals
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.manual import Manual, Origin
from claim_manual.model.near import Near
from claim_manual.model.sources import register_path


@rule(error=("doubtful-approval", "unknown-reference"))
def doubtful_approvals(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A role or a body approved it, on a day that has come; how to reach a person is not said."""
    for source, approvals in approvals_in(manual):
        yield from _of(manual, (source, approvals), today)


def _of(manual: Manual, told: tuple[Origin, Approvals], today: dt.date) -> Iterator[Finding]:
    source, approvals = told
    ids = [entry.id for entry in manual.register("roles")]
    for n, approval in enumerate(approvals):
        loc = ("approvals", n)
        named = role_named(approval)
        if named and not role_of(manual, approval) and not manual.is_unread(_ROLES):
            near = Near(ids)(named)
            yield error(
                source.value((*loc, "by")),
                "unknown-reference",
                say("There is no “{id}” among {where}.", id=named, where=_ROLES),
                say("Did you mean “{near}”?", near=near)
                if near
                else say("Write a role that exists, or the name of the body by language."),
            )
        if approval.on > today:
            yield error(
                source.value((*loc, "on")),
                "doubtful-approval",
                say("This approval is of a day that is still to come."),
                say("Write the day of the approval, or take it out until then."),
            )
        for text in (approval.by, approval.note):
            if text and any(has_contact(words) for words in text.root.values()):
                yield error(
                    source.value((*loc, "by" if text is approval.by else "note")),
                    "doubtful-approval",
                    say("There is a telephone number or an e-mail address in this approval."),
                    say("Write the role or the body alone; nobody's number or name stands here."),
                )


_ROLES = register_path("roles")
