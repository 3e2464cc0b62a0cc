"""The keys that the schema allows at a point of a document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, Tag

from claim_manual.model.catalogue import CatalogueEntry, along
from claim_manual.model.place import Loc

ENTRIES = "entries"
"""The key that wraps the list of a register, which has none, while it is validated."""


def keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys of the model that `loc` leads to from `model`; empty where it leads to none."""
    annotations: list[Any] = [model]
    for part in loc:
        annotations = [
            inner for annotation in annotations for inner in _step(annotation, part)
        ] or annotations
    return sorted(
        {
            field.alias or name
            for annotation in annotations
            for model in _models(annotation)
            for name, field in model.model_fields.items()
        }
    )


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _step(annotation: Any, part: str | int) -> Iterator[Any]:
    if isinstance(part, str) and part.startswith("<"):
        yield from _tagged(annotation, part)
        return
    for model in _models(annotation):
        for name, field in model.model_fields.items():
            if part == (field.alias or name):
                yield field.annotation
                yield from field.metadata


def _tagged(annotation: Any, tag: str) -> Iterator[Any]:
    metadata = getattr(annotation, "__metadata__", ())
    if any(isinstance(mark, Tag) and mark.tag == tag for mark in metadata):
        yield get_args(annotation)[0]
        return
    for inner in get_args(annotation):
        yield from _tagged(inner, tag)


def field_at(model: type[BaseModel], loc: Loc) -> CatalogueEntry | None:
    """The innermost field of the model that `loc` leads through; None where it has none."""
    written = (part for part in loc if not str(part).startswith("<") and part != "[key]")
    return _field(model, tuple("0" if isinstance(part, int) else part for part in written))


@cache
def _field(model: type[BaseModel], way: tuple[str, ...]) -> CatalogueEntry | None:
    start: Any = model
    if way[:1] == (ENTRIES,) and ENTRIES in model.model_fields:
        start, way = model.model_fields[ENTRIES].annotation, way[1:]
    return next((field for field in reversed(along([start], way)) if field), None)
