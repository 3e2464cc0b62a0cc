"""The types that every source document is made of."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    RootModel,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from claim_manual.model.shown import Group, How, Where, listed, message, optional, shown
from claim_manual.model.values import COUNTS, NEEDS, STATUSES, TIMES


class Model(BaseModel):
    """A part of a document: frozen, and unknown keys are refused."""

    stands_for: ClassVar[str] = ""
    """The key whose value may stand alone in the place of the model; mostly none."""
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(RootModel[dict[str, str]]):
    """Words for readers: language tag to Markdown; the tag "" holds a language-neutral string."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _neutral(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"": value}
        if not isinstance(value, dict):
            raise PydanticCustomError("text", "text")
        return value

    def __bool__(self) -> bool:
        return any(words.strip() for words in self.root.values())

    def get(self, lang: str) -> str | None:
        """The words in `lang`, or the language-neutral ones; None where neither is there."""
        return self.root.get(lang) or self.root.get("") or None

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "description": message("Text by language, or one that is the same in all."),
            "oneOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ],
        }


class Ref:
    """Marks an id that names something elsewhere; `kind` is what it must name."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


class Code:
    """Marks what is a code also where it has figures alone: 0101 is no number, with quotes or without."""


class ListFor:
    """Marks a model in whose place a list may stand, which is then the value of its key `key`."""

    def __init__(self, key: str) -> None:
        self.key = key


def one_or_many(value: Any) -> Any:
    """A single string as a list of one."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


DURATION = re.compile(
    r"P(?=.)(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?=.)(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?)?"
)
"""ISO 8601 duration in whole years, months, weeks, days, hours and minutes."""
_MINUTES = (525_600, 43_200, 10_080, 1_440, 60, 1)
"""Those in a year, a month of 30 days, a week, a day, an hour, a minute."""
LONGEST = 100 * 525_600
"""The longest duration, in minutes: 100 years."""
YEARS = range(1000, 3000)
"""The years in which the days of a manual lie, so that one can count from them to both sides."""
LARGEST = 10**15
"""The largest number of a manual: exact also in the scripts of its pages (IEEE 754)."""


def _duration(value: str) -> str:
    match = DURATION.fullmatch(value)
    if not match:
        raise PydanticCustomError("duration", "duration")
    numbers = (int(number or 0) for number in match.groups())
    if sum(n * minutes for n, minutes in zip(numbers, _MINUTES, strict=True)) > LONGEST:
        raise PydanticCustomError("long_duration", "duration")
    return value


def day_of_manual(value: dt.date) -> dt.date:
    """The day, which must lie in YEARS."""
    if value.year not in YEARS:
        raise PydanticCustomError("far_day", "day")
    return value


ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID)]
RoleId = Annotated[Id, Ref("role")]
ContactId = Annotated[Id, Ref("contact")]
LawId = Annotated[Id, Ref("law")]
FormId = Annotated[Id, Ref("form")]
SourceId = Annotated[Id, Ref("source")]
DeadlineId = Annotated[Id, Ref("deadline")]
ValidationId = Annotated[Id, Ref("validation")]
ProcedureId = Annotated[Id, Ref("procedure")]
FlowId = Annotated[Id, Ref("flow")]
DocumentId = Annotated[Id, Ref("document")]
CategoryId = Annotated[Id, Ref("category")]
OrganisationId = Annotated[Id, Ref("organisation")]
ActorId = Annotated[Id, Ref("actor")]
"""An organisation or a role."""
BasisId = Annotated[Id, Ref("basis")]
"""A law or a source."""
Roles = Annotated[
    tuple[RoleId, ...],
    BeforeValidator(one_or_many, json_schema_input_type=RoleId | list[RoleId]),
]
Ids = Annotated[tuple[Id, ...], BeforeValidator(one_or_many, json_schema_input_type=Id | list[Id])]
"""Ids, of which one may be written alone."""
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
"""A language as it stands in file names and addresses: well-formed by BCP 47 (RFC 5646, 2.1)."""
TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
"""The same as pages and books say it."""
LanguageId = Annotated[str, Field(pattern=LANGUAGE)]
Duration = Annotated[
    str,
    AfterValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": f"^{DURATION.pattern}$"}),
]
Url = Annotated[str, Ref("url")]
Day = Annotated[
    dt.date,
    AfterValidator(day_of_manual),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[12][0-9]{3}-"}),
]


class LegalBasis(Model):
    """A law that something rests on."""

    law: LawId = shown("Law", "An id of reference/laws.yml.", 10, How.LAWS, is_name=True)
    article: str | None = optional("Article", "The article, as it is cited.", 20, How.CODE)
    warning: Text | None = optional(
        "Warning", "What the reader has to be warned of.", 30, How.WARNING
    )


class NamedDocument(Model):
    """A paper that a person brings, or must not be asked for."""

    name: Text = shown("Document", "What the paper is called.", 10, How.TEXT, is_name=True)
    need: Annotated[str, Field(pattern="^(required|optional|never-ask)$")] = shown(
        "Needed or not",
        "required, optional or never-ask.",
        20,
        How.CHOICE,
        default="required",
        choices=NEEDS,
    )
    form: FormId | None = optional("Form", "The form for it, if there is one.", 30, How.FORMS)


