"""Why a template cannot be used, in an author's words: Jinja speaks English alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from claim_manual.model.finding import Message, say

_REASONS: tuple[tuple[str, Callable[[str], Message]], ...] = (
    (
        r"unknown tag '([^']+)'",
        lambda name: say("the tag “{name}” is not known", name=name),
    ),
    (
        r"No (?:filter|test) named '([^']+)'",
        lambda name: say("no filter or test is called “{name}”", name=name),
    ),
    (
        r"block '([^']+)' defined twice",
        lambda name: say("the block “{name}” stands there twice", name=name),
    ),
    (
        r"'([^']+)' is undefined",
        lambda name: say("“{name}” is nothing there", name=name),
    ),
    (
        r"(?i)end of (?:template|print statement|statement block)|Missing end of|not closed",
        lambda _: say("something that begins in it does not end"),
    ),
    (
        r"(?i)unexpected '(.+?)'",
        lambda sign: say("“{sign}” has no place where it stands", sign=sign),
    ),
)
"""What Jinja says, by pattern, and what it means."""


def template_fault(said: str) -> Message:
    """What Jinja's words mean to an author."""
    for pattern, meant in _REASONS:
        if match := re.search(pattern, said):
            return meant(match.group(match.lastindex or 0))
    return say("this line is not written as templates are")


def no_template(name: str) -> Message:
    """That a template is named and not there."""
    return say("there is no template “{name}”", name=name)
