"""A procedure or flow under another id: its files, and every place in the sources that names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claim_manual.derived.links import LinkKind, goal
from claim_manual.derived.parts import parts_of
from claim_manual.derived.translations import LOCK, models
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.place import Place
from claim_manual.model.sources import kind_of_model
from claim_manual.sources.canonical import canonical
from claim_manual.sources.formatting import form
from claim_manual.sources.order import shape_of
from claim_manual.sources.written import Node, WrittenEntry, written

BESIDE = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Files beside the sources that name them by path."""
_LINK = re.compile(r"(\]\(\s*<?|^\[[^\]\n]+\]:\s*<?)([^)>\s]+)", re.MULTILINE)
_OF_CASES = ("workshops/", "assessments/", "results/")
"""The folders in whose files cases are named: id of the page, full stop, id of the case."""
_FREE_IDS = ("before", "offers", "without", "passing")
"""Keys of policies whose ids may be those of pages."""


@dataclass
class Renaming:
    """What a renaming writes: files by path with their new content, and those that are gone."""

    written: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)

    @property
    def gone(self) -> tuple[str, ...]:
        """The files that are not there afterwards."""
        return tuple(self.moved)


@dataclass(frozen=True)
class _Names:
    """The page that is renamed, its kind, and its new id."""

    manual: Manual
    document: AnyDocument
    new: str

    @property
    def old(self) -> str:
        """The id so far."""
        return self.document.id

    @property
    def kind(self) -> str:
        """Procedure or flow, as links write it."""
        kind = kind_of_model(self.document.model)
        return kind.name if kind else ""


def renaming(root: Path, manual: Manual, document: AnyDocument, new: str) -> Renaming:
    """What has to be written for a document to be called `new`, and nothing to lead nowhere."""
    names = _Names(manual, document, new)
    moved = dict(_moved(names))
    places = _references(names)
    renamed = Renaming(moved=moved)
    for path in _sources(root, manual):
        content = (root / path).read_bytes()
        text = content.decode("utf-8-sig")
        edited = _rewritten(path, text, names, places.get(path, []))
        if path in {*BESIDE, LOCK}:
            edited = _with_paths(edited, _without_languages(moved))
        if path == document.path:
            edited = _with_alias(edited, names)
        if edited != text or path in moved:
            renamed.written[moved.get(path, path)] = edited.encode()
    return renamed


def _moved(names: _Names) -> Iterator[tuple[str, str]]:
    """The files that are called after the document, each with its new path."""
    manual, old = names.manual, names.old
    stem = names.document.path.removesuffix(".yml")
    folder = stem.removesuffix(old)
    companions = (prose.path for prose in manual.companions if prose.id == old)
    for path in (names.document.path, *companions):
        if path.startswith(f"{stem}."):
            yield path, f"{folder}{names.new}{path.removeprefix(stem)}"


def _sources(root: Path, manual: Manual) -> list[str]:
    """The files of text that may name a page."""
    endings = (".yml", ".md")
    names = {path for path in manual.files if path.endswith(endings)}
    names |= {path for path in ("manual.yml", LOCK, *BESIDE) if (root / path).is_file()}
    return sorted(path for path in names if (root / path).is_file())


def _references(names: _Names) -> dict[str, list[Place]]:
    """Where in each file a value is the id of the document."""
    places: dict[str, list[Place]] = {}
    free = _is_free(names)
    for source, loc, model in models(names.manual):
        for inner, kind, named in parts_of(names.manual, model).references:
            if named == names.old and kind in {"document", names.kind}:
                place = source.value((*loc, *inner))
                places.setdefault(place.path, []).append(place)
    register = names.manual.registers.get("policies")
    if register and free:
        for loc, place in register.source.values.items():
            if any(part in _FREE_IDS for part in loc):
                places.setdefault(place.path, []).append(place)
    return places