class TimeLimit(Model):
    """How long something may take; a legal limit names its law."""

    within: Duration = shown(
        "Duration", "An ISO 8601 duration: PT10M, P5D.", 10, How.DURATION, is_name=True
    )
    count: Annotated[str, Field(pattern="^(calendar|working)$")] = shown(
        "Days counted as",
        "Calendar days or working days.",
        20,
        How.CHOICE,
        default="calendar",
        choices=COUNTS,
    )
    since: Text | None = optional(
        "Counted from", "From when the time is counted.", 30, How.TEXT, alias="from"
    )
    kind: Annotated[str, Field(pattern="^(target|legal)$")] = shown(
        "Kind", "target (a proposal) or legal.", 40, How.CHOICE, choices=TIMES
    )
    basis: LawId | None = optional("Basis", "The law, where the time is legal.", 50, How.LAWS)

    @model_validator(mode="after")
    def _legal_names_its_law(self) -> TimeLimit:
        if self.kind == "legal" and self.basis is None:
            raise PydanticCustomError("legal_without_basis", "basis")
        return self


class Change(Model):
    """One line of a document's history."""

    version: str = shown("Version", "The version.", 10, How.CODE)
    date: Day = shown("Date", "The day, year-month-day.", 20, How.DAY)
    change: Text = shown("What changed", "What changed, in a sentence.", 30, How.TEXT, is_name=True)


class Approval(Model):
    """Who approved a document, as a role, and when."""

    by: RoleId = shown("Approved by", "The role that approved the page.", 10, How.PEOPLE)
    on: Day = shown("Approved on", "The day of the approval.", 20, How.DAY)


STATUS = "^(model|draft|in-review|approved|retired)$"


def accepted_warnings(order: int, **options: Any) -> Any:
    """The field `waive` of what can have a warning that is meant."""
    return shown(
        "Warnings accepted",
        "Warnings that are accepted here: code and reason.",
        order,
        How.NAMES,
        default_factory=dict,
        where=Where.NEITHER,
        reason="It answers the program's warnings and is for whoever looks after the manual.",
        **options,
    )


class Headed(Model):
    """What a procedure and a flow have in common: identity, state and evidence."""

    code: str = shown(
        "Code",
        "A short code, the only one of its kind: GC-01.",
        10,
        How.CODE,
        group=Group.IDENTITY,
        min_length=1,
    )
    title: Text = shown("Title", "The title.", 20, How.TEXT, group=Group.IDENTITY, is_name=True)
    status: Annotated[str, Field(pattern=STATUS)] = shown(
        "Status",
        "model, draft, in-review, approved or retired.",
        30,
        How.CHOICE,
        group=Group.IDENTITY,
        choices=STATUSES,
    )
    version: str = shown(
        "Version", "The version.", 40, How.CODE, group=Group.IDENTITY, min_length=1
    )
    owner: RoleId = shown(
        "Page owner", "The role that answers for the page.", 50, How.PEOPLE, group=Group.IDENTITY
    )
    summary: Text = shown(
        "Summary",
        "A summary in plain language, of up to 40 words.",
        110,
        How.TEXT,
        group=Group.SUMMARY,
    )
    keywords: dict[str, tuple[str, ...]] = shown(
        "Words people search for",
        "By language, words and short phrases by which people look for the page.",
        115,
        How.NAMES,
        group=Group.SUMMARY,
        default_factory=dict,
        where=Where.NEITHER,
        reason="They are what people type, right or wrong; search finds the page by them.",
    )
    verified_on: Day | None = optional(
        "Verified", "The day on which the page was last checked.", 60, How.DAY, group=Group.IDENTITY
    )
    review_by: Day | None = optional(
        "Review by",
        "The day by which to look at the page again.",
        70,
        How.DAY,
        group=Group.IDENTITY,
    )
    approved: Approval | None = optional(
        "Approval", "Who approved the page, and when.", 80, How.RECORD, group=Group.IDENTITY
    )
    aliases: tuple[Id, ...] = listed(
        "Former ids",
        "Ids of before, which still open the page.",
        90,
        How.CODE,
        where=Where.NEITHER,
        reason="They are old addresses, which lead to the page and say nothing on it.",
    )
    discreet: bool = shown(
        "Discreet",
        "true where what a page says can harm the person at home: a way to leave it quickly, and"
        " prints with numbers and the next appointment alone.",
        95,
        How.FLAG,
        default=False,
        where=Where.NEITHER,
        reason="It says how a page is shown and printed, and nothing to readers.",
    )
    legal_basis: tuple[LegalBasis, ...] = listed(
        "Legal basis", "The laws that the page rests on.", 300, How.LAWS, group=Group.EVIDENCE
    )
    sources: tuple[SourceId, ...] = listed(
        "Sources", "The sources that the page rests on.", 320, How.SOURCES, group=Group.EVIDENCE
    )
    unconfirmed: tuple[ValidationId, ...] = listed(
        "To be confirmed",
        "What the page says and is still to be confirmed: ids of reference/validations.yml.",
        330,
        How.UNCONFIRMED,
        group=Group.EVIDENCE,
    )
    history: tuple[Change, ...] = listed(
        "History", "What changed, version by version.", 500, How.HISTORY, group=Group.EVIDENCE
    )
    waive: dict[Id, Text] = accepted_warnings(510, group=Group.EVIDENCE)
