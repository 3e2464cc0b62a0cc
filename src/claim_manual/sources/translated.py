"""Translations confirmed, and written back into the sources that they stand in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from claim_manual.derived.translations import Lock, Translation, TranslationState, translations
from claim_manual.model.manual import Manual
from claim_manual.read.lock_file import HEAD, name_line
from claim_manual.sources.canonical import canonical
from claim_manual.sources.formatting import form
from claim_manual.sources.order import shape_of
from claim_manual.sources.written import Node, WrittenEntry, written

HEADERS = "#"
"""The key of the lock under which the headers of PO files are kept, by language."""


def confirmed(manual: Manual, chosen: Iterable[Translation]) -> Lock:
    """The lock in which the chosen translations are made from the source as it is now.

    What is no longer in the manual is left out; files and texts stand in the manual's order.
    """
    names = {(translation.name, translation.lang) for translation in chosen}

    def source(translation: Translation) -> str | None:
        key = (translation.name, translation.lang)
        is_chosen = key in names and translation.state is not TranslationState.MISSING
        return translation.source if is_chosen else translation.made_from

    return lock_of(manual, source, (manual.lock or {}).get(HEADERS, {}))


def lock_of(
    manual: Manual,
    made_from: Callable[[Translation], str | None],
    headers: Mapping[str, Mapping[str, str]],
) -> Lock:
    """The lock of a manual, with what each translation was made from, in the manual's order."""
    lock: dict[str, dict[str, dict[str, str]]] = {}
    for translation in translations(manual):
        source = made_from(translation)
        if source is not None:
            texts = lock.setdefault(translation.path, {})
            texts.setdefault(translation.way, {})[translation.lang] = source
    if headers:
        lock[HEADERS] = {lang: dict(header) for lang, header in headers.items()}
    return lock


def lock_text(lock: Lock) -> str:
    """A lock as its file has it: each entry on lines of its own (claim_manual.read.lock_file).

    Files are scattered, by a digest of their names: what two people add for two new pages would
    stand at one place otherwise, and git merges nothing that is added at one place.
    """
    entries = [
        f"{name_line((path, way, lang))}\n{json.dumps(source, ensure_ascii=False)}\n\n"
        for path in sorted(lock, key=_digest)
        for way, langs in lock[path].items()
        for lang, source in langs.items()
    ]
    return f"{HEAD}\n\n{''.join(entries)}"


def _digest(path: str) -> bytes:
    return sha256(path.encode(errors="surrogatepass")).digest()


def with_words(root: Path, manual: Manual, words: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The sources in which other words stand, by path: `words` by name and language of the text."""
    by_name = {
        (translation.name, translation.lang): translation for translation in translations(manual)
    }
    by_file: dict[str, list[tuple[Translation, str]]] = {}
    texts: dict[str, str] = {}
    for key, new_words in words.items():
        translation = by_name[key]
        if translation.text is None:
            path = translation.path.removesuffix(".md") + f".{translation.lang}.md"
            texts[path] = new_words.rstrip("\n") + "\n"
        else:
            by_file.setdefault(translation.path, []).append((translation, new_words))
    for path, changes in by_file.items():
        file = written((root / path).read_text(encoding="utf-8-sig").replace("\r\n", "\n"))
        for translation, new_words in changes:
            _set(file.value, translation, new_words)
        shape = shape_of(path, manual.languages)
        assert shape is not None  # a file with translations is a source
        text = canonical(file, shape)
        formed, _ = form(path, text, shape)
        texts[path] = formed or text
    return texts


def _set(root: Node, translation: Translation, new_words: str) -> None:
    node = root
    for part in translation.loc:
        child = node.get(part)
        assert child is not None  # the manual was read from this file
        node = child
    value = Node("scalar", new_words, '"')
    for entry in node.entries:
        if entry.key == translation.lang:
            entry.value = value
            return
    node.entries.append(WrittenEntry(translation.lang, value))
