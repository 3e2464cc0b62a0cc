"""A file in a folder of sources that belongs to no kind of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claim_manual.model.sources import kind_of
from claim_manual.read.listing import Listing

_IGNORED = re.compile(
    r".*~|~\$.*|#.*#|.*\.(bak|backup|old|orig|rej|save|swp|swo|swn|tmp|temp)"
    r"|readme(\.md|\.txt)?|licen[cs]e(\.md|\.txt)?|thumbs\.db|desktop\.ini",
    re.IGNORECASE,
)
"""What editors, git and file managers leave behind, and what tells people about a folder.

Names that begin with a dot are no part of a manual at all (`listing`).
"""


@dataclass(frozen=True)
class Stray:
    """A file by its path; `files` are all of the manual, `languages` the default one first."""

    path: str
    files: frozenset[str]
    languages: tuple[str, ...]

    @property
    def folder(self) -> str:
        """The folder directly in that of the manual in which it lies."""
        return self.path.partition("/")[0]

    @property
    def name(self) -> str:
        """The file without its folders."""
        return self.path.rpartition("/")[2]

    def beside(self, name: str) -> str:
        """The path of a file of another name in the same place."""
        return f"{self.path.removesuffix(self.name)}{name}"


def strays_in(listing: Listing, languages: tuple[str, ...]) -> Iterator[Stray]:
    """The files that belong to no kind, without those that `is_ignored` names."""
    files = frozenset(listing.files)
    for path in listing.files:
        if kind_of(path) is None and not is_ignored(path.rpartition("/")[2]):
            yield Stray(path, files, languages)


def is_ignored(name: str) -> bool:
    """Whether a file of this name is never meant as a source, wherever it lies."""
    return _IGNORED.fullmatch(name) is not None
