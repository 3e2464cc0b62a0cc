"""The places of headings on a page: their words in ASCII, and a number where they are taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_NUMBERED = re.compile(r"(.*)_([0-9]+)")


def slug(title: str) -> str:
    """The anchor of a heading: its words in ASCII, joined by hyphens."""
    ascii_words = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_words).strip().lower())


def free_anchor(anchor: str, used: Container[str]) -> str:
    """The anchor, or with a number where it is taken."""
    while anchor in used or not anchor:
        numbered = _NUMBERED.fullmatch(anchor)
        name, number = (numbered[1], int(numbered[2])) if numbered else (anchor, 0)
        anchor = f"{name}_{number + 1}"
    return anchor
