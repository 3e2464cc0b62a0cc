"""The entries of the registers: what stands once in reference/ and is named by its id."""

from __future__ import annotations

from typing import Annotated, Literal

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
    about,
    listed,
)

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
