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
)
from claim_manual.model.shown import How, Where, listed, optional, shown
from claim_manual.model.values import ENDS, LEVELS, MEASURES, QUESTION_KINDS

MOST = 1_000
"""How many answers a question can have, ways an answer, rules a table."""


def _plain_target(value: Any) -> Any:
    if isinstance(value, str):
        return ({"to": value},)
    return tuple(value) if isinstance(value, list) else value


class GuardedTarget(Model):
    """A node to go to, and the guard under which one goes there."""

    to: Id = shown("Leads to", "The node that follows.", 20, How.WAYS, is_name=True)
    when: Guard | None = optional("Only if", "Only when this holds.", 10, How.CONDITION)


Target = Annotated[
    Annotated[tuple[GuardedTarget, ...], Field(min_length=1, max_length=MOST)],
    BeforeValidator(_plain_target, json_schema_input_type=Id | list[GuardedTarget]),
]
"""Where to go: a node id, or guarded targets of which the first that holds is taken."""


class Note(Model):
    """Text that holds only under a guard."""

    when: Guard = shown("Only if", "Only when this holds.", 10, How.CONDITION)
    text: Text = shown("Text", "The text.", 20, How.TEXT, is_name=True)


class _Node(Model):
    id: Id = shown(
        "Identifier",
        "The id of the node, the only one in the file.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="It is the address of the node, which readers know by its number.",
    )
    tags: tuple[Id, ...] = listed(
        "Tags",
        "Marks, for the rules of reference/policies.yml.",
        20,
        How.CODE,
        where=Where.NEITHER,
        reason="Rules name nodes by them; they say nothing to readers.",
    )
    notes: tuple[Note, ...] = listed(
        "Notes", "Texts that hold only with certain answers.", 190, How.NOTES
    )
    warning: Text | None = optional(
        "Warning",
        "What the reader has to be warned of: what changed or is not confirmed.",
        130,
        How.WARNING,
    )
    sources: tuple[SourceId, ...] = listed(
        "Sources",
        "The sources that the node rests on.",
        230,
        How.SOURCES,
        page_order=250,
        where=Where.PAGE,
        reason="On paper the page's own sources stand at its end; codes at each step would crowd it.",
    )
    waive: dict[Id, Text] = shown(
        "Warnings accepted",
        "Warnings that are accepted here: code and reason.",
        270,
        How.NAMES,
        default_factory=dict,
        where=Where.NEITHER,
        reason="It answers the program's warnings and is for whoever looks after the manual.",
    )


class Do(_Node):
    """A step: somebody does something."""

    do: Text = shown("Step", "What is done, as an instruction.", 30, How.TEXT, is_name=True)
    role: Roles = listed("Who", "Who does it: one role or several.", 100, How.PEOPLE)
    details: Text | None = optional("Details", "How it is done.", 110, How.BLOCK)
    say: Text | None = optional("Words to say", "Words to say to the person.", 120, How.SPOKEN)
    time: TimeLimit | None = optional("Time", "How long it may take.", 140, How.RECORD)
    forms: tuple[FormId, ...] = listed("Forms", "The forms that are used.", 180, How.FORMS)
    contacts: tuple[ContactId, ...] = listed(
        "Contacts", "The contacts that are needed.", 220, How.CONTACTS, page_order=205
    )
    documents: tuple[NamedDocument, ...] = listed(
        "Documents", "The documents of this step.", 150, How.DOCUMENTS, page_order=175
    )
    inputs: tuple[Text, ...] = listed("Before", "What has to be there before.", 160, How.TEXTS)
    outputs: tuple[Text, ...] = listed("Result", "What is there afterwards.", 170, How.TEXTS)
    next: Target | None = optional(
        "Next", "The node that follows, unless it is the one below.", 260, How.WAYS
    )


class Answer(Model):
    """One answer to a question, or one of the things that can be chosen."""

    id: Id = shown(
        "Identifier",
        "The id of the answer; without a label, manual.yml has its text.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers see the text of the answer.",
    )
    label: Text | None = optional(
        "Text of the answer", "The text of the answer.", 20, How.TEXT, is_name=True
    )


class WayAnswer(Answer):
    """An answer that leads somewhere."""

    to: Target | None = optional("Leads to", "Where one goes on.", 40, How.WAYS)


class RangeAnswer(WayAnswer):
    """An answer that a range of numbers or days gives."""

    range: Range = shown(
        "Values", "The values of this answer, as in ge: 18, lt: 65.", 30, How.RANGE
    )


def _kind_of_question(hint: str, **more: Any) -> Any:
    return shown(
        "Kind",
        hint,
        40,
        How.CHOICE,
        choices=QUESTION_KINDS,
        where=Where.NEITHER,
        reason="How a question is answered shows in its answers.",
        **more,
    )