def _is_free(names: _Names) -> bool:
    """Whether nothing else has the id: a policy that names it then means the page."""
    old = names.old
    others = any(
        node.id == old or old in node.tags
        for document in names.manual.documents()
        for node in nodes(document)
    )
    return not others and names.manual.register("contacts").find(old) is None


def _rewritten(path: str, text: str, names: _Names, places: list[Place]) -> str:
    """A file with the new id wherever it has the old one."""
    for place in sorted(set(places), reverse=True):
        text = _replaced_at(text, place, names.old, names.new)
    old = re.escape(names.old)
    text = re.sub(rf"(?<![\w-]){names.kind}:{old}(?![\w-])", f"{names.kind}:{names.new}", text)
    text = re.sub(rf"(\{{[Ss]tep:){old}(?=#)", rf"\g<1>{names.new}", text)
    if path.startswith(_OF_CASES):
        text = re.sub(rf"(?<![\w./-]){old}(?=\.[a-z0-9](?!ml\b|d\b))", names.new, text)
    return _LINK.sub(_relative(path, names), text)


def _replaced_at(text: str, place: Place, old: str, new: str) -> str:
    """The text with a value replaced that is the id, as it is written there."""
    lines = text.split("\n")
    row = lines[place.line - 1] if place.line <= len(lines) else ""
    start = place.column - 1
    value = re.compile(rf"([\"']?){re.escape(old)}(?![\w-])").match(row, start)
    if value:
        lines[place.line - 1] = f"{row[:start]}{value[1]}{new}{row[value.end() :]}"
    return "\n".join(lines)


def _relative(path: str, names: _Names) -> Callable[[re.Match[str]], str]:
    """Replaces the name of the file in links that lead to it by its path."""

    def replace(link: re.Match[str]) -> str:
        href = link[2]
        if ":" in href:
            return link[0]
        if path != LOCK:  # whose texts are of other files, at other paths
            target = goal(names.manual, path, href)
            if target.way is not LinkKind.PAGE or target.id != names.old:
                return link[0]
        file = re.compile(rf"(?<![\w-]){re.escape(names.old)}(?=(\.[a-zA-Z-]+)?\.(yml|md))")
        return f"{link[1]}{file.sub(names.new, href)}"

    return replace


def _without_languages(moved: Mapping[str, str]) -> dict[str, str]:
    """The paths, and those under which the lock has what there is a file of for each language."""
    paths = dict(moved)
    for old, new in moved.items():
        if old.endswith(".md"):
            paths[f"{old.split('.')[0]}.md"] = f"{new.split('.')[0]}.md"
    return paths


def _with_paths(text: str, moved: Mapping[str, str]) -> str:
    for old, new in moved.items():
        text = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text)
    return text


def _with_alias(text: str, names: _Names) -> str:
    """The page itself with its old id under aliases:, and the new one no longer there."""
    aliases = [name for name in names.document.model.aliases if name != names.new]
    shape = shape_of(names.document.path, names.manual.languages)
    assert shape is not None  # a procedure or flow is a source
    file = written(text)
    node = Node("list", style="[", entries=[])
    node.entries = [WrittenEntry(None, Node("scalar", name)) for name in (*aliases, names.old)]
    entry = next((entry for entry in file.value.entries if entry.key == "aliases"), None)
    if entry is None:
        is_canonical = form(names.document.path, text, shape)[0] == text
        if not is_canonical:
            return _with_line(text, names.old)
        file.value.entries.append(WrittenEntry("aliases", node))
    else:
        entry.value = node
    result = canonical(file, shape)
    return form(names.document.path, result, shape)[0] or result


def _with_line(text: str, old: str) -> str:
    """A page that nobody formatted, with a line more and nothing else."""
    line = f"aliases: [{old}]\n"
    owner = re.search(r"(?m)^(owner|version|status|code):.*\n(?![ ])", text)
    return f"{text[: owner.end()]}{line}{text[owner.end() :]}" if owner else f"{line}{text}"
