"""How large a file is, in the words of a finding."""

from __future__ import annotations

from claim_manual.model.finding import Message, Telling
from claim_manual.model.language import words

_MEGA = 1_000_000


def megabytes(size: int) -> Message:
    """So many megabytes, as the language of the finding writes it: 13,0."""
    return Telling("", {}, lambda tag: words(tag).decimal(size / _MEGA, 1))
