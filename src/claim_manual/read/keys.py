"""The keys that the schema allows at a point of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, Tag

from claim_manual.model.place import Loc


def keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys of the model that `loc` leads to from `model`; empty where it leads to none."""
    here: list[Any] = [model]
    for part in loc:
        here = [deeper for one in here for deeper in _step(one, part)] or here
    return sorted(
        {
            field.alias or name
            for one in here
            for found in _models(one)
            for name, field in found.model_fields.items()
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
    if any(isinstance(one, Tag) and one.tag == tag for one in metadata):
        yield get_args(annotation)[0]
        return
    for inner in get_args(annotation):
        yield from _tagged(inner, tag)
