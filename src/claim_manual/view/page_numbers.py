"""The page beside every link: a number that is written when the book is bound."""

from __future__ import annotations

import re
from html import unescape

from claim_manual.model.page import PLACE, THIS_PAGE

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>.*?</a>', re.DOTALL)


def with_pages(html: str, label: str) -> tuple[str, tuple[str, ...]]:
    """A chapter with a number after each of its links to places, and those places by number.

    `label` is what the number stands in, with `{}` for it: (p. {}). What looks like a link and
    leads outside stays as it is.
    """
    places: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        address = unescape(found.group(1))
        if not address.startswith(PLACE):
            return found.group()
        number = places.setdefault(address.removeprefix(PLACE), len(places))
        # Three digits each, but for those that mean something else.
        code = f"{number:03d}" if number < int(THIS_PAGE) else f"{number:06d}"
        return f'{found.group()}<span class="at">{label.format(code)}</span>'

    return _LINK.sub(numbered, html), tuple(places)
