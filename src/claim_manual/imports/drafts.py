"""What an import comes to, before anything is written: drafts, where each thing went, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claim_manual.model.finding import Message


@dataclass(frozen=True)
class Taken:
    """A paragraph of the file, the beginning of its words, and the key and id that it became."""

    at: int
    words: str
    to: str


@dataclass(frozen=True)
class Unread:
    """What was not understood: the paragraph, the beginning of its words, and how many paragraphs it is.

    `is_prose` where its words stand in the prose of the draft.
    """

    at: int
    words: str
    count: int = 1
    is_prose: bool = True


@dataclass(frozen=True)
class Draft:
    """A procedure as its source has it, with comments above some of its keys, and its prose.

    `plain` is the same without questions, for where the ways of these bring errors.
    """

    id: str
    title: str
    value: Mapping[str, Any]
    plain: Mapping[str, Any]
    comments: Mapping[str, str]
    prose: str
    taken: tuple[Taken, ...]
    unread: tuple[Unread, ...]
    guesses: int


@dataclass(frozen=True)
class Drafts:
    """All drafts of a file, and what of it is in none, as sentences."""

    drafts: tuple[Draft, ...]
    not_taken: tuple[Message, ...] = ()
