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
    about,
    listed,
    one_or_many,
)


class Language(Model):
    """A language of the manual."""

    name: str = Field(description="Nome da língua, nela própria.")
    tag: str = Field(description="Etiqueta BCP 47: pt-PT.", pattern=TAG)


class Editor(Model):
    """The forms at /admin/: where they keep what somebody changes."""

    backend: Literal["github", "gitlab", "gitea"] = Field(
        description="Onde está o repositório: github, gitlab ou gitea."
    )
    repo: str = Field(description="O repositório nesse serviço: organização/nome.", min_length=1)
    branch: str = Field(default="main", description="O ramo em que as mudanças começam.")
    base_url: Url | None = about("O serviço que inicia a sessão no GitHub (OAuth).")
    api_root: Url | None = about("A API, se o serviço for próprio.")
    app_id: str | None = about("Id da aplicação, para o GitLab ou o Gitea.")


class Settings(Model):
    """manual.yml: the manual's identity. The first language is the default one."""

    title: Text = Field(description="Título do manual.")
    description: Text | None = about("Uma frase sobre o manual.")
    languages: Annotated[dict[LanguageId, Language], Field(min_length=1)] = Field(
        description="Línguas; a primeira é a de base."
    )
    categories: dict[Id, Text] = Field(
        default_factory=dict, description="Pasta de procedures/: nome da categoria, por ordem."
    )
    answers: dict[Id, Text] = Field(
        default_factory=dict, description="Textos de respostas que as perguntas partilham."
    )
    publisher: Text | None = about("Quem publica.")
    version: str | None = about("Versão do manual, entre aspas.")
    site_url: Url | None = about("Endereço do sítio, para códigos QR e ligações nos PDF.")
    repository: Url | None = about("Endereço do repositório, para as ligações de edição.")
    edit_path: str = Field(
        default="edit/main/", description="O que se junta ao endereço do repositório para editar."
    )
    editor: Editor | None = about("Formulários em /admin/ do sítio; sem isto, só com make edit.")
    model_notice: Text | None = about("Aviso nas páginas em estado model.")
    diagrams: Literal["build", "client"] = Field(
        default="build",
        description="build: desenhados ao fazer o sítio; client: no navegador, com docs/assets/mermaid.min.js.",
    )
    emergency: tuple[ContactId, ...] = listed("Contactos que estão em todas as páginas.")


class Responsibilities(Model):
    """Who answers for a procedure (RACI)."""

    responsible: Roles = listed("Quem faz.")
    accountable: Roles = listed("Quem responde.")
    consulted: Roles = listed("Quem se ouve.")
    informed: Roles = listed("Quem se informa.")


class PersonalData(Model):
    """What a procedure does with personal data (GDPR, articles 5, 6, 9 and 13)."""

    used: Text | None = about("Dados usados.")
    basis: Text | None = about("Fundamento.")
    sharing: Text | None = about("Com quem se partilha.")
    retention: Text | None = about("Quanto tempo se guarda.")


class Indicator(Model):
    """How one sees whether a procedure works."""

    name: Text = Field(description="Indicador.")
    formula: Text | None = about("Como se calcula.")
    target: Text | None = about("Meta.")


class GoodPractice(Model):
    """A practice worth copying, with where it comes from."""

    text: Text = Field(description="A prática.")
    kind: Literal["internal", "external"] = Field(description="internal ou external.")
    source: SourceId | None = about("Fonte.")


class NamedLimit(Model):
    """A time limit that stands in reference/deadlines.yml."""

    deadline: DeadlineId = Field(description="Um id de reference/deadlines.yml.")


def _limit_tag(value: Any) -> str:
    return "<named>" if isinstance(value, dict) and "deadline" in value else "<stated>"


StatedLimit = Annotated[
    Annotated[Limit, Tag("<stated>")] | Annotated[NamedLimit, Tag("<named>")],
    Discriminator(_limit_tag),
]
"""A time limit that a page states, beside those of single steps."""


