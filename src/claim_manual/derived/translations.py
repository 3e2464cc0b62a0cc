"""Which text each translation was made from, and which translations are older than their source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import BaseModel

from claim_manual.derived.parts import parts_of
from claim_manual.model.derived import derived
from claim_manual.model.manual import Manual, Origin, Prose
from claim_manual.model.place import Loc, Place
from claim_manual.model.schema import Model, Text
from claim_manual.model.sources import TRANSLATIONS, kinds_of_documents

Lock = Mapping[str, Mapping[str, Mapping[str, str]]]
"""File, way to the text in it, and language, to the source text that the translation was made from."""
LOCK = TRANSLATIONS.root
"""Where the manual keeps that."""


class TranslationState(StrEnum):
    """What is known of a translation."""

    CURRENT = "current"
    STALE = "stale"
    NEW = "new"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in one language beside the default one.

    `path` is its file (of prose: without language), `way` the keys and ids that lead to it, joined
    by dots. `made_from` is the source that was confirmed, None where nothing was. `origin` is the
    source it is written in, of prose its place; `model` that of the document or entry.
    """

    path: str
    way: str
    lang: str
    source: str
    words: str
    made_from: str | None
    origin: Origin | Place
    loc: Loc = ()
    text: Text | None = None
    model: type[Model] | None = None

    @property
    def state(self) -> TranslationState:
        """Whether the words still say what the source says, as far as anybody has confirmed."""
        if not self.words:
            return TranslationState.MISSING
        if self.made_from is None:
            return TranslationState.NEW
        return (
            TranslationState.CURRENT
            if is_same(self.made_from, self.source)
            else TranslationState.STALE
        )

    @property
    def place(self) -> Place:
        """Where the words stand, or where they are missing."""
        if isinstance(self.origin, Place):
            return self.origin
        return self.origin.value((*self.loc, self.lang) if self.words else self.loc)

    @property
    def name(self) -> str:
        """How it is called in commands and PO files: file#way."""
        return f"{self.path}#{self.way}" if self.way else self.path


@derived
def translations(manual: Manual) -> list[Translation]:
    """Every text of the manual in every language but the default one, in its order."""
    return [*_of_models(manual), *_of_prose(manual)]


@derived
def stale(manual: Manual) -> dict[int, frozenset[str]]:
    """The languages in which each text is stale, by the identity of the text."""
    langs_of: dict[int, set[str]] = {}
    for translation in translations(manual) if manual.lock else ():
        if translation.text is not None and translation.state is TranslationState.STALE:
            langs_of.setdefault(id(translation.text), set()).add(translation.lang)
    return {text_id: frozenset(langs) for text_id, langs in langs_of.items()}


def stale_in(manual: Manual, path: str, lang: str) -> list[Translation]:
    """The stale texts of one file in one language; of prose by its path without language."""
    return stale_by_file(manual).get((path, lang), []) if manual.lock else []


@derived
def stale_by_file(manual: Manual) -> dict[tuple[str, str], list[Translation]]:
    """The stale texts by file and language."""
    by_file: dict[tuple[str, str], list[Translation]] = {}
    for translation in translations(manual):
        if translation.state is TranslationState.STALE:
            by_file.setdefault((translation.path, translation.lang), []).append(translation)
    return by_file


def prose_key(prose: Prose) -> str:
    """The path of a prose file without its language: what its translations have in common."""
    return without_language(prose.path)


def without_language(path: str) -> str:
    """The path of a prose file without its language."""
    return f"{path.rsplit('.', 2)[0]}.md"


def is_same(former: str, current: str) -> bool:
    """Whether two texts say the same, whatever their line breaks."""
    return former.split() == current.split()


def _of_models(manual: Manual) -> Iterator[Translation]:
    default = manual.default_language
    for origin, file_texts in _texts_by_file(manual):
        made_from = _MadeFrom(_confirmed(manual, origin.path), file_texts, default)
        for way, loc, text, model in file_texts:
            source = text.root[default]
            for lang in dict.fromkeys((*manual.languages, *text.root)):
                words = text.root.get(lang, "")
                if lang in {"", default} or not (words or lang in manual.languages):
                    continue
                confirmed = made_from(way, lang, source)
                yield Translation(
                    origin.path, way, lang, source, words, confirmed, origin, loc, text, model
                )


def _confirmed(manual: Manual, path: str) -> Mapping[str, Mapping[str, str]]:
    """What is locked of a file, under its own path or that of a former id."""
    lock = manual.lock or {}
    if path in lock:
        return lock[path]
    document = next((document for document in manual.documents() if document.path == path), None)
    folder = path.rpartition("/")[0]
    former = document.model.aliases if document else ()
    return next(
        (lock[former_path] for name in former if (former_path := f"{folder}/{name}.yml") in lock),
        {},
    )


