"""The entries of all registers but contacts.yml and policies.yml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from claim_manual.model.registers.entry import Entry
from claim_manual.model.registers.limit import Evidence, Limit, evidence
from claim_manual.model.schema import (
    Day,
    Id,
    OrganisationId,
    RoleId,
    Roles,
    SourceId,
    Text,
    Url,
    accepted_warnings,
)
from claim_manual.model.shown import How, Where, listed, optional, shown
from claim_manual.model.values import ROLE_KINDS, ROLE_LEVELS


def _in_title(label: str, hint: str, order: int, how: How) -> Any:
    return optional(
        label,
        hint,
        order,
        how,
        where=Where.NEITHER,
        reason="The title of a law has it in words.",
    )


class Role(Entry):
    """reference/roles.yml: who acts."""

    name: Text = shown("Name", "The name of the role.", 10, How.TEXT, is_name=True)
    kind: Literal["internal", "partner", "person"] = shown(
        "Kind",
        "internal, partner or person.",
        20,
        How.CHOICE,
        default="internal",
        choices=ROLE_KINDS,
        where=Where.NEITHER,
        reason="The name of a role says whose it is; the kind sorts them for whoever edits.",
    )
    description: Text | None = optional("Description", "What it does.", 30, How.TEXT)
    organisation: OrganisationId | None = optional(
        "Organisation", "An id of reference/organisations.yml.", 32, How.ORGANISATIONS
    )
    level: Literal["decides", "operates"] | None = optional(
        "Level", "decides or operates.", 34, How.CHOICE, choices=ROLE_LEVELS
    )
    deputy: Roles = listed(
        "Deputies", "Who acts in its place: ids of reference/roles.yml.", 36, How.PEOPLE
    )
    waive: dict[Id, Text] = accepted_warnings(40)


class Law(Entry):
    """reference/laws.yml: a legal act."""

    title: Text = shown(
        "Title", "The title, with kind, number and date.", 10, How.TEXT, is_name=True
    )
    type: Text | None = _in_title("Type", "The kind of law.", 20, How.TEXT)
    number: str | None = _in_title("Number", "The number.", 30, How.CODE)
    date: Day | None = _in_title("Date", "The date of the law.", 40, How.DAY)
    jurisdiction: Text | None = _in_title("Jurisdiction", "Whose law it is.", 50, How.TEXT)
    subject: Text | None = optional("Subject", "What it is about.", 80, How.TEXT)
    url: Url | None = optional("Web address", "The address of the text.", 90, How.URL)
    valid_from: Day | None = optional(
        "In force from", "The day from which it is in force.", 60, How.DAY
    )
    valid_to: Day | None = optional(
        "In force until", "The day until which it is in force.", 70, How.DAY
    )
    verified_on: Day | None = optional(
        "Consulted on", "The day on which it was consulted.", 100, How.DAY
    )
    evidence: Evidence | None = evidence(110)
    source: SourceId | None = optional(
        "Source",
        "The source.",
        120,
        How.SOURCES,
        where=Where.PAGE,
        reason="On paper the title and the day on which it was consulted are enough to find it.",
    )
    warning: Text | None = optional(
        "Warning", "What the reader has to be warned of.", 130, How.WARNING
    )


class Term(Entry):
    """reference/glossary.yml: a word and what it means."""

    term: Text = shown("Term", "The term.", 10, How.TEXT, is_name=True)
    definition: Text | None = optional("Definition", "What it means.", 30, How.TEXT)
    acronym: str | None = optional("Acronym", "The acronym.", 20, How.CODE)
    note: Text | None = optional("Note", "How it is used.", 40, How.TEXT)
    synonyms: tuple[Text, ...] = listed(
        "Synonyms", "Other words for the same.", 60, How.TEXTS, page_order=25
    )
    avoid: dict[str, tuple[str, ...]] = shown(
        "Words to avoid",
        "By language, forms that are not used: `check` says where they stand.",
        50,
        How.NAMES,
        default_factory=dict,
        where=Where.NEITHER,
        reason="Words that are not used do not help readers; `check` finds them for authors.",
    )


def _tag_of_file(value: Any) -> str:
    return "<path>" if isinstance(value, str) else "<paths>"


FilePaths = Annotated[
    Annotated[str, Tag("<path>")] | Annotated[dict[str, str], Tag("<paths>")],
    Discriminator(_tag_of_file),
]
"""The path of a file from the manual's folder, or one for each language."""


class Form(Entry):
    """reference/forms.yml: a template that people fill."""

    title: Text = shown("Title", "The title.", 10, How.TEXT, is_name=True)
    purpose: Text | None = optional("Purpose", "What it is for.", 20, How.TEXT)
    fields: tuple[Text, ...] = listed("Fields", "What is filled in.", 30, How.TEXTS)
    template: str | None = optional("Sheet", "A Markdown file in reference/forms/.", 40, How.CODE)
    file: FilePaths | None = optional(
        "File",
        "A PDF, DOCX, ODT or XLSX that people download, as docs/assets/form.pdf; or one for each language.",
        45,
        How.FILES,
    )

    @property
    def files(self) -> Mapping[str, str]:
        """The paths of its files by language; "" for one that is the same in all."""
        return {"": self.file} if isinstance(self.file, str) else self.file or {}


class Source(Entry):
    """reference/sources.yml: where a statement comes from."""

    title: Text = shown("Title", "The title or the address.", 10, How.TEXT, is_name=True)
    url: Url | None = optional("Web address", "The address.", 20, How.URL)
    date: str | None = optional("Date", "The date that the page shows.", 30, How.CODE)
    used_for: Text | None = optional("Used for", "What it was used for.", 40, How.TEXT)


class Deadline(Entry, Limit):
    """reference/deadlines.yml: a time limit that pages state by its id."""


class Validation(Entry):
    """reference/validations.yml: what has to be confirmed, by whom, and what readers are told."""

    question: Text = shown("Question", "What has to be confirmed.", 10, How.TEXT, is_name=True)
    asked_of: RoleId = shown(
        "Asked of", "Who is asked: an id of reference/roles.yml.", 20, How.PEOPLE
    )
    blocking: bool = shown(
        "Blocks approval",
        "true if the pages cannot be approved without an answer.",
        30,
        How.FLAG,
        default=False,
    )
    warning: Text | None = optional(
        "Warning",
        "What pages that depend on it warn of while there is no answer.",
        40,
        How.WARNING,
    )
    sources: tuple[SourceId, ...] = listed(
        "Sources",
        "The sources that leave it in doubt.",
        50,
        How.SOURCES,
        where=Where.PAGE,
        reason="On paper the question says what is in doubt; the page of the site has the evidence.",
    )
    answer: Text | None = optional("Answer", "The answer.", 60, How.TEXT)
    answered_on: Day | None = optional("Answered on", "The day of the answer.", 70, How.DAY)

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.answered_on is None
