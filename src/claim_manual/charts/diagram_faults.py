"""Why a diagram cannot be drawn, in an author's words: the engine speaks English alone."""

from __future__ import annotations

import re

from claim_manual.model.finding import Message, say

_REASONS = (
    (r"Unterminated", say("a label in it does not end")),
    (r"Unexpected", say("a sign stands in it that has no place there")),
    (r"diagram type", say("its first line does not say what kind of diagram it is")),
)
"""What the engine says, by pattern, and what it means."""


def diagram_fault(said: str) -> Message:
    """What the engine's words mean to an author; one word alone is the kind of another diagram."""
    if re.fullmatch(r"[A-Za-z-]+", said):
        return say("it is a diagram of the kind “{kind}”", kind=said)
    meant = (words for pattern, words in _REASONS if re.search(pattern, said))
    return next(meant, say("it is not written as Mermaid is"))
