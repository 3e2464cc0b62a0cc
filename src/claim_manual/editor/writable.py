"""Which files the forms may write: sources, pictures; never settings, nor what runs."""

from __future__ import annotations

import re

from claim_manual.model.manual import Manual
from claim_manual.model.schema import ID
from claim_manual.model.source_kind import Content, SourceKind
from claim_manual.model.sources import FILE, kind_of

LONGEST = 200
"""How many characters the path of a file may have."""
MEDIA = f"{FILE.folder}/assets"
"""The folder for pictures and files that pages link to."""
_MEDIA_ENDINGS = ("png", "jpg", "jpeg", "webp", "gif", "svg", "pdf", "docx", "xlsx", "odt")


def is_writable(path: str, manual: Manual | None = None) -> bool:
    """Whether a path is that of a file that the forms may write.

    Of prose, with the manual, what is in one of its languages.
    """
    if len(path) > LONGEST:
        return False
    if is_prose(path):
        lang = path.split(".")[-2]
        return form_kind(path) is not None and (manual is None or lang in manual.languages)
    return is_media(path) or form_kind(path) is not None


def form_kind(path: str) -> SourceKind | None:
    """The kind of a source that the forms may write; None for any other path."""
    names = path.removesuffix(".md" if is_prose(path) else ".yml").split("/")
    if is_prose(path):
        names[-1] = names[-1].rpartition(".")[0]
    if not all(re.fullmatch(ID, name) for name in names) or "." not in path:
        return None
    kind = kind_of(path)
    is_ours = kind is not None and (kind.has_form or kind.content is Content.PROSE)
    return kind if is_ours else None


def is_prose(path: str) -> bool:
    """Whether a path is that of a text in one language."""
    return re.fullmatch(r"[^.]+\.[A-Za-z-]+\.md", path) is not None


def is_media(path: str) -> bool:
    """Whether a path is that of a picture or a file that pages link to."""
    endings = "|".join(_MEDIA_ENDINGS)
    name = ID.strip("^$")
    return re.fullmatch(rf"{MEDIA}/({name}/)*{name}\.({endings})", path) is not None
