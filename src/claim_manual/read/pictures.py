"""What an SVG picture asks for: nothing outside itself, or readers would be sent to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from claim_manual.model.finding import Finding, error, say
from claim_manual.model.place import Place

_TAG = re.compile(r"<([A-Za-z][\w:-]*)([^>]*)>")
_ADDRESS = re.compile(r"""(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_STYLE = re.compile(
    r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)|<!ENTITY[^>]*\bSYSTEM\s+["']([^"']*)""",
    re.IGNORECASE,
)
_INSIDE = ("#", "data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")


def addresses_in(text: str, path: str) -> Iterator[Finding]:
    """A finding for every address in the SVG `text` that is neither in it nor a link of its own."""
    found = [
        (tag.start(2) + one.start(), one.group(1) or one.group(2) or "")
        for tag in _TAG.finditer(text)
        if tag.group(1).lower() != "a"
        for one in _ADDRESS.finditer(tag.group(2))
    ]
    found += [(one.start(), next(filter(None, one.groups()), "")) for one in _STYLE.finditer(text)]
    for start, written in sorted(found):
        address = unescape(written).strip()
        if address and not address.lower().startswith(_INSIDE):
            line = text.count("\n", 0, start) + 1
            column = start - (text.rfind("\n", 0, start) + 1) + 1
            yield error(
                Place(path, line, column),
                "unsafe-link",
                say("The address “{href}” cannot be used.", href=address),
                say("A picture holds all that it shows: put it into the picture itself."),
            )
