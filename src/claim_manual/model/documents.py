"""The documents of a manual: manual.yml, procedures and flows."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from claim_manual.model.guard import NUMBER, Guard, number_of_manual
from claim_manual.model.nodes import MOST, AnyNode, Inputs, Nodes, Outcome
from claim_manual.model.registers import Limit
from claim_manual.model.schema import (
    TAG,
    ContactId,
    DeadlineId,
    DocumentId,
    FormId,
    Headed,
    Id,
    LanguageId,
    Model,
    NamedDocument,
    Roles,
    SourceId,
    Text,
    Url,
    one_or_many,
)
from claim_manual.model.shown import Group, How, Where, listed, message, optional, shown
from claim_manual.model.values import (
    BACKENDS,
    DIAGRAMS,
    FLOW_KINDS,
    HIT_POLICIES,
    PRACTICES,
    URGENCIES,
)

_SETTING = "It sets how the site and its forms work, and says nothing to readers."


def _setting(label: str, hint: str, order: int, how: How, **more: Any) -> Any:
    return shown(label, hint, order, how, where=Where.NEITHER, reason=_SETTING, **more)


class Language(Model):
    """A language of the manual."""

    name: str = shown("Name", "The name of the language, in itself.", 10, How.CODE, is_name=True)
    tag: str = _setting("Language tag", "The BCP 47 tag: pt-PT.", 20, How.CODE, pattern=TAG)


class Editor(Model):
    """The forms at /admin/: where they keep what somebody changes."""

    backend: Literal["github", "gitlab", "gitea"] = _setting(
        "Service",
        "Where the repository is: github, gitlab or gitea.",
        10,
        How.CHOICE,
        choices=BACKENDS,
    )
    repo: str = _setting(
        "Repository", "The repository there: organisation/name.", 20, How.CODE, min_length=1
    )
    branch: str = _setting(
        "Branch", "The branch from which changes start.", 30, How.CODE, default="main"
    )
    base_url: Url | None = _setting(
        "Sign-in service",
        "The service that signs people in at GitHub (OAuth).",
        40,
        How.URL,
        default=None,
    )
    api_root: Url | None = _setting(
        "Address of the API", "The API, if the service is your own.", 50, How.URL, default=None
    )
    app_id: str | None = _setting(
        "Id of the application",
        "The id of the application, for GitLab or Gitea.",
        60,
        How.CODE,
        default=None,
    )


class Settings(Model):
    """manual.yml: the manual's identity. The first language is the default one."""

    title: Text = shown(
        "Title", "The title of the manual.", 10, How.TEXT, group=Group.IDENTITY, is_name=True
    )
    description: Text | None = optional(
        "Description", "A sentence about the manual.", 20, How.TEXT, group=Group.SUMMARY
    )
    languages: Annotated[dict[LanguageId, Language], Field(min_length=1)] = shown(
        "Languages", "The languages; the first is the default one.", 30, How.RECORD
    )
    categories: dict[Id, Text] = shown(
        "Categories",
        "A folder of procedures/ and the name of the category, in order.",
        40,
        How.NAMES,
        default_factory=dict,
    )
    answers: dict[Id, Text] = shown(
        "Answers", "Texts of answers that questions share.", 50, How.NAMES, default_factory=dict
    )
    publisher: Text | None = optional(
        "Publisher", "Who publishes it.", 60, How.TEXT, group=Group.IDENTITY
    )
    version: str | None = optional(
        "Version",
        "The version of the manual, in quotes.",
        80,
        How.CODE,
        group=Group.IDENTITY,
        where=Where.PRINT,
        reason="The site is always the newest; a book has to say which one it is.",
    )
    site_url: Url | None = optional(
        "Address of the site",
        "The address of the site, for QR codes and links in PDFs.",
        90,
        How.URL,
        where=Where.PRINT,
        reason="Whoever reads the site is there already.",
    )
    repository: Url | None = _setting(
        "Repository",
        "The address of the repository, for links to edit.",
        100,
        How.URL,
        default=None,
    )
    edit_path: str = _setting(
        "Edit path",
        "What follows the address of the repository, to edit.",
        110,
        How.CODE,
        default="edit/main/",
    )
    editor: Editor | None = _setting(
        "Forms in the browser",
        "Forms at /admin/ of the site; without it, only with make edit.",
        140,
        How.RECORD,
        default=None,
    )
    model_notice: Text | None = optional(
        "Notice on models",
        "The notice on pages whose status is model.",
        70,
        How.TEXT,
        group=Group.IDENTITY,
    )
    diagrams: Literal["build", "client"] = _setting(
        "Charts",
        "build: drawn when the site is made; client: in the browser, with docs/assets/mermaid.min.js.",
        120,
        How.CHOICE,
        default="build",
        choices=DIAGRAMS,
    )
    emergency: tuple[ContactId, ...] = listed(
        "Emergency contacts", "Contacts that are on every page.", 130, How.CONTACTS
    )


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


