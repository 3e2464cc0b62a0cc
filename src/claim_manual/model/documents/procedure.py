"""procedures/<category>/<id>.yml: a procedure, and what stands in it beside its steps."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from claim_manual.model.documents.scenario import Scenario, tested_by
from claim_manual.model.guard import Guard, named_conditions
from claim_manual.model.nodes import AnyTime, Nodes, told_at_any_time
from claim_manual.model.registers.limit import Limit
from claim_manual.model.schema import (
    ContactId,
    DeadlineId,
    DocumentId,
    FormId,
    Headed,
    Id,
    Model,
    NamedDocument,
    Roles,
    SourceId,
    Text,
)
from claim_manual.model.shown import Group, How, listed, optional, shown
from claim_manual.model.values import PRACTICES, URGENCIES


class Responsibilities(Model):
    """Who answers for a procedure (RACI)."""

    responsible: Roles = listed("Responsible", "Who does it.", 10, How.PEOPLE)
    accountable: Roles = listed("Accountable", "Who answers for it.", 20, How.PEOPLE)
    consulted: Roles = listed("Consulted", "Who is heard.", 30, How.PEOPLE)
    informed: Roles = listed("Informed", "Who is told.", 40, How.PEOPLE)


class PersonalData(Model):
    """What a procedure does with personal data (GDPR, articles 5, 6, 9 and 13)."""

    used: Text | None = optional("Personal data used", "The data that are used.", 10, How.TEXT)
    basis: Text | None = optional(
        "Basis for using the data", "What allows their use.", 20, How.TEXT
    )
    sharing: Text | None = optional("Sharing of data", "With whom they are shared.", 30, How.TEXT)
    retention: Text | None = optional("Retention of data", "How long they are kept.", 40, How.TEXT)


class Indicator(Model):
    """How one sees whether a procedure works."""

    name: Text = shown("Name", "The indicator.", 10, How.TEXT, is_name=True)
    formula: Text | None = optional("How it is calculated", "How it is calculated.", 20, How.TEXT)
    target: Text | None = optional("Target", "What to reach.", 30, How.TEXT)


class GoodPractice(Model):
    """A practice worth copying, with where it comes from."""

    text: Text = shown("Text", "The practice.", 10, How.TEXT, is_name=True)
    kind: Literal["internal", "external"] = shown(
        "Kind", "internal or external.", 20, How.CHOICE, choices=PRACTICES
    )
    source: SourceId | None = optional("Source", "The source.", 30, How.SOURCES)


class NamedLimit(Model):
    """A time limit that stands in reference/deadlines.yml."""

    deadline: DeadlineId = shown(
        "Time limit", "An id of reference/deadlines.yml.", 90, How.LIMITS, is_name=True
    )


def _limit_tag(value: Any) -> str:
    return "<named>" if isinstance(value, dict) and "deadline" in value else "<stated>"


StatedLimit = Annotated[
    Annotated[Limit, Tag("<stated>")] | Annotated[NamedLimit, Tag("<named>")],
    Discriminator(_limit_tag),
]
"""A time limit that a page states, beside those of single steps."""


class Question(Model):
    """A question that people ask, and its answer."""

    question: Text = shown("Question", "The question.", 10, How.TEXT, is_name=True)
    answer: Text = shown("Answer", "The answer.", 20, How.BLOCK)


class Procedure(Headed):
    """procedures/<category>/<id>.yml."""

    steps: Nodes = shown("Steps", "The steps, in order.", 190, How.NODES, group=Group.STEPS)
    at_any_time: tuple[AnyTime, ...] = told_at_any_time(185)
    conditions: dict[Id, Guard] = named_conditions(180)
    scenarios: tuple[Scenario, ...] = tested_by(195)
    urgency: Literal["n1", "n2", "n3"] | None = optional(
        "Urgency",
        "n1 now, n2 the same day, n3 by appointment.",
        100,
        How.CHOICE,
        group=Group.FACTS,
        choices=URGENCIES,
        page_order=143,
    )
    purpose: Text | None = optional("Purpose", "What it is for.", 120, How.TEXT, group=Group.ABOUT)
    scope: Text | None = optional(
        "Scope", "Whom it is for, and whom not.", 130, How.TEXT, group=Group.ABOUT
    )
    trigger: Text | None = optional("When", "When it starts.", 140, How.TEXT, group=Group.FACTS)
    place: Text | None = optional("Where", "Where it is done.", 150, How.TEXT, group=Group.FACTS)
    responsibilities: Responsibilities | None = optional(
        "Responsibilities",
        "Who does it, answers for it, is heard, is told.",
        160,
        How.RECORD,
        group=Group.ABOUT,
        page_order=245,
    )
    documents: tuple[NamedDocument, ...] = listed(
        "Documents", "The documents.", 170, How.DOCUMENTS, group=Group.WORK
    )
    time_limits: tuple[StatedLimit, ...] = listed(
        "Time limits", "The time limits.", 200, How.LIMITS, group=Group.WORK
    )
    never: tuple[Text, ...] = listed(
        "What never to do",
        "At most two safeguards of 60 characters, which stand first on the page.",
        205,
        How.TEXTS,
        group=Group.WORK,
    )
    safeguards: tuple[Text, ...] = listed(
        "Safeguards", "Safeguards, and what not to do.", 210, How.TEXTS, group=Group.WORK
    )
    personal_data: PersonalData | None = optional(
        "Personal data",
        "What is done with personal data.",
        220,
        How.RECORD,
        group=Group.ABOUT,
        page_order=242,
    )
    language_access: Text | None = optional(
        "Language and accessibility",
        "Languages, interpreters and accessibility.",
        230,
        How.TEXT,
        group=Group.ABOUT,
    )
    record: Text | None = optional("Record", "What is recorded.", 240, How.TEXT, group=Group.ABOUT)
    contacts: tuple[ContactId, ...] = listed(
        "Contacts", "The contacts.", 250, How.CONTACTS, group=Group.WORK
    )
    forms: tuple[FormId, ...] = listed("Forms", "The forms.", 260, How.FORMS, group=Group.HELP)
    indicators: tuple[Indicator, ...] = listed(
        "Indicators", "The indicators.", 270, How.INDICATORS, group=Group.HELP, page_order=290
    )
    good_practices: tuple[GoodPractice, ...] = listed(
        "Good practices", "Practices worth copying.", 280, How.PRACTICES, group=Group.HELP
    )
    questions: tuple[Question, ...] = listed(
        "Questions people ask",
        "Questions that people ask, and their answers.",
        290,
        How.QUESTIONS,
        group=Group.HELP,
        page_order=265,
    )
    related: tuple[DocumentId, ...] = listed(
        "Related pages", "Pages that go with this one.", 310, How.PAGES, group=Group.EVIDENCE
    )
