"""A value of a YAML file with its place, and the places of all values in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from claim_manual.model.place import NOWHERE, Loc, Place

_NO_KEYS: Mapping[str, Place] = MappingProxyType({})


@dataclass(slots=True)
class Value:
    """A YAML value with its place; `content` is a scalar, a list of values or a dict of them.

    `raw` is a scalar as written, `keys` the places of a mapping's keys, `removed` those that were
    taken out because they did not fit.
    """

    place: Place
    content: Any
    raw: str = ""
    keys: Mapping[str, Place] = field(default_factory=lambda: _NO_KEYS)
    removed: set[str] | frozenset[str] = frozenset()

    def plain(self) -> Any:
        """The value as lists, dicts and scalars."""
        match self.content:
            case dict():
                return {key: item.plain() for key, item in self.content.items()}
            case list():
                return [item.plain() for item in self.content]
            case scalar:
                return scalar

    def at(self, loc: Loc) -> tuple[Value, Loc]:
        """The value that `loc` leads to as far as it exists, and the way really gone."""
        value, reached = self, []
        for part in loc:
            inner = value.content
            if isinstance(inner, dict) and part in inner:
                value = inner[str(part)]
            elif isinstance(inner, list) and isinstance(part, int) and part < len(inner):
                value = inner[part]
            else:
                continue
            reached.append(part)
        return value, tuple(reached)

    def places(self) -> tuple[dict[Loc, Place], dict[Loc, Place]]:
        """The places of all values and of all keys, by the way that leads to them."""
        values: dict[Loc, Place] = {}
        keys: dict[Loc, Place] = {}
        self.collect((), values, keys)
        return values, keys

    def collect(self, loc: Loc, values: dict[Loc, Place], keys: dict[Loc, Place]) -> None:
        """Add the places under this value, which `loc` leads to, to `values` and `keys`."""
        values[loc] = self.place
        if isinstance(self.content, dict):
            for key, item in self.content.items():
                keys[(*loc, key)] = self.keys.get(key, NOWHERE)
                item.collect((*loc, key), values, keys)
        elif isinstance(self.content, list):
            for position, item in enumerate(self.content):
                item.collect((*loc, position), values, keys)