_Texts = list[tuple[str, Loc, Text, type[Model]]]


def ways_of_texts(manual: Manual) -> Iterator[tuple[Origin, str, Loc, Text, type[Model]]]:
    """Every text in YAML: its source, its way with ids and that with positions, the model of its
    document or entry.
    """
    for origin, start, model in models(manual):
        for inner, text in parts_of(manual, model).texts:
            way = ".".join((*_named(model, start), *_ids(model, inner)))
            yield origin, way, (*start, *inner), text, type(model)


def _texts_by_file(manual: Manual) -> Iterator[tuple[Origin, _Texts]]:
    """The texts of each file that have a source, with their ways."""
    by_file: dict[str, tuple[Origin, _Texts]] = {}
    for origin, way, loc, text, model in ways_of_texts(manual):
        _, file_texts = by_file.setdefault(origin.path, (origin, []))
        if text.root.get(manual.default_language):
            file_texts.append((way, loc, text, model))
    yield from by_file.values()


class _MadeFrom:
    """Looks up what translations of a file were made from.

    Entries without ids are known by their position, which changes when another is put before them:
    they are looked for by their source first, wherever they stood in their list.
    """

    def __init__(
        self, confirmed: Mapping[str, Mapping[str, str]], texts: _Texts, default: str
    ) -> None:
        self._confirmed = confirmed
        self._sources: dict[tuple[str, str], set[str]] = {}
        for way, langs in confirmed.items():
            for lang, source in langs.items():
                self._sources.setdefault((_shape(way), lang), set()).add(source)
        self._now = {(_shape(way), text.root[default]) for way, _, text, _ in texts}

    def __call__(self, way: str, lang: str, source: str) -> str | None:
        confirmed = self._confirmed.get(way, {}).get(lang)
        shape = _shape(way)
        if shape == way:
            return confirmed
        if source in self._sources.get((shape, lang), ()):
            return source
        if confirmed is not None and (shape, confirmed) not in self._now:
            return confirmed
        # One that was confirmed is gone: this may be it, changed and moved. Better asked than missed.
        gone = self._sources.get((shape, lang), set()) - {
            current for current_shape, current in self._now if current_shape == shape
        }
        return min(gone, default=None)


def _shape(way: str) -> str:
    """A way without positions."""
    return re.sub(r"(?<=\.)[0-9]+(?=\.|$)", "*", way)


def _of_prose(manual: Manual) -> Iterator[Translation]:
    default = manual.default_language
    by_key: dict[str, dict[str, Prose]] = {}
    for prose in manual.prose():
        by_key.setdefault(prose_key(prose), {})[prose.lang] = prose
    for key, by_lang in by_key.items():
        if default not in by_lang:
            continue
        for lang in manual.languages:
            if lang == default:
                continue
            words = by_lang[lang].text if lang in by_lang else ""
            made_from = (manual.lock or {}).get(key, {}).get("", {}).get(lang)
            path = by_lang[lang].path if lang in by_lang else by_lang[default].path
            yield Translation(key, "", lang, by_lang[default].text, words, made_from, Place(path))


def models(manual: Manual) -> Iterator[tuple[Origin, Loc, Model]]:
    """Every model with its source and the way to it: manual.yml, documents, editions, register entries."""
    yield manual.settings.source, (), manual.settings.model
    for kind in kinds_of_documents():
        yield from ((document.source, (), document.model) for document in manual.of_kind(kind))
    for register in manual.registers.values():
        for position, entry in enumerate(register):
            yield register.source, (position,), entry


def _named(model: Any, start: Loc) -> tuple[str, ...]:
    return (str(model.id),) if start else ()


def _ids(model: BaseModel, loc: Loc) -> Iterator[str]:
    """The way to a value with ids in place of positions, so that it stays when a list changes.

    What may stand alone in the place of a mapping is called as the mapping is.
    """
    value: Any = model
    for part in loc:
        if getattr(value, "stands_for", None) == part:
            value = getattr(value, str(part))
            continue
        if isinstance(part, int):
            value = value[part]
            yield getattr(value, "id", None) or str(part + 1)
            continue
        yield part
        if isinstance(value, Mapping):
            value = value[part]
        else:
            kind: type[BaseModel] = type(value)
            value = getattr(value, _attribute(kind, part))


@cache
def _attribute(model: type[BaseModel], key: str) -> str:
    """The attribute of a model that is written under this key."""
    fields = model.model_fields.items()
    return next((name for name, field in fields if (field.alias or name) == key), key)
