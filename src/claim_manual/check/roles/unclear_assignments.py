"""unclear-assignment, personal-name: an assignment names nobody, never holds, or names a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from claim_manual.check.rule import rule
from claim_manual.derived.personal import has_contact, is_name_of_person
from claim_manual.model.finding import Finding, error, say, warning
from claim_manual.model.manual import Manual, Register
from claim_manual.model.registers import Assignment, Entry


@rule(error="unclear-assignment", warning="personal-name")
def unclear_assignments(manual: Manual, today: dt.date) -> Iterator[Finding]:
    """A role is assigned to a post or to an organisation, never to somebody by name."""
    register = manual.register("assignments")
    for n, entry in enumerate(register):
        if isinstance(entry, Assignment):
            yield from _unclear(register, n, entry)
            yield from _personal(register, n, entry)


def _unclear(register: Register[Entry], n: int, entry: Assignment) -> Iterator[Finding]:
    if not entry.post and not entry.organisation:
        yield error(
            register.source.value((n,)),
            "unclear-assignment",
            say("This assignment says neither a post nor an organisation."),
            say("Write post: or organisation:."),
        )
    if entry.since and entry.until and entry.until < entry.since:
        yield error(
            register.source.value((n, "to")),
            "unclear-assignment",
            say("This assignment ends before it begins."),
            say("Write a day under to: that is not before that of from:."),
        )


def _personal(register: Register[Entry], n: int, entry: Assignment) -> Iterator[Finding]:
    for key, text in (("post", entry.post), ("note", entry.note)):
        words = [*text.root.values()] if text else []
        if any(is_name_of_person(inner) or has_contact(inner) for inner in words):
            yield warning(
                register.source.value((n, key)),
                "personal-name",
                say("This seems to name a person."),
                say("Write what the post is called: the manual names no persons."),
            )
