"""What the plugin is handed by whoever calls the generator in this process."""

from __future__ import annotations

from dataclasses import dataclass

from claim_manual.model.manual import Manual


@dataclass(frozen=True)
class Given:
    """A manual that has no error, and what is wanted of its site.

    Pages link to books where `has_linked_books`, which the caller makes; the plugin then makes none.
    With `is_offline` pages are files that can be opened where they lie.
    """

    manual: Manual
    has_linked_books: bool = False
    is_offline: bool = False