def _conditions(order: int) -> Any:
    return shown(
        "Conditions",
        "Conditions with a name, to use in when.",
        order,
        How.CONDITION,
        default_factory=dict,
        where=Where.NEITHER,
        reason="What a named condition says stands wherever the condition is used.",
    )


class Procedure(Headed):
    """procedures/<category>/<id>.yml."""

    steps: Nodes = shown("Steps", "The steps, in order.", 190, How.NODES, group=Group.STEPS)
    conditions: dict[Id, Guard] = _conditions(180)
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


def _given(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_of_manual(value)
    if isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(one, str) for one in value)
    ):
        return tuple(value) if isinstance(value, list) else value
    raise PydanticCustomError("given", "given")


Given = Annotated[
    Any,
    AfterValidator(_given),
    WithJsonSchema(
        {
            "description": message(
                "The id of the answer; a list for multiple; or the number or day itself."
            ),
            "anyOf": [
                {"type": "string"},
                NUMBER,
                {"type": "array", "items": {"type": "string"}},
            ],
        }
    ),
]
"""An answer in a scenario: str | int | float | tuple[str, ...]."""


class Scenario(Model):
    """A case of a fictional person: a test of the flow, and a card for workshops."""

    id: Id = shown(
        "Identifier",
        "The id of the case, the only one in the flow.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers know a case by its story.",
    )
    story: Text | None = optional(
        "Story", "The case, told in a few sentences.", 20, How.TEXT, is_name=True
    )
    answers: dict[str, Given] = shown(
        "Answers",
        "Question and answer; on a page that is used, <id of the use>.<question>.",
        30,
        How.ANSWERS,
        default_factory=dict,
        where=Where.NEITHER,
        reason="Whoever practises with a case finds the answers in its story.",
    )
    expect: Annotated[
        tuple[Id, ...], BeforeValidator(one_or_many, json_schema_input_type=Id | list[Id])
    ] = shown(
        "Outcome",
        "The outcome that it must have; a list in a collect table.",
        40,
        How.WAYS,
        where=Where.PAGE,
        reason="On paper a case is an exercise: whoever practises writes it down.",
    )


def _kind_of_flow(hint: str, **more: Any) -> Any:
    return shown(
        "Kind",
        hint,
        340,
        How.CHOICE,
        choices=FLOW_KINDS,
        where=Where.NEITHER,
        reason="The rules or the questions of a flow show which kind it is.",
        **more,
    )


class Flow(Headed):
    """flows/<id>.yml, of either kind."""

    kind: str = _kind_of_flow("decision-tree or decision-table.")
    nodes: tuple[AnyNode, ...] = shown(
        "Questions and outcomes", "The nodes.", 390, How.NODES, group=Group.STEPS
    )
    conditions: dict[Id, Guard] = _conditions(360)
    scenarios: tuple[Scenario, ...] = listed(
        "Cases", "Cases that test the flow.", 400, How.CASES, group=Group.STEPS
    )


class DecisionTree(Flow):
    """A flow of questions, steps and outcomes."""

    kind: Annotated[
        Literal["decision-tree", "decision-table"], WithJsonSchema({"const": "decision-tree"})
    ] = _kind_of_flow("decision-tree or decision-table.", default="decision-tree")
    nodes: Nodes = shown(
        "Questions and outcomes",
        "The nodes; the first is the start.",
        390,
        How.NODES,
        group=Group.STEPS,
    )


class TableRule(Model):
    """A row of a decision table (DMN): when these answers are given, that outcome."""

    when: Guard | None = optional(
        "Only if", "The answers; without when, the rule always holds.", 10, How.CONDITION
    )
    then: Id = shown("Outcome", "The outcome: an id of nodes.", 20, How.WAYS, is_name=True)
    note: Text | None = optional("Note", "What one has to know of this rule.", 30, How.TEXT)


HitPolicy = Literal["unique", "first", "collect"]


class DecisionTable(Flow):
    """A flow whose questions are all asked, and whose outcome a table of rules gives (DMN)."""

    kind: Literal["decision-table"] = _kind_of_flow("decision-table.")
    inputs: Inputs = shown(
        "Questions", "The questions, all asked in this order.", 370, How.NODES, group=Group.STEPS
    )
    hit_policy: HitPolicy = shown(
        "Which rules apply",
        "unique (one rule alone), first (the first) or collect (all).",
        350,
        How.CHOICE,
        group=Group.STEPS,
        choices=HIT_POLICIES,
    )
    rules: tuple[TableRule, ...] = shown(
        "Rules",
        "The rules, in order.",
        380,
        How.RULES,
        group=Group.STEPS,
        min_length=1,
        max_length=MOST,
    )
    nodes: tuple[Outcome, ...] = shown(
        "Outcomes", "The outcomes.", 390, How.NODES, group=Group.STEPS, min_length=1
    )
