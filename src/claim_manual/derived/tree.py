"""The interactive tree: the walk's own program of a document as data for a page's script.

What the script goes along are the stops and ways that the proofs go along, so that a reader gets to
the outcome that was proved. The words stand in the page itself, as the numbered outline.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from claim_manual.derived.addresses import document_uri
from claim_manual.derived.carried import onward, same_questions, shares
from claim_manual.derived.hand_out import hand_out
from claim_manual.derived.reading import Reading
from claim_manual.model.derived import derived_by
from claim_manual.model.guard import Condition, Every, Not, Some, Test
from claim_manual.model.language import is_currency
from claim_manual.model.manual import AnyDocument, Manual, standings
from claim_manual.model.nodes import (
    AnyNode,
    Ask,
    AskDate,
    AskNumber,
    Multiple,
    Outcome,
    Parallel,
    kind,
)
from claim_manual.model.standing import Standing
from claim_manual.proof.cases import Cut, Fact
from claim_manual.proof.program import Program
from claim_manual.proof.program import program as program_of
from claim_manual.proof.stops import Expansion, Stop, Transition


@dataclass(frozen=True)
class Tree:
    """A document's program, and the documents that it uses, in the order of their numbers from 1.

    `first` is what is shown first: the number of its document, and its node's id; `asks_several`
    says that it is a question to which several answers can be given. `told` has what may be told
    there, and the id of the node of this document where one goes on then.
    """

    data: Markup
    used: tuple[AnyDocument, ...]
    first: tuple[int, str]
    asks_several: bool
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Walkable:
    """A document's program as plain values, and its documents in the order of their numbers from 0."""

    data: dict[str, Any]
    documents: tuple[AnyDocument, ...]


def tree(reading: Reading, document: AnyDocument, statuses: dict[str, str]) -> Tree | None:
    """The tree of a document; None where nothing is asked, here or in what it uses.

    The data is JSON: what `walkable` has, and `say` with the script's own words.
    """
    walked = walkable(reading, document, statuses)
    if walked is None:
        return None
    carried = {
        "shares": shares(reading.manual, document, walked.documents),
        "onward": onward(reading, document),
        "person": hand_out(reading, document),
    }
    data = script_data(walked.data | carried | {"say": tree_words(reading)})
    first = _first(walked.data["stops"])
    place = (first.get("page", 0), first["node"])
    told = [walked.data["at_any_time"][n] for n in first.get("told", [])]
    return Tree(
        data,
        walked.documents[1:],
        place,
        first.get("asks") == "multiple",
        tuple((one["words"], walked.data["stops"][one["to"]]["node"]) for one in told),
    )


def _first(stops: list[dict[str, Any]]) -> dict[str, Any]:
    """Where a walk begins to say something."""
    stop = stops[0]
    while "start" in stop and "says" not in stop:
        stop = stops[stop["start"]]
    return stop


def walkable(reading: Reading, document: AnyDocument, statuses: dict[str, str]) -> Walkable | None:
    """What a script walks along; None where nothing is asked.

    `statuses` says each status in words. The data has `stops` in the program's order, each with its
    node, its ways (target, condition) by answer or outcome, and what is asked; and `pages` with
    code, status and address of each document.
    """
    program = program_of(reading.manual, document)
    if not program.facts:
        return None
    stops = [stop for stop in program.stops if stop.results is None]
    documents = {used.id: used for used in (document, *(stop.scope.document for stop in stops))}
    numbers = {document_id: n for n, document_id in enumerate(documents)}
    callers = {id(stop.scope): n for n, stop in _inner_starts(program, stops)}
    data = {
        "pages": [
            {
                "code": used.model.code,
                "status": statuses[used.model.status],
                "uri": document_uri(used),
            }
            for used in documents.values()
        ],
        "stops": [
            _stop(reading, program, n, numbers[stop.scope.document.id], callers)
            for n, stop in enumerate(stops)
        ],
    }
    if program.interruptions:
        data["at_any_time"] = _exceptions(reading, program)
    return Walkable(data, tuple(documents.values()))


