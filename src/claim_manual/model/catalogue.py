"""The catalogue: every field of every model, with what it says of itself (`shown`).

Outputs take from it what a field is called, where its key stands, how its value is shown and what
it refers to. A label belongs to a model: keys that are spelt the same have nothing else in common.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from claim_manual.model.guard import Guard, Range
from claim_manual.model.schema import ListFor, Ref, Text
from claim_manual.model.shown import Group, Shown


@dataclass(frozen=True)
class CatalogueEntry:
    """A field of a model.

    `name` is the attribute, `key` what stands in a source. `annotation` is without None and
    without what it is annotated with, which is in `metadata`; `written` is the whole of it.
    """

    model: type[BaseModel]
    name: str
    key: str
    shown: Shown
    annotation: Any
    metadata: tuple[Any, ...]
    written: tuple[Any, ...]
    is_required: bool

    @property
    def label(self) -> str:
        """What every output calls the field: a message."""
        return self.shown.label

    @property
    def refers_to(self) -> str:
        """The kind of thing that the ids in it name; empty where it has none."""
        item = get_args(self.annotation)[0] if get_origin(self.annotation) is tuple else str
        _, metadata = bare(item, self.metadata)
        kind = next((annotation.kind for annotation in metadata if isinstance(annotation, Ref)), "")
        return "" if kind == "url" else kind

    @property
    def list_key(self) -> str:
        """The key of its mapping that a list in its place fills; empty where none may stand."""
        return next((mark.key for mark in self.metadata if isinstance(mark, ListFor)), "")

    @property
    def without_list(self) -> Any:
        """The model of a value in whose place a list may stand; of any other the annotation."""
        if not self.list_key:
            return self.annotation
        return next(kind for kind in alternatives(self.annotation) if get_origin(kind) is not tuple)


@cache
def entries(model: type[BaseModel]) -> tuple[CatalogueEntry, ...]:
    """The fields of a model in the order of a source; KeyError where a field says nothing."""
    if model in {Text, Guard}:
        return ()
    fields = [_entry(model, name) for name in model.model_fields]
    return tuple(sorted(fields, key=lambda entry: entry.shown.order))


def in_group(model: type[BaseModel], group: Group) -> tuple[CatalogueEntry, ...]:
    """The fields that stand in a group of a page, in the order of the page."""
    fields = [entry for entry in entries(model) if entry.shown.group is group]
    return tuple(sorted(fields, key=lambda entry: entry.shown.page_order or entry.shown.order))


@cache
def keys_of(model: type[BaseModel]) -> frozenset[str]:
    """The keys that a model can have in a source; none of what is a value in itself."""
    return frozenset(field.key for field in entries(model))


def entry(model: type[BaseModel], key: str) -> CatalogueEntry | None:
    """The field that a key writes; None where the model has no such key."""
    return next((field for field in entries(model) if field.key == key), None)


def label(model: type[BaseModel], key: str) -> str:
    """What the field of a model is called, as a message. Raises KeyError where there is none."""
    field = entry(model, key)
    if field is None:
        raise KeyError(f"{model.__name__}.{key}")
    return field.label


def name_of(model: type[BaseModel]) -> CatalogueEntry | None:
    """The field that holds what a thing is called by; None for a model whose things have no name."""
    return next((field for field in entries(model) if field.shown.is_name), None)


def title_of(thing: BaseModel) -> Any:
    """What a thing is called; None for one without a name."""
    field = name_of(type(thing))
    return getattr(thing, field.name) if field else None


def along(models: Iterable[Any], way: Sequence[str]) -> list[CatalogueEntry | None]:
    """For each part of a way through a source the field whose key it is.

    None for an id or number in a list, a language of a text, a key of a dict and what a guard
    says. `models` are the models, or other annotations, at which the way starts.
    """
    fields: list[CatalogueEntry | None] = []
    annotations: tuple[Any, ...] = tuple(models)
    for part in way:
        annotations, field = _step(annotations, part)
        fields.append(field)
    return fields


def _step(annotations: tuple[Any, ...], part: str) -> tuple[tuple[Any, ...], CatalogueEntry | None]:
    """What a part of a way leads to, and the field whose key it is."""
    inner: list[Any] = []
    field = None
    for kind in _alternatives(annotations):
        origin = get_origin(kind)
        if origin is tuple:
            inner.append(get_args(kind)[0])
        elif origin is dict:
            inner.append(get_args(kind)[1])
        elif kind is Guard:
            inner.append(_INSIDE_GUARD)
        elif kind is _INSIDE_GUARD:
            inner.append(_INSIDE_GUARD)
            field = field or entry(Range, part)
        elif isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not Text:
            member = entry(kind, part)
            inner += member.written if member else ()
            field = field or member
    return tuple(inner), field


_INSIDE_GUARD = object()
"""What stands below a fact of a guard: a range, or more facts."""


@cache
def models_in(annotations: tuple[Any, ...]) -> tuple[type[BaseModel], ...]:
    """Every model in annotations, those inside lists, dicts and unions included."""
    models: dict[type[BaseModel], None] = {}
    todo = list(annotations)
    while todo:
        kind = todo.pop(0)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            models[kind] = None
        todo += get_args(kind)
    return tuple(models)


def reachable(roots: Iterable[type[BaseModel]]) -> tuple[type[BaseModel], ...]:
    """The models, and every model that their fields hold; not Text and Guard, which are values."""
    models: dict[type[BaseModel], None] = {}
    todo = [*roots]
    while todo:
        model = todo.pop(0)
        if model in models or model in {Text, Guard}:
            continue
        models[model] = None
        for field in entries(model):
            todo += models_in(field.written)
    return tuple(models)


def bare(annotation: Any, metadata: Iterable[Any] = ()) -> tuple[Any, list[Any]]:
    """An annotation without None and without what it is annotated with, which is given beside."""
    all_metadata = [*metadata]
    while True:
        if get_origin(annotation) is Annotated:
            all_metadata += annotation.__metadata__
            annotation = annotation.__origin__
        elif get_origin(annotation) in {Union, types.UnionType}:
            members = [kind for kind in get_args(annotation) if kind is not type(None)]
            if len(members) != 1:
                return annotation, all_metadata
            annotation = members[0]
        else:
            return annotation, all_metadata


def alternatives(annotation: Any) -> tuple[Any, ...]:
    """The members of a union, bare; of anything else the bare annotation alone."""
    return tuple(_alternatives((annotation,)))


def _alternatives(annotations: Iterable[Any]) -> Iterator[Any]:
    for annotation in annotations:
        kind, _ = bare(annotation)
        if get_origin(kind) in {Union, types.UnionType}:
            yield from _alternatives(get_args(kind))
        else:
            yield kind


def _entry(model: type[BaseModel], name: str) -> CatalogueEntry:
    info = model.model_fields[name]
    key = info.alias or name
    if not isinstance(info.json_schema_extra, Shown):
        raise KeyError(f"{model.__name__}.{key} does not say how it is shown")
    annotation, metadata = bare(info.annotation, info.metadata)
    return CatalogueEntry(
        model,
        name,
        key,
        info.json_schema_extra,
        annotation,
        tuple(metadata),
        (info.annotation, *info.metadata),
        info.is_required(),
    )
