"""What is to be otherwise in the source of a page: values by the way that leads to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claim_manual.model.place import Loc


@dataclass
class SourceEdits:
    """Edits of one YAML source; positions in lists are those before any of them.

    `values` has what is written at a key; None takes the key out. `removed` are items of lists,
    `added` has by list the items that come after a position (-1 for the first), `order` by list the
    positions in their new order.
    """

    values: dict[Loc, Any] = field(default_factory=dict)
    removed: set[Loc] = field(default_factory=set)
    added: dict[Loc, list[tuple[int, Mapping[str, Any] | str]]] = field(default_factory=dict)
    order: dict[Loc, list[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values or self.removed or self.added or self.order)
