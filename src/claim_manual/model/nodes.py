"""The flow language: one grammar for the steps of a procedure and the nodes of a flow.

The terms are those of BPMN 2.0: `do` is a user task, `ask` an exclusive gateway, `use` a call
activity, `outcome` an end event.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from claim_manual.model.guard import Guard, Range
from claim_manual.model.near import Near
from claim_manual.model.schema import (
    ContactId,
    DocumentId,
    FormId,
    Id,
    LegalBasis,
    Model,
    NamedDocument,
    Roles,
    SourceId,
    Text,
    TimeLimit,
    about,
    listed,
)

MOST = 1_000
"""How many answers a question can have, ways an answer, rules a table."""


def _plain_target(value: Any) -> Any:
    if isinstance(value, str):
        return ({"to": value},)
    return tuple(value) if isinstance(value, list) else value


class GuardedTarget(Model):
    """A node to go to, and the guard under which one goes there."""

    to: Id = Field(description="O nó seguinte.")
    when: Guard | None = about("Só quando isto se verifica.")


Target = Annotated[
    Annotated[tuple[GuardedTarget, ...], Field(min_length=1, max_length=MOST)],
    BeforeValidator(_plain_target, json_schema_input_type=Id | list[GuardedTarget]),
]
"""Where to go: a node id, or guarded targets of which the first that holds is taken."""


class Note(Model):
    """Text that holds only under a guard."""

    when: Guard = Field(description="Só quando isto se verifica.")
    text: Text = Field(description="O texto.")


class _Node(Model):
    id: Id = Field(description="Id do nó, único no ficheiro.")
    tags: tuple[Id, ...] = listed("Marcas, para as regras de reference/policies.yml.")
    notes: tuple[Note, ...] = listed("Textos que só valem com certas respostas.")
    warning: Text | None = about("Aviso que o leitor tem de ver: o que mudou ou falta confirmar.")
    sources: tuple[SourceId, ...] = listed("Fontes em que o nó assenta.")
    waive: dict[Id, Text] = Field(
        default_factory=dict, description="Avisos que se aceitam aqui: código e razão."
    )


class Do(_Node):
    """A step: somebody does something."""

    do: Text = Field(description="O que se faz, no infinitivo.")
    role: Roles = listed("Quem faz: uma função ou várias.")
    details: Text | None = about("Como se faz.")
    say: Text | None = about("Palavras para dizer à pessoa.")
    time: TimeLimit | None = about("Quanto tempo.")
    forms: tuple[FormId, ...] = listed("Modelos que se usam.")
    contacts: tuple[ContactId, ...] = listed("Contactos de que se precisa.")
    documents: tuple[NamedDocument, ...] = listed("Documentos deste passo.")
    inputs: tuple[Text, ...] = listed("O que é preciso ter antes.")
    outputs: tuple[Text, ...] = listed("O que fica feito.")
    next: Target | None = about("O nó seguinte, se não for o de baixo.")


class Answer(Model):
    """One answer to a question, or one of the things that can be chosen."""

    id: Id = Field(description="Id da resposta; o texto vem de manual.yml se não houver label.")
    label: Text | None = about("Texto da resposta.")


class WayAnswer(Answer):
    """An answer that leads somewhere."""

    to: Target | None = about("Para onde se vai.")


class RangeAnswer(WayAnswer):
    """An answer that a range of numbers or days gives."""

    range: Range = Field(description="Os valores desta resposta: {ge: 18, lt: 65}.")


class Ask(_Node):
    """A question; what is answered is a fact with the question's id."""

    ask: Text = Field(description="A pergunta.")
    kind: str
    answers: tuple[Answer, ...]
    help: Text | None = about("Ajuda para perguntar bem.")
    say: Text | None = about("Palavras para dizer à pessoa.")
    role: Roles = listed("Quem pergunta.")
    next: Target | None = about("Para onde vão as respostas sem to.")


class Choice(Ask):
    """A question of which exactly one answer is taken."""

    kind: Annotated[
        Literal["choice", "multiple", "number", "date"], WithJsonSchema({"const": "choice"})
    ] = Field(default="choice", description="choice (uma resposta), multiple, number ou date.")
    answers: tuple[WayAnswer, ...] = Field(
        description="As respostas.", min_length=1, max_length=MOST
    )


class Multiple(Ask):
    """A question of which any number of answers is taken, none included."""

    kind: Literal["multiple"] = Field(description="multiple: escolhem-se várias, ou nenhuma.")
    answers: tuple[Answer, ...] = Field(
        description="O que se pode escolher.", min_length=1, max_length=MOST
    )


