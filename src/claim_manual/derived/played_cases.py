"""The cases of a page of practice as data for its script, with the programs that they are played on.

A case is held against the way that its answers take through the same program, so that what the
script calls right is what was proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from claim_manual.derived.practice import PracticeCase
from claim_manual.derived.reading import Reading
from claim_manual.derived.tree import script_data, tree_words, walkable, written_span
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.nodes import AskDate, AskNumber, Multiple
from claim_manual.proof.cases import Fact
from claim_manual.proof.program import program


@dataclass(frozen=True)
class PlayedCases:
    """The data of a page of practice, and every document that is gone through on it, each once."""

    data: Markup
    documents: tuple[AnyDocument, ...]


def played_cases(
    reading: Reading, cases: Sequence[PracticeCase], statuses: dict[str, str]
) -> PlayedCases:
    """The cases as JSON; `statuses` says each status in words.

    `programs` by the id of the cases' pages: what `walkable` has, and in `steps` the ids of its
    documents in the order of their numbers. `cases` in their order: name, page, what is answered
    and where it ends, as addresses write it. `say` has the script's own words.
    """
    pages = {case.document.id: case.document for case in cases}
    programs: dict[str, Any] = {}
    documents: dict[str, AnyDocument] = {}
    for document in pages.values():
        walked = walkable(reading, document, statuses)
        assert walked is not None  # a case that can be played is asked something
        steps = [used.id for used in walked.documents]
        programs[document.id] = walked.data | {"steps": steps}
        documents |= {used.id: used for used in walked.documents}
    data = {
        "programs": programs,
        "cases": [_case(reading.manual, case) for case in cases],
        "say": tree_words(reading) | _words(reading),
    }
    return PlayedCases(script_data(data), tuple(documents.values()))


def _case(manual: Manual, case: PracticeCase) -> dict[str, Any]:
    """A case: `answers` by question, and of numbers and days the `spans` that count as the same."""
    walked = program(manual, case.document)
    facts = dict(zip(walked.fact_names, walked.facts, strict=True))
    answers: dict[str, str] = {}
    spans: dict[str, list[float | None]] = {}
    for name, given in case.scenario.answers.items():
        fact = facts.get(name)
        if fact and isinstance(given, tuple) and not isinstance(fact.question, Multiple):
            given = given[-1]  # noqa: PLW2901 - of a wait that is come to again, how it ended at last
        answers[name] = ",".join(given) if isinstance(given, tuple) else str(given)
        if fact and isinstance(fact.question, AskNumber | AskDate):
            answers[name], spans[name] = _measured(fact, given)
    return {
        "name": case.name,
        "page": case.document.id,
        "answers": answers,
        "spans": spans,
        "ends": [*case.scenario.expect],
    }


def _measured(fact: Fact, given: str | float) -> tuple[str, list[float | None]]:
    """A number or day as an address writes it, and the values that lead on the same way.

    Where the case names an answer, it is an example of that answer.
    """
    number = fact.case_of(given)
    assert number is not None  # checks refuse a case that is no answer
    answer_class = fact.cases[number]
    is_named = answer_class.answers[:1] == (given,)
    written = fact.given(answer_class) if is_named else given
    return str(written), written_span((answer_class.low, answer_class.high))


def _words(reading: Reading) -> dict[str, Any]:
    """What the script says of cases, beside what it says of trees.

    `counted` is what a date is asked as that is held against today: a story has no day of today.
    """
    say = reading.say
    return {
        "case": say("Case {n} of {total}", n="{n}", total="{total}"),
        "right": say("Right: this is the outcome of the case."),
        "detour": say("The outcome is right, but you came to it on another way."),
        "wrong": say("This is not the outcome of the case."),
        "parted": say("Here your way and that of the case part:"),
        "yours": say("Your answer:"),
        "theirs": say("In the case:"),
        "again": say("Answer this question again"),
        "ends": say("Where the case ends"),
        "reached": say("Where your answers led:"),
        "next": say("Next case"),
        "all": say("All cases"),
        "counted": {
            "days-since": say("Days since that day:"),
            "days-until": say("Days until that day:"),
            "months-since": say("Whole months since that day:"),
            "years-since": say("Whole years since that day:"),
        },
    }
