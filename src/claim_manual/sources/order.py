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
        """Where a key stands among its neighbours; keys of no model come last, in their order."""
        keys = _order(self.annotations)
        if key in keys:
            return (0, keys.index(key))
        is_language = _may_be_text(self.annotations) and key in self.languages
        return (0, self.languages.index(str(key))) if is_language else (1, 0)


def shape_of(path: str, languages: tuple[str, ...] = ()) -> Shape | None:
    """The shape of a file by its path in the manual; None for one that is no source."""
    kind = kind_of(path)
    return Shape(kind.models, languages) if kind and kind.models else None


@cache
def _below(annotations: tuple[Any, ...], key: str) -> tuple[Any, ...]:
    # The values of a dict, as of `answers:` in manual.yml, whose keys are no model's.
    inner: list[Any] = [
        get_args(annotation)[1]
        for annotation in annotations
        if getattr(annotation, "__origin__", None) is dict and get_args(annotation)
    ]
    for model in () if inner else models_in(annotations):
        field = entry(model, key) if model not in {Text, Guard} else None
        inner += field.written if field else ()
    return tuple(annotation for annotation in inner if models_in((annotation,)))


@cache
def _may_be_text(annotations: tuple[Any, ...]) -> bool:
    """Whether a text may stand there, which is no key of a dict."""
    return Text in models_in(annotations) and not any(
        getattr(annotation, "__origin__", None) is dict for annotation in annotations
    )


@cache
def _order(annotations: tuple[Any, ...]) -> tuple[str, ...]:
    if any(getattr(annotation, "__origin__", None) is dict for annotation in annotations):
        return ()
    fields = [
        field
        for model in models_in(annotations)
        if model not in {Text, Guard}
        for field in entries(model)
    ]
    fields.sort(key=lambda field: field.shown.order)
    return tuple(dict.fromkeys(field.key for field in fields))
