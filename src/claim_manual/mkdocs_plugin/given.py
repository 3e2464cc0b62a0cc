"""What whoever calls the generator wants of the site: of which manual, with books or without."""

from __future__ import annotations

import os
from dataclasses import dataclass

from claim_manual.book.typesetting import obstacle
from claim_manual.model.manual import Manual

BOOKS = "CLAIM_MANUAL_BOOKS"
"""The variable of the environment that says `no` where `mkdocs build` alone should make no books."""


@dataclass(frozen=True)
class Given:
    """A manual that has no error, and what is wanted of its site.

    Pages link to books where `has_linked_books`, which the caller makes; the plugin then makes none.
    With `is_offline` pages are files that can be opened where they lie.
    """

    manual: Manual
    has_linked_books: bool = False
    is_offline: bool = False


def has_books(given: Given | None, *, is_serving: bool) -> bool:
    """Whether there are books to link to, made here or by whoever called MkDocs."""
    if given:
        return given.has_linked_books
    asked = os.environ.get(BOOKS, "yes") != "no"
    return asked and not is_serving and obstacle() is None
