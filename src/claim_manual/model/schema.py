"""The types that every source document is made of."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

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


class Model(BaseModel):
    """A part of a document: frozen, and unknown keys are refused."""

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
            "description": "Texto: por língua, ou uma frase igual em todas.",
            "oneOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ],
        }


class Ref:
    """Marks an id that names something elsewhere; `kind` is what it must name."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


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
Roles = Annotated[
    tuple[RoleId, ...],
    BeforeValidator(one_or_many, json_schema_input_type=RoleId | list[RoleId]),
]
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


def about(words: str, **more: Any) -> Any:
    """A field that may be left out, with the description that editors show on hover."""
    return Field(default=None, description=words, **more)


def listed(words: str) -> Any:
    """A list that may be left out, with the description that editors show on hover."""
    return Field(default=(), description=words)


class LegalBasis(Model):
    """A law that something rests on."""

    law: LawId = Field(description="Diploma: um id de reference/laws.yml.")
    article: str | None = about("Artigo, tal como se cita.")
    warning: Text | None = about("Aviso que o leitor tem de ver.")


class NamedDocument(Model):
    """A paper that a person brings, or must not be asked for."""

    name: Text = Field(description="O documento.")
    need: Annotated[str, Field(pattern="^(required|optional|never-ask)$")] = Field(
        default="required", description="required, optional ou never-ask."
    )
    form: FormId | None = about("O modelo, se houver.")


class TimeLimit(Model):
    """How long something may take; a legal limit names its law."""

    within: Duration = Field(description="Duração ISO 8601: PT10M, P5D.")
    count: Annotated[str, Field(pattern="^(calendar|working)$")] = Field(
        default="calendar", description="Dias de calendário ou úteis."
    )
    since: Text | None = about("A partir de quando se conta.", alias="from")
    kind: Annotated[str, Field(pattern="^(target|legal)$")] = Field(
        description="target (proposta) ou legal."
    )
    basis: LawId | None = about("O diploma, quando o prazo é legal.")

    @model_validator(mode="after")
    def _legal_names_its_law(self) -> TimeLimit:
        if self.kind == "legal" and self.basis is None:
            raise PydanticCustomError("legal_without_basis", "basis")
        return self


class Change(Model):
    """One line of a document's history."""

    version: str = Field(description="Versão, entre aspas.")
    date: Day = Field(description="Dia, AAAA-MM-DD.")
    change: Text = Field(description="O que mudou.")


class Approval(Model):
    """Who approved a document, as a role, and when."""

    by: RoleId = Field(description="Função que aprovou.")
    on: Day = Field(description="Dia da aprovação.")


STATUS = "^(model|draft|in-review|approved|retired)$"


class Headed(Model):
    """What a procedure and a flow have in common: identity, state and evidence."""

    code: str = Field(description="Código curto, único: GC-01.", min_length=1)
    title: Text = Field(description="Título.")
    status: Annotated[str, Field(pattern=STATUS)] = Field(
        description="model, draft, in-review, approved ou retired."
    )
    version: str = Field(description="Versão, entre aspas.", min_length=1)
    owner: RoleId = Field(description="Função responsável pela página.")
    summary: Text = Field(description="Resumo em linguagem simples, até 40 palavras.")
    verified_on: Day | None = about("Dia da última verificação.")
    review_by: Day | None = about("Rever até este dia.")
    approved: Approval | None = about("Quem aprovou e quando.")
    aliases: tuple[Id, ...] = listed("Ids antigos, que continuam a abrir a página.")
    legal_basis: tuple[LegalBasis, ...] = listed("Base legal.")
    sources: tuple[SourceId, ...] = listed("Fontes em que a página assenta.")
    unconfirmed: tuple[ValidationId, ...] = listed(
        "O que a página diz e está por confirmar: ids de reference/validations.yml."
    )
    history: tuple[Change, ...] = listed("Histórico.")
