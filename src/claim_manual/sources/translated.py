"""Translations confirmed, and written back into the sources that they stand in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from claim_manual.derived.translations import Lock, State, Translation, translations
from claim_manual.model.manual import Manual
from claim_manual.sources.canonical import canonical
from claim_manual.sources.formatting import form
from claim_manual.sources.order import shape_of
from claim_manual.sources.written import Entry, Node, written

HEADERS = "#"
"""The key of the lock under which the headers of PO files are kept, by language."""


def confirmed(manual: Manual, chosen: Iterable[Translation]) -> Lock:
    """The lock in which the chosen translations are made from the source as it is now.

    What is no longer in the manual is left out; files and texts stand in the manual's order.
    """
    names = {(one.name, one.lang) for one in chosen}
    made: dict[str, dict[str, dict[str, str]]] = {}
    for one in translations(manual):
        is_chosen = (one.name, one.lang) in names and one.state is not State.MISSING
        made_from = one.source if is_chosen else one.made_from
        if made_from is not None:
            made.setdefault(one.path, {}).setdefault(one.way, {})[one.lang] = made_from
    if headers := (manual.lock or {}).get(HEADERS):
        made[HEADERS] = {lang: dict(own) for lang, own in headers.items()}
    return made


def lock_text(lock: Lock) -> str:
    """A lock as its file has it: a text on each line, so that a diff shows what was confirmed."""
    files = []
    for path, ways in lock.items():
        lines = [f"    {_json(way)}: {_json(langs)}" for way, langs in ways.items()]
        files.append(f"  {_json(path)}: {{\n" + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(files) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def with_words(root: Path, manual: Manual, words: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The sources in which other words stand, by path: `words` by name and language of the text."""
    known = {(one.name, one.lang): one for one in translations(manual)}
    by_file: dict[str, list[tuple[Translation, str]]] = {}
    made: dict[str, str] = {}
    for key, said in words.items():
        one = known[key]
        if one.text is None:
            made[one.path.removesuffix(".md") + f".{one.lang}.md"] = said.rstrip("\n") + "\n"
        else:
            by_file.setdefault(one.path, []).append((one, said))
    for path, changes in by_file.items():
        file = written((root / path).read_text(encoding="utf-8-sig").replace("\r\n", "\n"))
        for one, said in changes:
            _set(file.value, one, said)
        shape = shape_of(path, manual.languages)
        assert shape is not None  # a file with translations is a source
        text = canonical(file, shape)
        formed, _ = form(path, text, shape)
        made[path] = formed or text
    return made


def _set(root: Node, one: Translation, said: str) -> None:
    node = root
    for part in one.loc:
        found = node.get(part)
        assert found is not None  # the manual was read from this file
        node = found
    value = Node("scalar", said, '"')
    for entry in node.entries:
        if entry.key == one.lang:
            entry.value = value
            return
    node.entries.append(Entry(one.lang, value))
