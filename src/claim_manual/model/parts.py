"""Every text and every reference of a document, each with its way from the top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, RootModel

from claim_manual.model.guard import Guard
from claim_manual.model.place import Loc
from claim_manual.model.schema import Ref, Text


@cache
def _reference_kind(model: type[BaseModel], field: str) -> str | None:
    info = model.model_fields[field]
    return _kind_in((*info.metadata, info.annotation))


def _kind_in(parts: tuple[Any, ...]) -> str | None:
    for part in parts:
        if isinstance(part, Ref):
            return part.kind
        inner = (*getattr(part, "__metadata__", ()), *get_args(part))
        if inner and (found := _kind_in(inner)):
            return found
    return None


def _walk(value: object, loc: Loc, kind: str | None) -> Iterator[tuple[Loc, object, str | None]]:
    match value:
        case RootModel():
            yield loc, value, kind
        case BaseModel():
            for name, field in type(value).model_fields.items():
                deeper = (*loc, field.alias or name)
                yield from _walk(getattr(value, name), deeper, _reference_kind(type(value), name))
        case Mapping():
            for key, one in value.items():
                yield from _walk(one, (*loc, key), kind)
        case tuple() | list():
            for position, one in enumerate(value):
                yield from _walk(one, (*loc, position), kind)
        case str():
            yield loc, value, kind
        case _:
            return


def texts(model: BaseModel) -> Iterator[tuple[Loc, Text]]:
    """Every text for readers under `model`, with its loc."""
    for loc, value, _ in _walk(model, (), None):
        if isinstance(value, Text):
            yield loc, value


def references(model: BaseModel) -> Iterator[tuple[Loc, str, str]]:
    """Every id under `model` that names something elsewhere: loc, kind of what it names, id."""
    for loc, value, kind in _walk(model, (), None):
        if kind is not None and isinstance(value, str):
            yield loc, kind, value


def guards(model: BaseModel) -> Iterator[tuple[Loc, Guard]]:
    """Every guard under `model`, with its loc."""
    for loc, value, _ in _walk(model, (), None):
        if isinstance(value, Guard):
            yield loc, value
