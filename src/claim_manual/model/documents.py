"""The documents of a manual: manual.yml, procedures, flows and the entries of the registers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from claim_manual.model.guard import Guard
from claim_manual.model.nodes import AnyNode, Inputs, Level, Nodes, Outcome, OutcomeKind
from claim_manual.model.schema import (
    ContactId,
    Day,
    DeadlineId,
    DocumentId,
    FlowId,
    FormId,
    Headed,
    Id,
    LawId,
    Model,
    NamedDocument,
    ProcedureId,
    RoleId,
    Roles,
    SourceId,
    Text,
    TimeLimit,
    Url,
    about,
    listed,
    one_or_many,
)


class Language(Model):
    """A language of the manual."""

    name: str = Field(description="Nome da língua, nela própria.")
    tag: str = Field(description="Etiqueta BCP 47: pt-PT.")


class Settings(Model):
    """manual.yml: the manual's identity. The first language is the default one."""

    title: Text = Field(description="Título do manual.")
    description: Text | None = about("Uma frase sobre o manual.")
    languages: Annotated[dict[str, Language], Field(min_length=1)] = Field(
        description="Línguas; a primeira é a de base."
    )
    categories: dict[Id, Text] = Field(
        default_factory=dict, description="Pasta de procedures/: nome da categoria, por ordem."
    )
    answers: dict[Id, Text] = Field(
        default_factory=dict, description="Textos de respostas que as perguntas partilham."
    )
    publisher: Text | None = about("Quem publica.")
    repository: Url | None = about("Endereço do repositório, para as ligações de edição.")
    edit_path: str = Field(
        default="edit/main/", description="O que se junta ao endereço do repositório para editar."
    )
    model_notice: Text | None = about("Aviso nas páginas em estado model.")
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


Evidence = Literal["found", "background", "changed"]


class Limit(Model):
    """A time limit in words: legal, with its law, or a target that the manual proposes."""

    text: Text = Field(description="O prazo, em palavras.")
    kind: Literal["target", "legal"] = Field(description="target (proposta) ou legal.")
    time: TimeLimit | None = about("A duração.")
    basis: LawId | None = about("O diploma.")
    article: str | None = about("Artigo, tal como se cita.")
    evidence: Evidence | None = about("found (visto), background (a confirmar) ou changed (mudou).")
    sources: tuple[SourceId, ...] = listed("Fontes em que o prazo assenta.")
    warning: Text | None = about("Aviso que o leitor tem de ver.")


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
    is_one = isinstance(value, str | int | float) and not isinstance(value, bool)
    if is_one or (isinstance(value, list) and all(isinstance(one, str) for one in value)):
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
                {"type": "number"},
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
    rules: tuple[TableRule, ...] = Field(description="As regras, por ordem.", min_length=1)
    nodes: tuple[Outcome, ...] = Field(description="Os resultados.", min_length=1)


class Entry(Model):
    """An entry of a register."""

    id: Id = Field(description="Id, estável.")


class Role(Entry):
    """reference/roles.yml: who acts."""

    name: Text = Field(description="Nome da função.")
    kind: Literal["internal", "partner", "person"] = Field(
        default="internal", description="internal, partner ou person."
    )
    description: Text | None = about("O que faz.")


PHONE = r"^\+?[0-9][0-9 ().-]*$"


class Contact(Entry):
    """reference/contacts.yml: a way to reach a service (after Open Referral HSDS `contact`)."""

    name: Text = Field(description="Nome do serviço.")
    status: Literal["ok", "recheck", "weak"] = Field(
        description="ok, recheck (confirmar) ou weak (não se mostra)."
    )
    kind: Literal["emergency", "hotline", "office", "online"] | None = about("Espécie.")
    phone: Annotated[str, Field(pattern=PHONE)] | None = about("Um telefone, entre aspas.")
    url: Url | None = about("Endereço na Internet.")
    email: str | None = about("Correio eletrónico.")
    address: Text | None = about("Morada.")
    area: Text | None = about("Área.")
    languages: Text | None = about("Línguas.")
    hours: Text | None = about("Horário.")
    verified_on: Day | None = about("Dia em que se confirmou.")
    source: SourceId | None = about("Fonte.")
    note: Text | None = about("Nota.")


