"""reference/areas.yml and services.yml: where centres are for people, and what centres may do."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, WithJsonSchema

from claim_manual.model.registers.entry import Entry
from claim_manual.model.schema import ID, Code, Ref, Text
from claim_manual.model.shown import How, Where, optional, shown

AreaCode = Annotated[
    str,
    Field(pattern=ID),
    Code(),
    WithJsonSchema({"type": ["string", "integer"], "pattern": ID}),
]
AreaId = Annotated[AreaCode, Ref("area")]


class Area(Entry):
    """reference/areas.yml: an area that has a code, as a municipality has."""

    id: AreaCode = shown(
        "Identifier",
        "The code of the area, which does not change.",
        1,
        How.CODE,
        where=Where.NEITHER,
        reason="It is what centres write; readers know an area by its name.",
    )
    name: Text = shown("Name", "The name of the area.", 10, How.TEXT, is_name=True)
    region: Text | None = optional(
        "Region", "The region or district in which it lies.", 20, How.TEXT
    )


class Service(Entry):
    """reference/services.yml: something that a centre does where its protocol allows it."""

    name: Text = shown("Name", "What it is called.", 10, How.TEXT, is_name=True)
    description: Text | None = optional("Description", "What it is.", 20, How.TEXT)
