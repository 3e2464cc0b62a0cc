"""reference/contacts.yml: a way to reach a service, as data that outputs dial, write to and count by."""

from __future__ import annotations

from typing import Literal

from claim_manual.model.registers.entry import Entry
from claim_manual.model.registers.reached import Reached
from claim_manual.model.schema import SourceId, Text
from claim_manual.model.shown import How, Where, optional, shown
from claim_manual.model.values import CONTACT_KINDS, CONTACT_STATUSES


class Contact(Reached, Entry):
    """reference/contacts.yml: a way to reach a service (after Open Referral HSDS `contact`)."""

    status: Literal["ok", "recheck", "weak"] = shown(
        "Status",
        "ok, recheck (to be confirmed) or weak (not shown).",
        100,
        How.CHOICE,
        choices=CONTACT_STATUSES,
    )
    kind: Literal["emergency", "hotline", "office", "online"] | None = optional(
        "Kind",
        "The kind of contact.",
        20,
        How.CHOICE,
        choices=CONTACT_KINDS,
        where=Where.PAGE,
        reason="Readers of the site filter by it; on paper there is nothing to filter.",
    )
    area: Text | None = optional("Area", "The area that it serves.", 70, How.TEXT)
    source: SourceId | None = optional(
        "Source",
        "The source.",
        120,
        How.SOURCES,
        where=Where.PAGE,
        reason="On paper the day on which it was confirmed says how far to trust it.",
    )
    discreet: bool = shown(
        "Discreet",
        "true where the name can harm the person at home: on paper for the person it is a number.",
        140,
        How.FLAG,
        default=False,
        where=Where.NEITHER,
        reason="It says how the sheet for the person is printed, and nothing to readers.",
    )
    local: bool = shown(
        "Differs by place",
        "true where each centre has its own: its file under centres/ says which.",
        150,
        How.FLAG,
        default=False,
        where=Where.NEITHER,
        reason="It says which contacts centres fill in; readers see those of their centre.",
    )
