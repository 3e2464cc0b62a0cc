"""What every node has, where nodes lead, and the kinds of questions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from claim_manual.model.guard import Guard, Range
from claim_manual.model.schema import Id, Model, Roles, SourceId, Text, accepted_warnings
from claim_manual.model.shown import How, Where, listed, optional, shown
from claim_manual.model.values import MEASURES, QUESTION_KINDS

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


class NodeModel(Model):
    """What every node has."""

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
    aliases: tuple[Id, ...] = listed(
        "Former ids",
        "Ids of before, by which links and bookmarks still find the node.",
        15,
        How.CODE,
        where=Where.NEITHER,
        reason="They are old addresses, which lead to the node and say nothing on it.",
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
    waive: dict[Id, Text] = accepted_warnings(270)


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


def _kind_of_question(hint: str, **options: Any) -> Any:
    return shown(
        "Kind",
        hint,
        40,
        How.CHOICE,
        choices=QUESTION_KINDS,
        where=Where.NEITHER,
        reason="How a question is answered shows in its answers.",
        **options,
    )


def _answers(hint: str) -> Any:
    return shown("Answers", hint, 250, How.ANSWERS, min_length=1, max_length=MOST)


class Ask(NodeModel):
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
