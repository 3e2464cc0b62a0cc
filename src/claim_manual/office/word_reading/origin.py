"""The part of a Word file of ours that says what it was made from (`office/word/sources`)."""

from __future__ import annotations

import re

from claim_manual.derived.word_text import NO_ORIGIN, WordOrigin
from claim_manual.office.bookmarks import MAP
from claim_manual.office.word_reading.package import Element, Package


def sources_part(package: Package) -> Element | None:
    """The part that says which bookmark is which text, under whatever name."""
    for name in sorted(package.names):
        if re.fullmatch(r"customXml/item\d+\.xml", name):
            root = package.part(name)
            if root is not None and root.tag == "sources" and package.is_of(name, MAP):
                return root
    return None


def origin_of(package: Package) -> WordOrigin:
    """What a file was made from; no words of the sources are in it."""
    root = sources_part(package)
    if root is None:
        return NO_ORIGIN
    marks = {
        row.get("id", ""): (row.get("page", ""), row.get("node", ""))
        for row in root
        if row.get("page")
    }
    names = {row.get("id", ""): row.get("text", "") for row in root}
    return WordOrigin(root.get("commit", ""), root.get("lang", ""), marks, names)
