"""A manual without one of its languages: what its sources are then, each text without its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claim_manual.model.finding import has_errors
from claim_manual.model.manual import Manual
from claim_manual.model.sources import SITE_SETTINGS
from claim_manual.read.yaml_door import parse
from claim_manual.sources.canonical import canonical
from claim_manual.sources.formatting import form
from claim_manual.sources.order import Shape, shape_of
from claim_manual.sources.written import Node, WrittenEntry, written

_BY_LANGUAGE = ("keywords", "avoid", "file", "languages")
"""Keys whose values are by language, and no texts."""
_KEPT = "say"
"""Words to show to a person: they may be in any language, the manual's or not."""


@dataclass
class LanguageLess:
    """The files that change, by path; None for one that is gone; and how many texts lost their words."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    texts: int = 0


def without_language(root: Path, manual: Manual, lang: str) -> LanguageLess:
    """The sources of a manual in which nothing is in a language, but words to show to a person."""
    less = LanguageLess()
    for path in sorted({*manual.files, manual.settings.path}):
        if path.endswith(f".{lang}.md"):
            less.files[path] = None
            less.texts += 1
        elif shape := shape_of(path, (*manual.languages, lang)):
            _without(root, path, shape, lang, less)
    _without_site(root, lang, less)
    return less


def _without(root: Path, path: str, shape: Shape, lang: str, less: LanguageLess) -> None:
    text = (root / path).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    value, findings = parse(text, path)
    if value is None or has_errors(findings):
        return
    file = written(text)
    if dropped := sum(1 for _ in _dropped(file.value, shape, lang)):
        formed, _ = form(path, new := canonical(file, shape), shape)
        less.files[path] = (formed or new).encode()
        less.texts += dropped


def _dropped(node: Node, shape: Shape, lang: str, *, is_by_language: bool = False) -> Iterator[str]:
    """Take the words of a language out of every text below; a text that has no others stays."""
    if node.kind == "map" and len(node.entries) > 1:
        for entry in [*node.entries]:
            if entry.key == lang and (is_by_language or shape.rank(lang) != (1, 0)):
                node.entries.remove(entry)
                yield lang
    for entry in node.entries:
        if entry.key != _KEPT:
            below = shape.below(entry.key)
            yield from _dropped(
                entry.value, below, lang, is_by_language=_is_by_language(shape, entry)
            )


def _is_by_language(shape: Shape, entry: WrittenEntry) -> bool:
    return entry.key in _BY_LANGUAGE and shape.rank(entry.key) != (1, 0)


def _without_site(root: Path, lang: str, less: LanguageLess) -> None:
    """The settings of MkDocs without the lines of the language, where it stands on lines of its own."""
    path = SITE_SETTINGS.root
    file = root / path
    if not file.is_file():
        return
    text = file.read_text(encoding="utf-8-sig")
    value, findings = parse(text, path)
    if value is None or has_errors(findings):
        return
    lines = text.split("\n")
    for item in written(text).every():
        locale = item.value.get("locale") if item.key is None and item.value.kind == "map" else None
        if locale is not None and locale.plain() == lang:
            (first, begin), (last, _) = item.at, item.end
            if not lines[first][:begin].strip():
                less.files[path] = "\n".join([*lines[:first], *lines[last + 1 :]]).encode()
