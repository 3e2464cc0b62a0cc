"""centres/<id>.yml: a centre of the network: who runs it, for whom, and whom one calls there."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Tag

from claim_manual.model.registers.area import AreaId
from claim_manual.model.registers.reached import Reached
from claim_manual.model.schema import ContactId, Id, Model, Ref, Text, one_or_many
from claim_manual.model.shown import How, Where, listed, shown
from claim_manual.model.values import CONTACT_STATUSES, HOSTS

ServiceId = Annotated[Id, Ref("service")]


class Host(Model):
    """Who runs a centre."""

    kind: Literal["municipality", "association", "university", "other"] = shown(
        "Kind",
        "municipality, association, university or other.",
        5,
        How.CHOICE,
        choices=HOSTS,
    )
    name: Text = shown("Name", "The name of the organisation.", 10, How.TEXT, is_name=True)


class LocalContact(Reached):
    """What a contact that differs by place is where a centre is."""


def _tag_of_local(value: Any) -> str:
    return "<id>" if isinstance(value, str) else "<contact>"


Local = Annotated[
    Annotated[ContactId, Tag("<id>")] | Annotated[LocalContact, Tag("<contact>")],
    Discriminator(_tag_of_local),
]
"""A contact of the place, or the id of another one of reference/contacts.yml."""


class Centre(Reached):
    """A centre: where people come to, for which areas, and what becomes of contacts there."""

    name: Text = shown("Name", "The name of the centre.", 10, How.TEXT, is_name=True)
    host: Host = shown("Run by", "The organisation that runs it.", 15, How.RECORD)
    covers: Annotated[
        tuple[AreaId, ...],
        BeforeValidator(one_or_many, json_schema_input_type=AreaId | list[AreaId]),
    ] = listed("Areas", "Codes of reference/areas.yml for which it is there.", 20, How.AREAS)
    does: tuple[ServiceId, ...] = listed(
        "What it does",
        "What its protocol allows; words that reference/services.yml explains.",
        85,
        How.SERVICES,
    )
    contacts: dict[Id, Local] = shown(
        "Contacts of the place",
        "For the id of a contact that differs by place: its name and number here, or the id of another contact.",
        95,
        How.LOCALS,
        default_factory=dict,
    )
    status: Literal["ok", "recheck", "weak"] = shown(
        "Status",
        "ok, recheck (to be confirmed) or weak (not shown).",
        120,
        How.CHOICE,
        choices=CONTACT_STATUSES,
        where=Where.NEITHER,
        reason="What is to be confirmed is said beside the numbers, in words of their own.",
    )
