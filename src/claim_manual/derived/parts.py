"""Every text, reference and guard of a document, each with its way from the top."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from claim_manual.model.derived import derived_by
from claim_manual.model.guard import Guard
from claim_manual.model.manual import Manual
from claim_manual.model.place import Loc
from claim_manual.model.schema import Ref, Text


@dataclass(frozen=True)
class Parts:
    """What a model holds: texts for readers; ids of things elsewhere, with their kind; guards."""

    texts: list[tuple[Loc, Text]] = field(default_factory=list)
    references: list[tuple[Loc, str, str]] = field(default_factory=list)
    guards: list[tuple[Loc, Guard]] = field(default_factory=list)


def parts(model: BaseModel) -> Parts:
    """Every part of a model, in the order of its fields."""
    all_parts = Parts()
    _gather(model, (), None, all_parts)
    return all_parts


@derived_by(id)
def parts_of(_manual: Manual, model: BaseModel) -> Parts:
    """The parts of one of the manual's models, gathered once."""
    return parts(model)


def _gather(value: Any, loc: Loc, kind: str | None, into: Parts) -> None:
    if isinstance(value, str):
        if kind:
            into.references.append((loc, kind, value))
    elif isinstance(value, Text):
        into.texts.append((loc, value))
    elif isinstance(value, Guard):
        into.guards.append((loc, value))
    elif isinstance(value, BaseModel):
        values = value.__dict__
        for name, key, named in _fields(type(value)):
            if values[name] not in _NOTHING:
                _gather(values[name], (*loc, key), named, into)
    else:
        _gather_inside(value, loc, kind, into)


_NOTHING: tuple[Any, ...] = (None, ())


def _gather_inside(value: Any, loc: Loc, kind: str | None, into: Parts) -> None:
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            _gather(item, (*loc, position), kind, into)
    elif isinstance(value, dict):
        for key, item in value.items():
            _gather(item, (*loc, key), kind, into)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, str | None], ...]:
    """The fields of a model that can hold parts: name, key in the source, kind of reference."""
    return tuple(
        (name, info.alias or name, _kind_in((*info.metadata, info.annotation)))
        for name, info in model.model_fields.items()
        if _is_full((*info.metadata, info.annotation))
    )


def _is_full(annotations: tuple[Any, ...]) -> bool:
    """Whether a field of this annotation can hold a text, a reference, a guard or another model."""
    return any(
        isinstance(annotation, Ref)
        or (isinstance(annotation, type) and issubclass(annotation, BaseModel))
        or _is_full((*getattr(annotation, "__metadata__", ()), *get_args(annotation)))
        for annotation in annotations
    )


def _kind_in(annotations: tuple[Any, ...]) -> str | None:
    for annotation in annotations:
        if isinstance(annotation, Ref):
            return annotation.kind
        inner = (*getattr(annotation, "__metadata__", ()), *get_args(annotation))
        if inner and (kind := _kind_in(inner)):
            return kind
    return None
