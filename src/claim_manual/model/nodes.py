"""The flow language: one grammar for the steps of a procedure and the nodes of a flow.

The terms are those of BPMN 2.0: `do` is a user task, `ask` an exclusive gateway, `use` a call
activity, `outcome` an end event.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, RootModel, Tag, model_validator
from pydantic_core import PydanticCustomError

from claim_manual.model.schema import (
    ContactId,
    DocumentId,
    FormId,
    Id,
    LegalBasis,
    Model,
    NamedDocument,
    Roles,
    Text,
    TimeLimit,
    about,
    listed,
)

Number = int | float


class Range(Model):
    """An interval of numbers, by its bounds."""

    lt: Number | None = about("Menor que.")
    le: Number | None = about("Menor ou igual a.")
    gt: Number | None = about("Maior que.")
    ge: Number | None = about("Maior ou igual a.")


class Guard(RootModel[dict[str, Any]]):
    """Closed data over facts: each key a fact; `any` is or, `not` negates, several keys are and.

    A fact's value is an answer id, a list of answer ids (any of them) or a range.
    """

    @model_validator(mode="after")
    def _shape(self) -> Guard:
        for key, value in self.root.items():
            match key, value:
                case "any", [*guards] if guards:
                    for guard in guards:
                        Guard.model_validate(guard)
                case "not", dict():
                    Guard.model_validate(value)
                case (("any" | "not"), _):
                    raise PydanticCustomError("guard", "guard")
                case _, str():
                    pass
                case _, [*ids] if all(isinstance(one, str) for one in ids):
                    pass
                case _, dict():
                    Range.model_validate(value)
                case _:
                    raise PydanticCustomError("guard", "guard")
        if not self.root:
            raise PydanticCustomError("guard", "guard")
        return self


def _plain_target(value: Any) -> Any:
    if isinstance(value, str):
        return ({"to": value},)
    return tuple(value) if isinstance(value, list) else value


class GuardedTarget(Model):
    """A node to go to, and the guard under which one goes there."""

    to: Id = Field(description="O nó seguinte.")
    when: Guard | None = about("Só quando isto se verifica.")


Target = Annotated[tuple[GuardedTarget, ...], BeforeValidator(_plain_target), Field(min_length=1)]
"""Where to go: a node id, or guarded targets of which the first that holds is taken."""


class _Node(Model):
    id: Id = Field(description="Id do nó, único no ficheiro.")


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
    """One answer to a question."""

    id: Id = Field(description="Id da resposta; o texto vem de manual.yml se não houver label.")
    label: Text | None = about("Texto da resposta.")
    to: Target | None = about("Para onde se vai.")


class Ask(_Node):
    """A question: exactly one answer is taken."""

    ask: Text = Field(description="A pergunta.")
    kind: Literal["choice"] = Field(default="choice", description="Espécie de pergunta.")
    answers: tuple[Answer, ...] = Field(description="As respostas.", min_length=1)
    help: Text | None = about("Ajuda para perguntar bem.")
    say: Text | None = about("Palavras para dizer à pessoa.")
    role: Roles = listed("Quem pergunta.")
    next: Target | None = about("Para onde vão as respostas sem to.")


class Use(_Node):
    """Another flow or procedure as a sub-process, then back."""

    use: DocumentId = Field(description="Id de um fluxo ou procedimento.")
    then: dict[Id, Target] = Field(
        default_factory=dict, description="Resultado do subprocesso: nó seguinte."
    )
    role: Roles = listed("Quem o faz.")
    details: Text | None = about("O que é preciso saber aqui.")
    next: Target | None = about("O nó seguinte, se não for o de baixo.")


class Outcome(_Node):
    """An end of the procedure or flow."""

    outcome: Text = Field(description="O resultado.")
    kind: Literal["resolved", "referred", "refused", "pending", "escalated"] | None = about(
        "Espécie de resultado."
    )
    level: Literal["red", "amber", "green"] | None = about("Agir já, com cuidado, seguir.")
    details: Text | None = about("O que fazer.")
    say: Text | None = about("Palavras para dizer à pessoa.")
    continue_with: tuple[DocumentId, ...] = listed("Procedimentos onde se continua.")
    contacts: tuple[ContactId, ...] = listed("A quem telefonar ou escrever.")
    legal_basis: tuple[LegalBasis, ...] = listed("Base legal.")


KINDS = ("do", "ask", "use", "outcome")


def _kind(value: Any) -> str | None:
    """The tag of the one node key that `value` has; angle brackets keep it apart from keys."""
    present = [kind for kind in KINDS if isinstance(value, dict) and kind in value]
    return f"<{present[0]}>" if len(present) == 1 else None


AnyNode = Do | Ask | Use | Outcome
Node = Annotated[
    Annotated[Do, Tag("<do>")]
    | Annotated[Ask, Tag("<ask>")]
    | Annotated[Use, Tag("<use>")]
    | Annotated[Outcome, Tag("<outcome>")],
    Discriminator(_kind, custom_error_type="node_kind", custom_error_message="node"),
]
Nodes = Annotated[tuple[Node, ...], Field(min_length=1)]


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
    return type(node).__name__.lower()
