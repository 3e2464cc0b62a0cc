"""Codes that stand without quotes: figures that are no number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from claim_manual.model.catalogue import models_in
from claim_manual.model.few import Few
from claim_manual.model.finding import Finding, error, say
from claim_manual.model.schema import Code, Model
from claim_manual.read.yaml_value import Value


def codes(model: type[Model], root: Value) -> list[Finding]:
    """Takes codes as they are written; a finding where other programs would read another one, 0101."""
    few = Few()
    for value in _codes(model, root):
        if not re.fullmatch("[0-9]+", value.raw) or isinstance(value.content, str):
            continue
        if value.raw.startswith("0") and few.has_room("code"):
            few.add(
                "code",
                error(
                    value.place,
                    "wrong-type",
                    say(
                        "“{value}” stands without quotes, and so it is read as a number.",
                        value=value.raw,
                    ),
                    say('This must be text; write it in quotes: "{value}".', value=value.raw),
                ),
            )
        value.content = value.raw
    return few.findings()


def _codes(model: type[BaseModel], root: Value) -> Iterator[Value]:
    """The values of a model that are codes; of a list of entries those of each."""
    items = root.content if isinstance(root.content, dict) else {}
    for key, entry in _keys(model):
        value = items.get(key)
        values = value.content if value and isinstance(value.content, list) else (value,)
        for item in filter(None, values):
            if entry is None:
                yield item
            else:
                yield from _codes(entry, item)


@cache
def _keys(model: type[BaseModel]) -> tuple[tuple[str, type[BaseModel] | None], ...]:
    """The keys of a model whose values are codes or lists of them, and those of entries that have some."""
    keys: list[tuple[str, type[BaseModel] | None]] = []
    for name, info in model.model_fields.items():
        if _is_code((info.annotation, *info.metadata)):
            keys.append((name, None))
        keys += [(name, inner) for inner in models_in((info.annotation,)) if _has_code(inner)]
    return tuple(keys)


def _has_code(model: type[BaseModel]) -> bool:
    return any(_is_code((info.annotation, *info.metadata)) for info in model.model_fields.values())


def _is_code(annotations: tuple[object, ...]) -> bool:
    return any(
        isinstance(annotation, Code)
        or _is_code(
            (*getattr(annotation, "__metadata__", ()), *getattr(annotation, "__args__", ()))
        )
        for annotation in annotations
    )
