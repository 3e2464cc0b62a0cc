"""Characters that a terminal, a log or a reader's eye would obey, made visible."""

from __future__ import annotations

import re

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters (C0 but tab and line break, C1), marks of direction, lone surrogates."""


def visible(text: str) -> str:
    r"""`text` with what a terminal would obey written as Python writes it: `\x1b`, `\u202e`."""
    return _OBEYED.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
