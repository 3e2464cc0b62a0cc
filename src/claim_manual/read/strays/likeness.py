"""The kind of source that a file outside of their folders looks like: a guess from its keys."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import combining, normalize

from claim_manual.model.schema import Model
from claim_manual.model.source_kind import SourceKind
from claim_manual.model.sources import SOURCES
from claim_manual.read.text_file import is_regular

_READ = 65_536
"""Bytes of a file that are looked at."""
_FEWEST, _SHARE = 4, 0.6
"""Of the keys that a document must have: how many, and which part of them, make it look like one."""
_KEY = re.compile(r"(?m)^([a-z_]+):")
_ENTRY = re.compile(r"(?m)\A(?:#.*\n|\s*\n)*- \{?id: ")


def likeness(file: Path) -> SourceKind | None:
    """The kind that a YAML file looks like; None for most files, and all that cannot be read."""
    if not is_regular(file) or file.is_symlink():
        return None
    try:
        with file.open("rb") as opened:
            text = opened.read(_READ).decode("utf-8", "replace")
    except OSError:
        return None
    keys = {*_KEY.findall(text)}
    is_list = _ENTRY.match(text) is not None
    likest = max(SOURCES, key=lambda kind: _share(kind, file.stem, keys, is_list=is_list))
    return likest if _share(likest, file.stem, keys, is_list=is_list) else None


def _share(kind: SourceKind, stem: str, keys: set[str], *, is_list: bool) -> float:
    """Which part of the keys that the kind must have is there; 0 where it is not like it."""
    if kind.is_register:
        return float(is_list and stem.casefold() == kind.stem)
    if kind.stem:
        return 0.0
    return max((_share_of(model, keys) for model in kind.models), default=0.0)


def _share_of(model: type[Model], keys: set[str]) -> float:
    needed = {info.alias or name for name, info in model.model_fields.items() if info.is_required()}
    shared = len(needed & keys)
    return shared / len(needed) if shared >= max(_FEWEST, _SHARE * len(needed)) else 0.0


def plain_name(name: str) -> str:
    """A name in small letters without accents."""
    return "".join(sign for sign in normalize("NFD", name.casefold()) if not combining(sign))
