"""Keys in words of the forms, or misspelt, put under the keys that they mean, each with its finding.

Whoever knows the forms writes `estado:` for `status:`. What stands under such a key is read as what
it means, so that nothing else has to be said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from claim_manual.model.catalogue import CatalogueEntry, alternatives, entries
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, Message, Telling, error, say
from claim_manual.model.guard import Guard
from claim_manual.model.language import catalogues, words
from claim_manual.model.near import Near
from claim_manual.model.nodes import KINDS
from claim_manual.model.place import NOWHERE, Place
from claim_manual.model.schema import Model, Text
from claim_manual.read.keys import ENTRIES
from claim_manual.read.plain_words import plain
from claim_manual.read.quotes import bare, quotes_hint, quotes_message
from claim_manual.read.slips.odd_spaces import clinging_words
from claim_manual.read.yaml_value import Value

_ALMOST = 0.85
"""How alike a key and a label are of which one is taken for the other: passo, passos."""


def reworded(model: type[Model], value: Value) -> list[Finding]:
    """Puts values under the keys that are meant, everywhere below `value`; a finding for each."""
    few = Few()
    if ENTRIES in model.model_fields and isinstance(value.content, dict):
        _look(value.content[ENTRIES], (model.model_fields[ENTRIES].annotation,), few)
    else:
        _look(value, (model,), few)
    return few.findings()


def _look(value: Value, annotations: tuple[Any, ...], few: Few) -> None:
    kinds = [kind for annotation in annotations for kind in alternatives(annotation)]
    if isinstance(value.content, list):
        items = tuple(get_args(kind)[0] for kind in kinds if get_origin(kind) is tuple)
        for item in value.content if items else ():
            _look(item, items, few)
    elif isinstance(value.content, dict):
        inner = tuple(get_args(kind)[1] for kind in kinds if get_origin(kind) is dict)
        models = [kind for kind in kinds if _has_keys(kind)]
        if models:
            _rename(value, models, few)
            models = _of_kind(models, value)
        for key, item in value.content.items():
            fields = [field for model in models for field in entries(model) if field.key == key]
            _look(item, (*inner, *(part for field in fields for part in field.written)), few)


def _has_keys(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in {Text, Guard}


def _of_kind(models: list[type[BaseModel]], value: Value) -> list[type[BaseModel]]:
    """Of the models of a node those that have the key which says what it is."""
    present = {kind for kind in KINDS if kind in value.content}
    of_kind = [model for model in models if present & {field.key for field in entries(model)}]
    return of_kind or models


def _rename(value: Value, models: list[type[BaseModel]], few: Few) -> None:
    """The key that says what a node is comes first: by it the others are known."""
    if len(models) > 1 and not {*KINDS} & value.content.keys():
        every = {field.key: field for model in models for field in entries(model)}
        kinds = {key: field for key, field in every.items() if key in KINDS}
        for written in [key for key in value.content if key not in every]:
            _rename_key(value, written, kinds, few)
    fields = {field.key: field for model in _of_kind(models, value) for field in entries(model)}
    for written in [key for key in value.content if key not in fields]:
        _rename_key(value, written, fields, few)


def _rename_key(value: Value, written: str, fields: Mapping[str, CatalogueEntry], few: Few) -> None:
    meant = _meant(written, fields, value)
    place = value.keys.get(written, NOWHERE)
    if meant is None or place == NOWHERE:
        return
    if few.has_room("reworded"):
        few.add("reworded", error(place, "unknown-key", meant.message, meant.hint))
    if meant.key in value.content:
        value.content.pop(written)
        return
    names = {key: meant.key if key == written else key for key in value.keys}
    value.content = {names.get(key, key): item for key, item in value.content.items()}
    value.keys = {names[key]: at for key, at in value.keys.items()}


@dataclass(frozen=True)
class _Meant:
    """The key that is meant by another, what is wrong with that, and what to do."""

    key: str
    message: Message
    hint: Message


def _meant(written: str, fields: Mapping[str, CatalogueEntry], value: Value) -> _Meant | None:
    inside = bare(written)
    if inside is not None and inside in fields:
        return _Meant(inside, quotes_message(written), quotes_hint(f"{inside}:"))
    stripped = written.strip()
    if stripped != written and stripped in fields:
        return _Meant(stripped, *clinging_words(stripped, f"{stripped}:"))
    near = Near(fields)(written)
    label = _label_like(plain(written), fields.values())
    if label and _likeness(label.words, written) >= _likeness(near or "", written):
        message = say(
            "“{word}” is the word in {language}; the key is called “{key}”.",
            word=written,
            language=named(label.languages),
            key=label.key,
        )
        return _Meant(label.key, message, _instead(written, label.key, value))
    if near and near not in value.content and _is_sure(fields[near], written, value):
        message = say("The key “{key}” is not known here.", key=written)
        return _Meant(near, message, say("Did you mean “{near}”?", near=near))
    return None


def _is_sure(near: CatalogueEntry, written: str, value: Value) -> bool:
    """Whether one may go on with a key that is nearly the one written.

    With one that is written with other capital letters, or that has to be there and may hold such a
    value: what stands under any other may be something else.
    """
    if plain(near.key) == plain(written):
        return True
    return (near.is_required or near.key in KINDS) and _may_be(near.key, value.content[written])


def _may_be(key: str, value: Value) -> bool:
    """Whether a value has the form of what a key holds, where that says what a node is."""
    forms = {"parallel": list, "wait": dict}
    return isinstance(value.content, forms.get(key, object))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, plain(one), plain(other)).ratio()


def _instead(written: str, key: str, value: Value) -> Message:
    first: Place | None = value.keys.get(key)
    if first is not None:
        return say(
            "“{key}” stands on line {line} already; keep one of them.", key=key, line=first.line
        )
    return say("Write {key}: in place of {word}:.", key=key, word=written)


@dataclass(frozen=True)
class _Label:
    """What a field is called in some languages, without capital letters and accents."""

    words: str
    key: str
    languages: tuple[str, ...]


_ALSO: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "papel": ("role", ("pt", "es")),
    "rol": ("role", ("es",)),
    "fazer": ("do", ("pt",)),
    "hacer": ("do", ("es",)),
    "faire": ("do", ("fr",)),
    "perguntar": ("ask", ("pt",)),
    "preguntar": ("ask", ("es",)),
    "demander": ("ask", ("fr",)),
    "esperar": ("wait", ("pt", "es")),
    "attendre": ("wait", ("fr",)),
    "usar": ("use", ("pt", "es")),
    "utiliser": ("use", ("fr",)),
    "dizer": ("say", ("pt",)),
    "decir": ("say", ("es",)),
    "dire": ("say", ("fr",)),
    "paralelo": ("parallel", ("pt", "es")),
    "seguinte": ("next", ("pt",)),
    "siguiente": ("next", ("es",)),
    "suivant": ("next", ("fr",)),
}
"""Words that nobody sees in a form, and that are written as keys all the same: fazer for `do`."""


def _label_like(word: str, fields: Iterable[CatalogueEntry]) -> _Label | None:
    """The label that is a word, or is nearly it; or what people call the same without a label."""
    labels = {label.words: label for field in fields for label in _labels(field.label, field.key)}
    keys = {label.key for label in labels.values()}
    if word in _ALSO and word not in labels and _ALSO[word][0] in keys:
        return _Label(word, *_ALSO[word])
    near = [word] if word in labels else get_close_matches(word, labels, n=1, cutoff=_ALMOST)
    return labels[near[0]] if near else None


@cache
def _labels(label: str, key: str) -> tuple[_Label, ...]:
    languages: dict[str, list[str]] = {}
    for tag in catalogues():
        languages.setdefault(plain(words(tag)(label)), []).append(tag)
    languages.pop(plain(key), None)  # the key itself with capital letters, which is no other word
    return tuple(_Label(said, key, tuple(tags)) for said, tags in languages.items() if said)


def named(languages: tuple[str, ...]) -> Message:
    """The name of the language that is spoken, if it is one of them; of the first if not."""

    def tell(tag: str) -> str:
        spoken = tag.partition("-")[0]
        return words(tag).language(spoken if spoken in languages else languages[0])

    return Telling("", tell=tell)
