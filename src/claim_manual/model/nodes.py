"""The flow language: one grammar for the steps of a procedure and the nodes of a flow.

The terms are those of BPMN 2.0: `do` is a user task, `ask` an exclusive gateway, `use` a call
activity, `parallel` a parallel gateway with the branches between split and join, `wait` an
event-based gateway with a timer, `outcome` an end event, `at_any_time` an event sub-process.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from claim_manual.model.near import Near
from claim_manual.model.questions import (
    MOST,
    Answer,
    Ask,
    AskDate,
    AskNumber,
    Choice,
    GuardedTarget,
    Measure,
    Multiple,
    NodeModel,
    Note,
    RangeAnswer,
    Target,
    WayAnswer,
)
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
)
from claim_manual.model.shown import Group, How, Where, listed, optional, shown
from claim_manual.model.values import BRANCH_ENDS, ENDS, LEVELS
from claim_manual.model.waits import Wait

__all__ = [
    "KINDS",
    "MOST",
    "QUESTIONS",
    "Answer",
    "AnyNode",
    "AnyTime",
    "Ask",
    "AskDate",
    "AskNumber",
    "Branch",
    "Choice",
    "Do",
    "Done",
    "GuardedTarget",
    "Input",
    "Inputs",
    "Join",
    "Level",
    "Measure",
    "Multiple",
    "Node",
    "Nodes",
    "Note",
    "Outcome",
    "OutcomeKind",
    "Parallel",
    "Part",
    "RangeAnswer",
    "Target",
    "Use",
    "Wait",
    "WayAnswer",
    "joined",
    "kind",
    "question_kind",
    "roles",
    "source_key",
    "told_at_any_time",
    "ways",
    "words",
]


class Part(Model):
    """A part of a step, ticked by itself; it leads nowhere of its own."""

    do: Text = shown("What is done", "The part, as an instruction.", 10, How.TEXT, is_name=True)
    role: Roles = listed("Who", "Who does it, where it is somebody else.", 20, How.PEOPLE)


class Do(NodeModel):
    """A step: somebody does something."""

    do: Text = shown("Step", "What is done, as an instruction.", 30, How.TEXT, is_name=True)
    role: Roles = listed("Who", "Who does it: one role or several.", 100, How.PEOPLE)
    parts: tuple[Part, ...] = listed(
        "To tick", "The parts of the step, ticked one by one.", 105, How.PARTS
    )
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
    hands: Text | None = optional(
        "Handed over", "What goes over to whoever acts next.", 175, How.TEXT
    )
    next: Target | None = optional(
        "Next", "The node that follows, unless it is the one below.", 260, How.WAYS
    )


class Use(NodeModel):
    """Another flow or procedure as a sub-process, then back."""

    use: DocumentId = shown(
        "Page used", "The id of a flow or procedure.", 30, How.PAGES, is_name=True
    )
    begin_at: Id | None = optional(
        "Begins at",
        "The question of the page used at which one begins, where what stands above it was asked already.",
        35,
        How.CODE,
        where=Where.NEITHER,
        reason="The step says it with the words of the question.",
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


class Outcome(NodeModel):
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
    share: Text | None = optional(
        "Text to share",
        "What somebody sends who shares the outcome; without it, its title.",
        125,
        How.LINES,
        where=Where.NEITHER,
        reason="It goes out with what somebody shares; the page says the outcome itself.",
    )
    continue_with: tuple[DocumentId, ...] = listed(
        "Continue with", "The pages on which one goes on.", 210, How.PAGES
    )
    contacts: tuple[ContactId, ...] = listed(
        "Contacts", "Whom to call or to write to.", 220, How.CONTACTS, page_order=205
    )
    legal_basis: tuple[LegalBasis, ...] = listed(
        "Legal basis", "The laws that the outcome rests on.", 240, How.LAWS
    )


class Done(NodeModel):
    """The end of a branch, and of nothing else: the others go on (BPMN end event before a join)."""

    outcome: Text = shown("Outcome", "The outcome.", 30, How.TEXT, is_name=True)
    kind: Literal["done"] = shown(
        "Kind",
        "done: the branch ends here, and the others go on.",
        40,
        How.CHOICE,
        choices=BRANCH_ENDS,
        where=Where.NEITHER,
        reason="Where it leads says it to readers: to where the branches join.",
    )
    details: Text | None = optional("Details", "What to do.", 110, How.BLOCK)


KINDS = ("do", "ask", "use", "parallel", "wait", "outcome")
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
    asked_kind = question_kind(value.get("kind", "choice")) if present == ["ask"] else "choice"
    return f"<ask {asked_kind}>" if asked_kind != "choice" else f"<{present[0]}>"


def _tag_in_branch(value: Any) -> str | None:
    """The tag of a node of a branch, in which there are no further branches."""
    tag = _tag(value)
    return None if tag == "<parallel>" else tag


def question_kind(written: Any) -> str:
    """The kind of question that is meant: the one written, or the nearest to it."""
    return written if written in _KINDS_OF_QUESTIONS else _near_kind(str(written)) or "choice"


_AnyAsk = (
    Annotated[Choice, Tag("<ask>")]
    | Annotated[Multiple, Tag("<ask multiple>")]
    | Annotated[AskNumber, Tag("<ask number>")]
    | Annotated[AskDate, Tag("<ask date>")]
)
BranchNode = Annotated[
    Annotated[Do, Tag("<do>")]
    | _AnyAsk
    | Annotated[Use, Tag("<use>")]
    | Annotated[Wait, Tag("<wait>")]
    | Annotated[Done, Tag("<outcome>")],
    Discriminator(
        _tag_in_branch, custom_error_type="branch_node_kind", custom_error_message="node"
    ),
]


class Branch(Model):
    """What is done beside the other branches, in its own order."""

    id: Id = shown(
        "Identifier",
        "The id of the branch, the only one in the file.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers know a branch by its name.",
    )
    name: Text = shown("Branch", "What the branch is for.", 20, How.TEXT, is_name=True)
    steps: Annotated[tuple[BranchNode, ...], Field(min_length=1)] = shown(
        "Steps", "The steps of the branch, in order.", 30, How.NODES
    )


class Parallel(NodeModel):
    """Branches that are all done, in any order or at the same time, before it goes on."""

    parallel: tuple[Branch, ...] = shown(
        "At the same time",
        "The branches: all are done, and then it goes on.",
        30,
        How.BRANCHES,
        min_length=1,
        max_length=MOST,
    )
    details: Text | None = optional("Details", "What one has to know here.", 110, How.BLOCK)
    next: Target | None = optional(
        "Next", "The node that follows when all is done, unless it is the one below.", 260, How.WAYS
    )


class Join(NodeModel):
    """Where the branches of a parallel come together: in no source, made from its gateway."""


JOINED = "--joined"
"""After the id of a parallel, the id of its join; no id of a source has two hyphens together."""


@cache
def joined(parallel_id: str) -> Join:
    """Where the branches of a parallel join."""
    return Join.model_construct(id=f"{parallel_id}{JOINED}")


class AnyTime(Model):
    """What may be told at any step, and where one goes on then (BPMN event sub-process)."""

    id: Id = shown(
        "Identifier",
        "The id of the exception, the only one in the file.",
        10,
        How.CODE,
        where=Where.NEITHER,
        reason="Readers know it by its words.",
    )
    when_told: Text = shown(
        "When it is told",
        "What somebody may say at any step: The person says that they are in danger.",
        20,
        How.TEXT,
        is_name=True,
    )
    to: Id = shown("Leads to", "The node where one goes on then.", 30, How.WAYS)


def told_at_any_time(order: int) -> Any:
    """The field `at_any_time` of a document."""
    return listed(
        "At any time",
        "What may be told at any step, and where one goes on then.",
        order,
        How.EXCEPTIONS,
        group=Group.STEPS,
    )


AnyNode = Do | Ask | Use | Parallel | Wait | Outcome | Done | Join
Node = Annotated[
    Annotated[Do, Tag("<do>")]
    | _AnyAsk
    | Annotated[Use, Tag("<use>")]
    | Annotated[Parallel, Tag("<parallel>")]
    | Annotated[Wait, Tag("<wait>")]
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


def roles(node: AnyNode) -> tuple[str, ...]:
    """Who acts at a node, as ids of roles."""
    return node.role if isinstance(node, Do | Ask | Use | Wait) else ()


def words(node: AnyNode) -> Text | None:
    """What a reader sees of the node.

    None for a sub-process, which shows the other's title, and for the two ends of a parallel.
    """
    match node:
        case Do():
            return node.do
        case Ask():
            return node.ask
        case Outcome() | Done():
            return node.outcome
        case Wait():
            return node.wait.event
        case Use() | Parallel() | Join():
            return None


def source_key(node: AnyNode) -> str:
    """The key that says in the source what the node is; of a join that of its parallel."""
    return {"done": "outcome", "join": "parallel"}.get(kind(node), kind(node))


def kind(node: AnyNode) -> str:
    """The node's key in the source: do, ask, use, parallel, wait or outcome; else done or join."""
    return "ask" if isinstance(node, Ask) else type(node).__name__.lower()
