"""A category of procedures, which may be a phase: what it is for, what enters and leaves, what it follows."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, GetJsonSchemaHandler, Tag
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from claim_manual.model.schema import (
    CategoryId,
    Id,
    Model,
    RoleId,
    Text,
    accepted_warnings,
    one_or_many,
)
from claim_manual.model.shown import How, listed, optional, shown

_Categories = Annotated[
    tuple[CategoryId, ...],
    BeforeValidator(one_or_many, json_schema_input_type=CategoryId | list[CategoryId]),
]


class Phase(Model):
    """A category of which more is said than its name."""

    stands_for = "name"
    name: Text = shown("Name", "What the category is called.", 10, How.TEXT, is_name=True)
    purpose: Text | None = optional(
        "Purpose", "What the phase is for: its executive summary.", 20, How.BLOCK
    )
    begins: Text | None = optional(
        "What enters", "With what the phase begins: what it takes over.", 30, How.TEXT
    )
    ends: Text | None = optional(
        "What leaves", "With what the phase ends: what it hands on.", 40, How.TEXT
    )
    owner: RoleId | None = optional(
        "Who answers for it", "The role that answers for the phase.", 50, How.ROLES
    )
    follows: _Categories = listed(
        "Comes after", "The categories after which this phase comes.", 60, How.PHASES
    )
    waive: dict[Id, Text] = accepted_warnings(70)

    @property
    def says_more(self) -> bool:
        """Whether more is said of it than its name."""
        return any((self.purpose, self.begins, self.ends, self.owner, self.follows))


def _tag(value: Any) -> str:
    """A mapping of words alone, under none of the keys of a phase, is a name by language."""
    is_phase = isinstance(value, dict) and (
        any(isinstance(inner, dict | list) for inner in value.values())
        or any(key in Phase.model_fields for key in value)
    )
    return "<phase>" if is_phase else "<name>"


class _Either:
    """Says in JSON Schema that either may stand: `{name: Reception}` is words by key, too."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": handler(schema)["oneOf"]}


Category = Annotated[
    Annotated[Text, Tag("<name>")] | Annotated[Phase, Tag("<phase>")],
    Discriminator(_tag),
    _Either,
]
"""A category as it is written: its name, or a phase."""


def as_phase(category: Text | Phase) -> Phase:
    """A category as a phase; one that is a name alone is a phase of which nothing else is said."""
    return category if isinstance(category, Phase) else Phase(name=category)
