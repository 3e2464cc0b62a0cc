"""What readers wrote into a Word file of the manual, as values, before anybody looks it up in the manual."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field


def digest(words: str) -> str:
    """What tells words apart, whatever spaces stand between them."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:12]


def short_digest(words: str) -> str:
    """A shorter one, of the words between texts, of which there are many."""
    return digest(words)[:8]


@dataclass(frozen=True)
class MarkedText:
    """A source text as a file has it: its name (`derived/text_names`) and BCP 47 tag; the page and the
    step where it is shown; digests of it as it was written, and as it was shown.
    """

    name: str
    tag: str
    page: str = ""
    node: str = ""
    written: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Spot:
    """Where in a file something stands: the bookmark of the text, "" outside of any; that of a text
    beside it, in its row or paragraph, which is on the same step; and the last one before it.
    """

    mark: str = ""
    beside: str = ""
    before: str = ""


@dataclass(frozen=True)
class Comment:
    """A comment and the replies to it; the words that it is on, and those of their paragraph; whether
    its readers ticked it off.
    """

    spot: Spot
    words: tuple[str, ...]
    quote: str = ""
    paragraph: str = ""
    is_resolved: bool = False


@dataclass(frozen=True)
class Change:
    """Words that were changed: all of a text, or those of a paragraph outside of any.

    `is_tracked` tells what a word processor noted from what is only otherwise than it was; what
    stood there before is not known of the latter. `is_moved` tells that all of it stands elsewhere now.
    """

    spot: Spot
    before: str
    after: str
    is_tracked: bool = True
    is_moved: bool = False


@dataclass(frozen=True)
class ReturnedFile:
    """A file that came back: its language, commit and round, the texts by bookmark, and what was said.

    `texts` is empty where the part that explains the bookmarks is gone. `gone` are bookmarks that are
    not in the text any more, `unmarked` what stands in paragraphs without any; `bare` counts changes of how something is set, which say nothing.
    """

    tag: str = ""
    commit: str = ""
    review: str = ""
    texts: Mapping[str, MarkedText] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    changes: tuple[Change, ...] = ()
    gone: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()
    bare: int = 0