def script_data(data: dict[str, Any]) -> Markup:
    """Data as JSON that can stand in a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    # `<` is escaped above: nothing else in JSON can end a script element or begin one.
    return Markup(text)


def _inner_starts(program: Program, stops: list[Stop]) -> list[tuple[int, Stop]]:
    """Each sub-process that is laid out: its number, and its first stop."""
    return [(n, program.stops[stop.start]) for n, stop in enumerate(stops) if stop.start >= 0]


def _stop(
    reading: Reading, program: Program, number: int, page: int, callers: dict[int, int]
) -> dict[str, Any]:
    stop = program.stops[number]
    node = stop.node
    data: dict[str, Any] = {"node": node.id, "kind": kind(node)}
    if page:
        data["page"] = page
    ways = {
        key: [_way(program, way) for way in ways_out]
        for key, ways_out in stop.ways.items()
        if ways_out
    }
    if ways:
        data["ways"] = ways
    if stop.notes:
        data["notes"] = [_condition(program, stop.scope, note.condition) for note in stop.notes]
    if stop.start >= 0:
        data |= {"start": stop.start, "name": stop.name}
        if _says_something(node):
            data["says"] = True
    if (isinstance(node, Outcome) or stop.collects) and id(stop.scope) in callers:
        data["caller"] = callers[id(stop.scope)]
    return (
        data
        | _asked(reading, program, stop)
        | _branched(reading, program, number)
        | _told(program, number)
    )


def _asked(reading: Reading, program: Program, stop: Stop) -> dict[str, Any]:
    """What is asked at a stop, or waited for."""
    if stop.question is None:
        return {}
    data = {"name": stop.name, "fact": stop.fact}
    data |= _question(reading, stop.scope.document, stop.question, program.facts[stop.fact])
    if isinstance(stop.node, Ask):
        if stop.collects:
            data["collects"] = True
        if same := same_questions(program, stop):
            data["same"] = same
    return data


def _branched(reading: Reading, program: Program, number: int) -> dict[str, Any]:
    """Of the two ends of a parallel the names of its branches; of a step in one, which it is in."""
    stop = program.stops[number]
    standing = _standings(reading.manual, stop.scope.document)[stop.node.id]
    parallel = standing.owner
    if standing.branch:
        prefix, (around, branch) = stop.scope.prefix, standing.branch
        return {"branch": [program.number_of(f"{prefix}{around}"), branch]}
    if not isinstance(parallel, Parallel):
        return {}
    return {"branches": [reading.plain(branch.name) for branch in parallel.parallel]}


@derived_by(lambda document: (document.id, document.path))
def _standings(_manual: Manual, document: AnyDocument) -> dict[str, Standing]:
    return {standing.node.id: standing for standing in reversed(standings(document))}


def _told(program: Program, number: int) -> dict[str, Any]:
    """What may be told at a stop, by its number in `at_any_time`."""
    told = [
        n for n, told in enumerate(program.interruptions) if told in program.interrupting(number)
    ]
    return {"place": program.stops[number].name, "told": told} if told else {}


def _exceptions(reading: Reading, program: Program) -> list[dict[str, Any]]:
    """The exceptions of a document and of what it uses: name, words, where one goes on.

    `prefix` is how many letters of a stop's name the document of the exception does not write.
    """
    return [
        {
            "name": program.fact_names[told.fact],
            "words": reading.plain(told.exception.when_told),
            "to": told.target,
            "prefix": len(told.scope.prefix),
        }
        for told in program.interruptions
    ]


_SAID = ("details", "say", "warning", "contacts", "legal_basis", "documents", "forms")


def _says_something(node: AnyNode) -> bool:
    """Whether a sub-process says more than which page it follows."""
    return any(getattr(node, key, None) for key in _SAID)


def _way(program: Program, way: Transition) -> list[Any]:
    if way.condition is None or way.scope is None:
        return [way.target]
    return [way.target, _condition(program, way.scope, way.condition)]


def _condition(program: Program, scope: Expansion, condition: Condition | None) -> list[Any]:
    """A condition as ["all" | "any", …], ["not", part], ["is", facts, answers], ["in", facts, span]."""
    match condition:
        case Every() | Some():
            word = "all" if isinstance(condition, Every) else "any"
            return [word, *(_condition(program, scope, part) for part in condition.parts)]
        case Not():
            return ["not", _condition(program, scope, condition.part)]
        case Test(range=None):
            return ["is", program.candidates(scope, condition.fact), [*condition.answers]]
        case Test():
            facts = program.candidates(scope, condition.fact)
            named_facts = [program.facts[number] for number in facts]
            spans = [_range(fact, condition) for fact in named_facts]
            return ["in", facts, next((span for span in spans if span), [0, 0, 0, 0])]
        case None:
            return ["all"]


def _range(fact: Fact, test: Test) -> list[float | None] | None:
    if not isinstance(fact.question, AskNumber | AskDate) or test.range is None:
        return None
    if not fact.scale.fits(test.range):
        return None
    return written_span(fact.scale.span(test.range))


def written_span(span: tuple[Cut, Cut]) -> list[float | None]:
    """Two cuts as value, side, value, side; no value where there is no bound."""
    (low, low_side), (high, high_side) = span
    return [_bound(low), low_side, _bound(high), high_side]


def _bound(value: float) -> float | None:
    if value in {float("inf"), float("-inf")}:
        return None
    return int(value) if value == int(value) else value


def _question(reading: Reading, document: AnyDocument, question: Ask, fact: Fact) -> dict[str, Any]:
    answers = [
        [answer.id, reading.answer_of(document, question.id, answer)] for answer in question.answers
    ]
    if isinstance(question, Multiple):
        return {"asks": "multiple", "answers": answers}
    if not isinstance(question, AskNumber | AskDate):
        return {"answers": answers}
    for labelled, answer in zip(answers, question.answers, strict=True):
        labelled.append(written_span(fact.scale.span(answer.range)))  # type: ignore[arg-type]
    data: dict[str, Any] = {"asks": question.kind, "answers": answers}
    data["whole"] = fact.scale.is_whole
    data["span"] = written_span((fact.scale.start, fact.scale.end))
    if isinstance(question, AskDate):
        data["measure"] = question.measure
    elif question.unit:
        data["unit"] = reading.plain(question.unit)
        data["money"] = is_currency(data["unit"])
    return data


def tree_words(reading: Reading) -> dict[str, Any]:
    """The script's own words in the reader's language, and in `typed` how its readers write."""
    month_ends = reading.manual.settings.model.month_ends
    typed = reading.say.typed() | {"monthEnds": month_ends}
    return _words(reading) | _left(reading) | _asked_about(reading) | {"typed": typed}


def _words(reading: Reading) -> dict[str, str]:
    say = reading.say
    return {
        "change": say("change"),
        "back": say("Back"),
        "restart": say("Start again"),
        "answers": say("Answers so far"),
        "question": say("Question {n}", n="{n}"),
        "step": say("Step"),
        "outcome": say("Outcome"),
        "todo": say("Do this, then continue"),
        "ready": say("Done, continue"),
        "done": say("Steps so far"),
        "go": say("Continue"),
        "goOn": say("Continue with"),
        "goOnIn": say("Continue in {page}", page="{page}"),
        "none": say("None of these"),
        "pick": say("Date"),
        "print": say("Print without data"),
        "share": say("Share with somebody"),
        "printed": say(
            "Printed on {date}. Answers are shown without numbers or dates.", date="{date}"
        ),
        "law": say("Legal basis"),
        "nothing": say("None of the rules applies."),
        "anyTime": say("At any time"),
        "told": say("Told at any time"),
        "branches": say("All of these, in any order or at the same time:"),
        "allDone": say("All done, continue"),
        "branch": say(
            "{n} of {total}, at the same time: {name}", n="{n}", total="{total}", name="{name}"
        ),
        "waiting": say("Waiting"),
        "again": say("From here on it is done again, with new answers."),
    }


def _left(reading: Reading) -> dict[str, str]:
    """How many questions are left: after a question, and after a step."""
    say, n, low = reading.say, "{n}", "{low}"
    return {
        "left0": say("the last one"),
        "left1": say("1 left"),
        "left": say("{n} left", n=n),
        "leftSpan": say("{low} to {n} left", low=low, n=n),
        "leftUpTo1": say("at most 1 left"),
        "leftUpTo": say("at most {n} left", n=n),
        "after1": say("1 question left"),
        "after": say("{n} questions left", n=n),
        "afterSpan": say("{low} to {n} questions left", low=low, n=n),
        "afterUpTo1": say("at most 1 question left"),
        "afterUpTo": say("at most {n} questions left", n=n),
    }


def _asked_about(reading: Reading) -> dict[str, str]:
    """What is said where an answer is none, or can mean two things."""
    say = reading.say
    return {
        "choose": say("Choose one or more, or “None of these”."),
        "number": say("Write a number, in figures."),
        "whole": say("Write a whole number."),
        "date": say("Write a day, such as {example}.", example="{example}"),
        "noDay": say(
            "There is no such day: {month} has {last} days.", month="{month}", last="{last}"
        ),
        "noMonth": say("There is no month {n}.", n="{n}"),
        "meant": say("“{words}” can be read in two ways. Which one is meant?", words="{words}"),
        "isMeant": say("“{words}”: is this what is meant?", words="{words}"),
        "low": say("It cannot be less than {low}.", low="{low}"),
        "high": say("It cannot be more than {high}.", high="{high}"),
        "loading": say("Loading…"),
        "failed": say("This could not be loaded. Check the connection and try again."),
        "gap": say("Nothing is foreseen for this answer. Ask the coordination."),
    }