class Law(Entry):
    """reference/laws.yml: a legal act."""

    title: Text = Field(description="Título, com tipo, número e data.")
    type: str | None = about("Tipo de diploma.")
    number: str | None = about("Número, entre aspas.")
    date: Day | None = about("Data do diploma.")
    jurisdiction: Text | None = about("Ordem jurídica.")
    subject: Text | None = about("Assunto.")
    url: Url | None = about("Endereço do texto.")
    valid_from: Day | None = about("Em vigor desde.")
    valid_to: Day | None = about("Em vigor até.")
    verified_on: Day | None = about("Dia em que se consultou.")
    evidence: Evidence | None = about("found (visto), background (a confirmar) ou changed (mudou).")
    source: SourceId | None = about("Fonte.")
    warning: Text | None = about("Aviso que o leitor tem de ver.")


class Term(Entry):
    """reference/glossary.yml: a word and what it means."""

    term: Text = Field(description="Termo.")
    definition: Text | None = about("Definição.")
    acronym: str | None = about("Sigla.")
    note: Text | None = about("Nota de uso.")
    synonyms: tuple[Text, ...] = listed("Sinónimos.")
    avoid: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="Por língua, formas que não se usam: `check` avisa onde estão.",
    )


class Form(Entry):
    """reference/forms.yml: a template that people fill."""

    title: Text = Field(description="Título.")
    purpose: Text | None = about("Para que serve.")
    fields: tuple[Text, ...] = listed("Campos.")
    template: str | None = about("Ficheiro Markdown em reference/forms/.")


class Source(Entry):
    """reference/sources.yml: where a statement comes from."""

    title: Text = Field(description="Título ou endereço.")
    url: Url | None = about("Endereço.")
    date: str | None = about("Data visível na página.")
    used_for: Text | None = about("Para que serviu.")


class Deadline(Entry, Limit):
    """reference/deadlines.yml: a time limit that pages state by its id."""


class Validation(Entry):
    """reference/validations.yml: what has to be confirmed, by whom, and what readers are told."""

    question: Text = Field(description="O que é preciso confirmar.")
    asked_of: RoleId = Field(description="A quem se pergunta: um id de reference/roles.yml.")
    blocking: bool = Field(
        default=False, description="true se, sem resposta, as páginas não podem ser aprovadas."
    )
    warning: Text | None = about("Aviso nas páginas que dependem disto, enquanto não há resposta.")
    sources: tuple[SourceId, ...] = listed("Fontes que deixam a dúvida.")
    answer: Text | None = about("A resposta.")
    answered_on: Day | None = about("Dia da resposta.")

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.answered_on is None


class Scope(Model):
    """Which documents a policy speaks of."""

    categories: tuple[Id, ...] = listed("Categorias de manual.yml.")
    procedures: tuple[ProcedureId, ...] = listed("Ids de procedimentos.")
    flows: tuple[FlowId, ...] = listed("Ids de fluxos.")


class Ends(Model):
    """The outcomes that a policy speaks of; every one where neither is given."""

    outcome_kind: tuple[OutcomeKind, ...] = listed("Espécies de resultado.")
    level: tuple[Level, ...] = listed("Níveis de resultado.")


class Requirement(Model):
    """What must hold on a path: exactly one of `before`, `within_questions` with `node`, `offers`."""

    before: Id | None = about("Id ou marca de um nó, ou id que um use chama, antes do resultado.")
    within_questions: Annotated[int, Field(ge=1)] | None = about(
        "Entre as primeiras n perguntas está a de node."
    )
    node: Id | None = about("Id ou marca da pergunta, com within_questions.")
    offers: Id | None = about("Marca, contacto ou procedimento que o resultado oferece.")

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

    says: Text = Field(description="A regra, em palavras.")
    applies_to: Scope = Field(description="Onde vale: categories, procedures ou flows.")
    where: Ends | None = about("Só para caminhos que acabam em resultados destes.")
    requires: Requirement = Field(description="before, within_questions com node, ou offers.")
    evidence: Text | None = about("Em que assenta a regra.")
    sources: tuple[SourceId, ...] = listed("Fontes em que a regra assenta.")


REGISTERS: dict[str, type[Entry]] = {
    "roles": Role,
    "contacts": Contact,
    "laws": Law,
    "glossary": Term,
    "forms": Form,
    "deadlines": Deadline,
    "policies": Policy,
    "validations": Validation,
    "sources": Source,
}
"""File stem under reference/ to the model of its entries, in the order of the site."""

REGISTER_OF = {
    "role": "roles",
    "contact": "contacts",
    "law": "laws",
    "term": "glossary",
    "form": "forms",
    "source": "sources",
    "policy": "policies",
    "deadline": "deadlines",
    "validation": "validations",
}
"""The kind of a reference to the register that answers for it."""