def _answers(hint: str) -> Any:
    return shown("Answers", hint, 250, How.ANSWERS, min_length=1, max_length=MOST)


class Ask(_Node):
    """A question; what is answered is a fact with the question's id."""

    ask: Text = shown("Question", "The question.", 30, How.TEXT, is_name=True)
    kind: str = _kind_of_question("The kind of question.")
    answers: tuple[Answer, ...] = _answers("The answers.")
    help: Text | None = optional("Help for asking", "What helps to ask well.", 90, How.TEXT)
    say: Text | None = optional("Words to say", "Words to say to the person.", 120, How.SPOKEN)
    role: Roles = listed("Who", "Who asks.", 100, How.PEOPLE)
    next: Target | None = optional(
        "Next", "Where the answers lead that do not say it.", 260, How.WAYS
    )


class Choice(Ask):
    """A question of which exactly one answer is taken."""

    kind: Annotated[
        Literal["choice", "multiple", "number", "date"], WithJsonSchema({"const": "choice"})
    ] = _kind_of_question("choice (one answer), multiple, number or date.", default="choice")
    answers: tuple[WayAnswer, ...] = _answers("The answers.")


class Multiple(Ask):
    """A question of which any number of answers is taken, none included."""

    kind: Literal["multiple"] = _kind_of_question("multiple: several are chosen, or none.")
    answers: tuple[Answer, ...] = _answers("What can be chosen.")


def _domain() -> Any:
    return optional(
        "Possible values",
        "The values that there can be; outside them there is no answer.",
        80,
        How.RANGE,
        where=Where.NEITHER,
        reason="It bounds what `check` proves; the answers say which values there are.",
    )


class AskNumber(Ask):
    """A question answered with a number; whole, unless a bound is written with a decimal point."""

    kind: Literal["number"] = _kind_of_question("number: the answer is a number.")
    answers: tuple[RangeAnswer, ...] = _answers("The answers.")
    unit: Text | None = optional("Unit", "The unit: years, euros.", 70, How.TEXT)
    domain: Range | None = _domain()


Measure = Literal["days-since", "days-until", "months-since", "years-since", "date"]


class AskDate(Ask):
    """A question answered with a date, held against today or against the calendar."""

    kind: Literal["date"] = _kind_of_question("date: the answer is a day.")
    answers: tuple[RangeAnswer, ...] = _answers("The answers.")
    measure: Measure = shown(
        "Measure",
        "days-since, days-until, months-since, years-since (from today) or date.",
        60,
        How.CHOICE,
        choices=MEASURES,
        where=Where.NEITHER,
        reason="The texts of the answers say how the day is measured.",
    )
    domain: Range | None = _domain()


class Use(_Node):
    """Another flow or procedure as a sub-process, then back."""

    use: DocumentId = shown(
        "Page used", "The id of a flow or procedure.", 30, How.PAGES, is_name=True
    )
    then: dict[Id, Target] = shown(
        "Then",
        "For each outcome of the page used, the node that follows.",
        200,
        How.WAYS,
        default_factory=dict,
    )
    role: Roles = listed("Who", "Who does it.", 100, How.PEOPLE)
    details: Text | None = optional("Details", "What one has to know here.", 110, How.BLOCK)
    next: Target | None = optional(
        "Next", "The node that follows, unless it is the one below.", 260, How.WAYS
    )


OutcomeKind = Literal["resolved", "referred", "refused", "pending", "escalated"]
Level = Literal["red", "amber", "green"]


class Outcome(_Node):
    """An end of the procedure or flow."""

    outcome: Text = shown("Outcome", "The outcome.", 30, How.TEXT, is_name=True)
    kind: OutcomeKind | None = optional(
        "Kind",
        "The kind of outcome.",
        40,
        How.CHOICE,
        choices=ENDS,
        where=Where.NEITHER,
        reason="Rules of reference/policies.yml ask for it; words and level say it to readers.",
    )
    level: Level | None = optional(
        "Level", "Act now, with care, go on.", 50, How.CHOICE, choices=LEVELS
    )
    details: Text | None = optional("Details", "What to do.", 110, How.BLOCK)
    say: Text | None = optional("Words to say", "Words to say to the person.", 120, How.SPOKEN)
    continue_with: tuple[DocumentId, ...] = listed(
        "Continue with", "The pages on which one goes on.", 210, How.PAGES
    )
    contacts: tuple[ContactId, ...] = listed(
        "Contacts", "Whom to call or to write to.", 220, How.CONTACTS, page_order=205
    )
    legal_basis: tuple[LegalBasis, ...] = listed(
        "Legal basis", "The laws that the outcome rests on.", 240, How.LAWS
    )


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