class AskNumber(Ask):
    """A question answered with a number; whole, unless a bound is written with a decimal point."""

    kind: Literal["number"] = Field(description="number: responde-se com um número.")
    answers: tuple[RangeAnswer, ...] = Field(
        description="As respostas.", min_length=1, max_length=MOST
    )
    unit: Text | None = about("A unidade: anos, euros.")
    domain: Range | None = about("Os valores que podem existir; fora deles não há resposta.")


Measure = Literal["days-since", "days-until", "months-since", "years-since", "date"]


class AskDate(Ask):
    """A question answered with a date, held against today or against the calendar."""

    kind: Literal["date"] = Field(description="date: responde-se com uma data.")
    answers: tuple[RangeAnswer, ...] = Field(
        description="As respostas.", min_length=1, max_length=MOST
    )
    measure: Measure = Field(
        description="days-since, days-until, months-since, years-since (face a hoje) ou date."
    )
    domain: Range | None = about("Os valores que podem existir; fora deles não há resposta.")


class Use(_Node):
    """Another flow or procedure as a sub-process, then back."""

    use: DocumentId = Field(description="Id de um fluxo ou procedimento.")
    then: dict[Id, Target] = Field(
        default_factory=dict, description="Resultado do subprocesso: nó seguinte."
    )
    role: Roles = listed("Quem o faz.")
    details: Text | None = about("O que é preciso saber aqui.")
    next: Target | None = about("O nó seguinte, se não for o de baixo.")


OutcomeKind = Literal["resolved", "referred", "refused", "pending", "escalated"]
Level = Literal["red", "amber", "green"]


class Outcome(_Node):
    """An end of the procedure or flow."""

    outcome: Text = Field(description="O resultado.")
    kind: OutcomeKind | None = about("Espécie de resultado.")
    level: Level | None = about("Agir já, com cuidado, seguir.")
    details: Text | None = about("O que fazer.")
    say: Text | None = about("Palavras para dizer à pessoa.")
    continue_with: tuple[DocumentId, ...] = listed("Procedimentos onde se continua.")
    contacts: tuple[ContactId, ...] = listed("A quem telefonar ou escrever.")
    legal_basis: tuple[LegalBasis, ...] = listed("Base legal.")


KINDS = ("do", "ask", "use", "outcome")
QUESTIONS: dict[str, type[Ask]] = {
    "choice": Choice,
    "multiple": Multiple,
    "number": AskNumber,
    "date": AskDate,
}


_KINDS_OF_QUESTIONS = ("choice", "multiple", "number", "date")
_near_kind = Near(_KINDS_OF_QUESTIONS)


def _tag(value: Any) -> str | None:
    """The tag of the one node key that `value` has; angle brackets keep it apart from keys."""
    present = [kind for kind in KINDS if isinstance(value, dict) and kind in value]
    if len(present) != 1:
        return None
    asked = question_kind(value.get("kind", "choice")) if present == ["ask"] else "choice"
    return f"<ask {asked}>" if asked != "choice" else f"<{present[0]}>"


def question_kind(written: Any) -> str:
    """The kind of question that is meant: the one written, or the nearest to it."""
    return written if written in _KINDS_OF_QUESTIONS else _near_kind(str(written)) or "choice"


AnyNode = Do | Ask | Use | Outcome
_AnyAsk = (
    Annotated[Choice, Tag("<ask>")]
    | Annotated[Multiple, Tag("<ask multiple>")]
    | Annotated[AskNumber, Tag("<ask number>")]
    | Annotated[AskDate, Tag("<ask date>")]
)
Node = Annotated[
    Annotated[Do, Tag("<do>")]
    | _AnyAsk
    | Annotated[Use, Tag("<use>")]
    | Annotated[Outcome, Tag("<outcome>")],
    Discriminator(_tag, custom_error_type="node_kind", custom_error_message="node"),
]
Nodes = Annotated[tuple[Node, ...], Field(min_length=1)]
Input = Annotated[
    _AnyAsk, Discriminator(_tag, custom_error_type="node_kind", custom_error_message="node")
]
Inputs = Annotated[tuple[Input, ...], Field(min_length=1)]


def ways(answer: Answer) -> Target | None:
    """Where an answer leads by itself; None for one that leaves it to the question."""
    return answer.to if isinstance(answer, WayAnswer) else None


def words(node: AnyNode) -> Text | None:
    """What a reader sees of the node; None for a sub-process, which shows the other's title."""
    match node:
        case Do():
            return node.do
        case Ask():
            return node.ask
        case Outcome():
            return node.outcome
        case Use():
            return None


def kind(node: AnyNode) -> str:
    """The node's key in the source: do, ask, use or outcome."""
    return "ask" if isinstance(node, Ask) else type(node).__name__.lower()
