"""The entries of the registers: what stands once in reference/ and is named by its id."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from claim_manual.model.nodes import Level, OutcomeKind
from claim_manual.model.schema import (
    Day,
    FlowId,
    Id,
    LawId,
    Model,
    ProcedureId,
    RoleId,
    SourceId,
    Text,
    TimeLimit,
    Url,
)
from claim_manual.model.shown import How, Where, listed, optional, shown
from claim_manual.model.values import (
    CONTACT_KINDS,
    CONTACT_STATUSES,
    ENDS,
    EVIDENCES,
    LEVELS,
    LIMITS,
    ROLE_KINDS,
)

Evidence = Literal["found", "background", "changed"]


_PROVED = "The rule says it in words; this is its form for the proof."


def _proved(label: str, hint: str, order: int, how: How, *, default: Any = (), **more: Any) -> Any:
    return shown(
        label, hint, order, how, default=default, where=Where.NEITHER, reason=_PROVED, **more
    )


def _in_title(label: str, hint: str, order: int, how: How) -> Any:
    return optional(
        label,
        hint,
        order,
        how,
        where=Where.NEITHER,
        reason="The title of a law has it in words.",
    )


def _evidence(order: int) -> Any:
    return optional(
        "Evidence",
        "found (seen), background (to be confirmed) or changed (has changed).",
        order,
        How.CHOICE,
        choices=EVIDENCES,
    )


class Limit(Model):
    """A time limit in words: legal, with its law, or a target that the manual proposes."""

    text: Text = shown("Text", "The time limit, in words.", 10, How.TEXT, is_name=True)
    kind: Literal["target", "legal"] = shown(
        "Kind", "target (a proposal) or legal.", 20, How.CHOICE, choices=LIMITS
    )
    time: TimeLimit | None = optional("Time", "How long it is.", 30, How.RECORD)
    basis: LawId | None = optional("Basis", "The law.", 40, How.LAWS)
    article: str | None = optional("Article", "The article, as it is cited.", 50, How.CODE)
    evidence: Evidence | None = _evidence(60)
    sources: tuple[SourceId, ...] = listed(
        "Sources",
        "The sources that the time limit rests on.",
        70,
        How.SOURCES,
        where=Where.PAGE,
        reason="On paper the law stands beside the time limit; codes of sources would crowd it.",
    )
    warning: Text | None = optional(
        "Warning", "What the reader has to be warned of.", 80, How.WARNING
    )


class Entry(Model):
    """An entry of a register."""

    id: Id = shown(
        "Identifier",
        "The id, which does not change.",
        1,
        How.CODE,
        where=Where.NEITHER,
        reason="It is the address of the entry, which readers know by its name.",
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


PHONE = r"^\+?[0-9][0-9 ().-]*$"


class Contact(Entry):
    """reference/contacts.yml: a way to reach a service (after Open Referral HSDS `contact`)."""

    name: Text = shown("Name", "The name of the service.", 10, How.TEXT, is_name=True)
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
    phone: Annotated[str, Field(pattern=PHONE)] | None = optional(
        "Telephone", "One telephone number, in quotes.", 30, How.PHONE
    )
    url: Url | None = optional("Web address", "The address on the web.", 40, How.URL)
    email: str | None = optional("E-mail", "The e-mail address.", 50, How.MAIL)
    address: Text | None = optional("Address", "Where it is.", 60, How.TEXT)
    area: Text | None = optional("Area", "The area that it serves.", 70, How.TEXT)
    languages: Text | None = optional("Languages", "The languages that are spoken.", 80, How.TEXT)
    hours: Text | None = optional("Opening hours", "When it is open.", 90, How.TEXT)
    verified_on: Day | None = optional(
        "Verified", "The day on which it was confirmed.", 110, How.DAY
    )
    source: SourceId | None = optional(
        "Source",
        "The source.",
        120,
        How.SOURCES,
        where=Where.PAGE,
        reason="On paper the day on which it was confirmed says how far to trust it.",
    )
    note: Text | None = optional("Note", "A note.", 130, How.TEXT)


class Law(Entry):
    """reference/laws.yml: a legal act."""

    title: Text = shown(
        "Title", "The title, with kind, number and date.", 10, How.TEXT, is_name=True
    )
    type: str | None = _in_title("Type", "The kind of law.", 20, How.CODE)
    number: str | None = _in_title("Number", "The number, in quotes.", 30, How.CODE)
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
    evidence: Evidence | None = _evidence(110)
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


class Form(Entry):
    """reference/forms.yml: a template that people fill."""

    title: Text = shown("Title", "The title.", 10, How.TEXT, is_name=True)
    purpose: Text | None = optional("Purpose", "What it is for.", 20, How.TEXT)
    fields: tuple[Text, ...] = listed("Fields", "What is filled in.", 30, How.TEXTS)
    template: str | None = optional("Sheet", "A Markdown file in reference/forms/.", 40, How.CODE)


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


class Scope(Model):
    """Which documents a policy speaks of."""

    categories: tuple[Id, ...] = _proved("Categories", "Categories of manual.yml.", 10, How.CODE)
    procedures: tuple[ProcedureId, ...] = _proved("Procedures", "Ids of procedures.", 20, How.PAGES)
    flows: tuple[FlowId, ...] = _proved("Decision trees", "Ids of flows.", 30, How.PAGES)


class Ends(Model):
    """The outcomes that a policy speaks of; every one where neither is given."""

    outcome_kind: tuple[OutcomeKind, ...] = _proved(
        "Kind of outcome", "Kinds of outcomes.", 10, How.CHOICE, choices=ENDS
    )
    level: tuple[Level, ...] = _proved(
        "Level", "Levels of outcomes.", 20, How.CHOICE, choices=LEVELS
    )


class Requirement(Model):
    """What must hold on a path: exactly one of `before`, `within_questions` with `node`, `offers`."""

    before: Id | None = _proved(
        "Before",
        "The id or tag of a node, or an id that a use names, before the outcome.",
        10,
        How.CODE,
        default=None,
    )
    within_questions: Annotated[int, Field(ge=1)] | None = _proved(
        "Within the first questions",
        "Among the first n questions is that of node.",
        20,
        How.NUMBER,
        default=None,
    )
    node: Id | None = _proved(
        "Node", "The id or tag of the question, with within_questions.", 30, How.CODE, default=None
    )
    offers: Id | None = _proved(
        "Offers",
        "A tag, contact or procedure that the outcome offers.",
        40,
        How.CODE,
        default=None,
    )

    @model_validator(mode="after")
    def _is_one(self) -> Requirement:
        given = [self.before, self.within_questions, self.offers]
        if sum(one is not None for one in given) != 1:
            raise PydanticCustomError("requirement", "requirement")
        if (self.node is None) != (self.within_questions is None):
            raise PydanticCustomError("requirement", "requirement")
        return self


class Policy(Entry):
    """reference/policies.yml: what must hold on every path of the documents that it names."""

    says: Text = shown("What must hold", "The rule, in words.", 10, How.TEXT, is_name=True)
    applies_to: Scope = shown(
        "Holds in",
        "Where it holds: categories, procedures or flows.",
        20,
        How.RECORD,
        where=Where.PAGE,
        reason="On paper the rule itself says where it holds; the site lists and links the pages.",
    )
    where: Ends | None = _proved(
        "Only for these outcomes",
        "Only for paths that end in outcomes like these.",
        30,
        How.RECORD,
        default=None,
    )
    requires: Requirement = shown(
        "Requires",
        "before, within_questions with node, or offers.",
        40,
        How.RECORD,
        where=Where.NEITHER,
        reason=_PROVED,
    )
    evidence: Text | None = optional("Evidence", "What the rule rests on.", 50, How.TEXT)
    sources: tuple[SourceId, ...] = listed(
        "Sources",
        "The sources that the rule rests on.",
        60,
        How.SOURCES,
        where=Where.PAGE,
        reason="On paper the evidence is told in words.",
    )


def __getattr__(name: str) -> Any:
    """The registers by what the table of sources says of them, for those who ask here."""
    if name in {"REGISTERS", "REGISTER_OF"}:
        from claim_manual.model import sources  # it is made from the models above

        return getattr(sources, name)
    raise AttributeError(name)
