"""In which order the keys of a source stand: as a person reads a page, from its code to its history."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from claim_manual.model.catalogue import entries, entry, models_in
from claim_manual.model.guard import Guard
from claim_manual.model.schema import Text
from claim_manual.model.sources import kind_of


@dataclass(frozen=True)
class Shape:
    """What a value can be: the models of whose keys it may consist; `languages` order texts."""

    annotations: tuple[Any, ...]
    languages: tuple[str, ...] = ()

    def below(self, key: str | None) -> Shape:
        """The shape of the value of a key; of an item, where there is no key."""
        if key is None:
            return self
        return Shape(_below(self.annotations, key), self.languages)

    def rank(self, key: str | None) -> tuple[int, int]:
        """Where a key stands among its neighbours; those that nobody knows come last, as they are."""
        if _is_text(self.annotations):
            return (0, self.languages.index(key)) if key in self.languages else (1, 0)
        known = _order(self.annotations)
        return (0, known.index(key)) if key in known else (1, 0)


def shape_of(path: str, languages: tuple[str, ...] = ()) -> Shape | None:
    """The shape of a file by its path in the manual; None for one that is no source."""
    kind = kind_of(path)
    return Shape(kind.models, languages) if kind and kind.models else None


@cache
def _below(annotations: tuple[Any, ...], key: str) -> tuple[Any, ...]:
    found: list[Any] = []
    for model in models_in(annotations):
        field = entry(model, key) if model not in {Text, Guard} else None
        found += field.written if field else ()
    if not found:  # a key of a dict, as of `answers:` in manual.yml
        found = [
            get_args(one)[1]
            for one in annotations
            if getattr(one, "__origin__", None) is dict and get_args(one)
        ]
    return tuple(one for one in found if models_in((one,)))


@cache
def _is_text(annotations: tuple[Any, ...]) -> bool:
    return models_in(annotations) == (Text,) and not any(
        getattr(one, "__origin__", None) is dict for one in annotations
    )


@cache
def _order(annotations: tuple[Any, ...]) -> tuple[str, ...]:
    if any(getattr(one, "__origin__", None) is dict for one in annotations):
        return ()
    fields = [
        field
        for model in models_in(annotations)
        if model not in {Text, Guard}
        for field in entries(model)
    ]
    fields.sort(key=lambda field: field.shown.order)
    return tuple(dict.fromkeys(field.key for field in fields))
