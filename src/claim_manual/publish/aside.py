"""Keeps the finished parts of a page from a site generator's Markdown and search.

Markdown has nothing to do in HTML blocks, and search nothing in drawings; reading them line by
line took half of a large site's time.
"""

from __future__ import annotations

import re
from itertools import zip_longest

DRAWING = '<div class="cm-drawing"></div>'
BLOCK = '<div class="cm-block"></div>'
_UNSEARCHED = re.compile(
    r"^<(figure|details)\b[^>]* data-search-exclude>\n.*?^</\1>$", re.MULTILINE | re.DOTALL
)
"""A block of a page that is not searched; blocks begin and end at the start of a line."""


class Kept:
    """Parts of a page for each of which `mark` stands in until they are put back, in order."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.parts: list[str] = []

    def keep(self, part: str | re.Match[str]) -> str:
        """The mark for a part."""
        self.parts.append(part if isinstance(part, str) else part.group())
        return self.mark

    def put_back(self, text: str) -> str:
        """The text with each part in place of its mark."""
        pieces = text.split(self.mark)
        return pieces[0] + "".join(
            part + piece for part, piece in zip_longest(self.parts, pieces[1:], fillvalue="")
        )


class Aside:
    """One page on its way through a site generator.

    `markdown` has the page's headings, with an empty mark in place of each block between them.
    """

    def __init__(self, markdown: str) -> None:
        self._drawings, self._blocks = Kept(DRAWING), Kept(BLOCK)
        parts = _UNSEARCHED.sub(self._drawings.keep, markdown).split("\n\n")
        self.markdown = "\n\n".join(
            part if part.startswith(("#", "---")) else self._blocks.keep(part) for part in parts
        )

    def after_markdown(self, content: str) -> str:
        """The page's content with its blocks."""
        return self._blocks.put_back(content)

    def after_search(self, output: str) -> str:
        """The whole page with its drawings."""
        return self._drawings.put_back(output)