class Question(Model):
    """A question that people ask, and its answer."""

    question: Text = Field(description="A pergunta.")
    answer: Text = Field(description="A resposta.")


class Procedure(Headed):
    """procedures/<category>/<id>.yml."""

    steps: Nodes = Field(description="Os passos, por ordem.")
    conditions: dict[Id, Guard] = Field(
        default_factory=dict, description="Condições com nome, para usar em when."
    )
    urgency: Literal["n1", "n2", "n3"] | None = about("n1 já, n2 no próprio dia, n3 marcação.")
    purpose: Text | None = about("Para que serve.")
    scope: Text | None = about("A quem se aplica e a quem não.")
    trigger: Text | None = about("Quando começa.")
    place: Text | None = about("Onde se faz.")
    responsibilities: Responsibilities | None = about("Quem faz, responde, se ouve, se informa.")
    documents: tuple[NamedDocument, ...] = listed("Documentos.")
    time_limits: tuple[StatedLimit, ...] = listed("Prazos.")
    safeguards: tuple[Text, ...] = listed("Salvaguardas e o que não fazer.")
    personal_data: PersonalData | None = about("Dados pessoais.")
    language_access: Text | None = about("Língua e acessibilidade.")
    record: Text | None = about("O que se regista.")
    contacts: tuple[ContactId, ...] = listed("Contactos.")
    forms: tuple[FormId, ...] = listed("Modelos.")
    indicators: tuple[Indicator, ...] = listed("Indicadores.")
    good_practices: tuple[GoodPractice, ...] = listed("Boas práticas.")
    questions: tuple[Question, ...] = listed("Perguntas frequentes.")
    related: tuple[DocumentId, ...] = listed("Páginas relacionadas.")


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
            "description": "Id da resposta; uma lista para multiple; ou o próprio número ou dia.",
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

    id: Id = Field(description="Id do caso, único no fluxo.")
    story: Text | None = about("O caso, contado em poucas frases.")
    answers: dict[str, Given] = Field(
        default_factory=dict,
        description="Pergunta e resposta; num subprocesso, <id do use>.<pergunta>.",
    )
    expect: Annotated[
        tuple[Id, ...], BeforeValidator(one_or_many, json_schema_input_type=Id | list[Id])
    ] = Field(description="O resultado que deve dar; uma lista numa tabela collect.")


class Flow(Headed):
    """flows/<id>.yml, of either kind."""

    kind: str
    nodes: tuple[AnyNode, ...]
    conditions: dict[Id, Guard] = Field(
        default_factory=dict, description="Condições com nome, para usar em when."
    )
    scenarios: tuple[Scenario, ...] = listed("Casos que verificam o fluxo.")


class DecisionTree(Flow):
    """A flow of questions, steps and outcomes."""

    kind: Annotated[
        Literal["decision-tree", "decision-table"], WithJsonSchema({"const": "decision-tree"})
    ] = Field(default="decision-tree", description="decision-tree ou decision-table.")
    nodes: Nodes = Field(description="Os nós; o primeiro é o início.")


class TableRule(Model):
    """A row of a decision table (DMN): when these answers are given, that outcome."""

    when: Guard | None = about("As respostas; sem when, vale sempre.")
    then: Id = Field(description="O resultado: um id de nodes.")
    note: Text | None = about("O que é preciso saber desta regra.")


HitPolicy = Literal["unique", "first", "collect"]


class DecisionTable(Flow):
    """A flow whose questions are all asked, and whose outcome a table of rules gives (DMN)."""

    kind: Literal["decision-table"] = Field(description="decision-table.")
    inputs: Inputs = Field(description="As perguntas, todas feitas por esta ordem.")
    hit_policy: HitPolicy = Field(
        description="unique (só uma regra vale), first (a primeira) ou collect (todas)."
    )
    rules: tuple[TableRule, ...] = Field(
        description="As regras, por ordem.", min_length=1, max_length=MOST
    )
    nodes: tuple[Outcome, ...] = Field(description="Os resultados.", min_length=1)
