"""Why git does not give what it is asked for, in an author's words."""

from __future__ import annotations

import re

from claim_manual.model.finding import Message, say

_REASONS = (
    (
        r"single revision|unknown revision|bad revision|[Nn]ot a valid object|bad object",
        say("nothing there has this name"),
    ),
    (r"not a git repository", say("this folder is in no git repository")),
    (
        r"dubious ownership",
        say("the folder belongs to somebody else; git wants safe.directory to name it"),
    ),
    (r"does not have any commits", say("there is no commit yet")),
)
"""What git says, by pattern, and what it means."""


def git_fault(said: str) -> Message:
    """What git's words mean to an author; the words themselves, as a quotation, where that is open."""
    meant = (words for pattern, words in _REASONS if re.search(pattern, said))
    return next(meant, say("“{words}”", words=said.rstrip(".")))
