"""reference/organisations.yml, assignments.yml and links.yml: who works with whom, and on what terms."""

from __future__ import annotations

from typing import Literal

from claim_manual.model.registers.entry import Entry
from claim_manual.model.schema import (
    ActorId,
    BasisId,
    Day,
    DocumentId,
    Duration,
    Id,
    OrganisationId,
    RoleId,
    Text,
    Url,
    accepted_warnings,
)
from claim_manual.model.shown import How, listed, optional, shown
from claim_manual.model.values import LINK_KINDS, SECTORS

Sector = Literal["public", "private", "social", "cooperation", "international"]
LinkKind = Literal["agreement", "meeting", "system", "referral", "report"]


class Organisation(Entry):
    """reference/organisations.yml: whose people act."""

    name: Text = shown("Name", "The name of the organisation.", 10, How.TEXT, is_name=True)
    sector: Sector | None = optional(
        "Sector",
        "public, private, social, cooperation or international; none where it differs by place.",
        20,
        How.CHOICE,
        choices=SECTORS,
    )
    kind: Text | None = optional(
        "Kind", "What kind of organisation it is: a ministry, an association.", 30, How.TEXT
    )
    description: Text | None = optional("Description", "What it does.", 40, How.TEXT)
    url: Url | None = optional("Web address", "The address.", 50, How.URL)


class Assignment(Entry):
    """reference/assignments.yml: which post or organisation has a role, and since when.

    It changes with the people of a service; no page has to change with it.
    """

    role: RoleId = shown("Role", "An id of reference/roles.yml.", 10, How.PEOPLE)
    post: Text | None = optional(
        "Post", "What the post is called; never the name of a person.", 20, How.TEXT, is_name=True
    )
    organisation: OrganisationId | None = optional(
        "Organisation", "An id of reference/organisations.yml.", 30, How.ORGANISATIONS
    )
    since: Day | None = optional("Since", "The day from which it holds.", 40, How.DAY, alias="from")
    until: Day | None = optional(
        "Until", "The last day on which it holds.", 50, How.DAY, alias="to"
    )
    note: Text | None = optional("Note", "What else there is to know.", 60, How.TEXT)
    waive: dict[Id, Text] = accepted_warnings(70)


class Link(Entry):
    """reference/links.yml: what joins organisations or roles that hand over to each other."""

    says: Text = shown("What it is", "What was agreed, in a sentence.", 30, How.TEXT, is_name=True)
    between: tuple[ActorId, ...] = shown(
        "Between", "Two ids of reference/organisations.yml or reference/roles.yml.", 10, How.ACTORS
    )
    kind: LinkKind = shown(
        "Kind",
        "agreement, meeting, system, referral or report.",
        20,
        How.CHOICE,
        choices=LINK_KINDS,
    )
    every: Duration | None = optional(
        "How often", "An ISO 8601 duration: P14D, P1M.", 40, How.DURATION
    )
    basis: BasisId | None = optional(
        "Basis", "An id of reference/laws.yml or reference/sources.yml.", 50, How.BASES
    )
    pages: tuple[DocumentId, ...] = listed(
        "Pages", "The procedures and trees for which it is there.", 60, How.PAGES
    )
