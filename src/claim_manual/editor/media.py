"""Pictures and files that somebody brings: what they are called in the manual."""

from __future__ import annotations

import re
import unicodedata

from claim_manual.editor.desk import Desk, RefusedError
from claim_manual.editor.writable import MEDIA, is_media


def media_path(desk: Desk, name: str) -> str:
    """Where a file goes that is called `name` elsewhere: letters, digits and hyphens, under a name
    that no other has. Raises RefusedError for a kind of file that pages cannot have.
    """
    stem, _, ending = name.rpartition(".")
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "file"
    taken = _paths(desk)
    number, path = 1, f"{MEDIA}/{slug}.{ending.lower()}"
    if not is_media(path):
        raise RefusedError(
            desk.say(
                "Pages cannot have files of this kind: {name}. Take PNG, JPEG, SVG or PDF.",
                name=name,
            )
        )
    while path in taken:
        number += 1
        path = f"{MEDIA}/{slug}-{number}.{ending.lower()}"
    return path


def _paths(desk: Desk) -> frozenset[str]:
    manual = desk.manual()
    return manual.files if manual else frozenset()
