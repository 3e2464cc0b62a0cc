"""The key of a case to practise: where it ends, on which way and why, and what it is mixed up with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claim_manual.derived.practice import PracticeCase, case_run
from claim_manual.derived.reading import Reading
from claim_manual.derived.situation_table import stop_numbers
from claim_manual.model.manual import AnyDocument, nodes
from claim_manual.model.nodes import AnyNode, Ask, AskDate, AskNumber, Multiple, Outcome
from claim_manual.proof.cases import AnswerClass, Fact
from claim_manual.proof.moves import Answered
from claim_manual.proof.neighbours import Neighbour, neighbours
from claim_manual.proof.states import Walk
from claim_manual.proof.walks import walk

MOST_MIXED_UP = 5
"""How many other ends a key names."""


@dataclass(frozen=True)
class KeyStep:
    """A stop on the way: its number in the page of the case, the page and node that it is of, its
    words, and the answer where it is a question.
    """

    number: str
    document: AnyDocument
    node: AnyNode
    words: str
    answer: str = ""


@dataclass(frozen=True)
class MixUp:
    """Another answer that leads elsewhere: the question's number and words, the answer, the ends.

    `further` is how many answers more that takes.
    """

    number: str
    question: str
    answer: str
    ends: tuple[Outcome, ...]
    further: int


@dataclass(frozen=True)
class CaseKey:
    """The key of a case; `ends` are its outcomes, the last of the way."""

    case: PracticeCase
    ends: tuple[Outcome, ...]
    way: tuple[KeyStep, ...]
    mixed_up: tuple[MixUp, ...]

    @property
    def questions(self) -> tuple[KeyStep, ...]:
        """What was asked on the way: why it ends where it ends."""
        return tuple(step for step in self.way if isinstance(step.node, Ask))


def case_key(reading: Reading, case: PracticeCase) -> CaseKey:
    """The key of a case in one language."""
    manual = reading.manual
    walked = walk(manual, case.document)
    way = case_run(manual, case)
    numbers = stop_numbers(manual, walked.program)
    given = dict(way.answered)
    told = _told(reading, walked, way.answered)
    stops = [walked.stop(state) for state in way.states]
    steps = []
    for stop in stops:
        if stop.results:
            continue
        answer = told.pop(stop.name, "")
        if not answer and stop.fact in given:
            fact = walked.program.facts[stop.fact]
            written = case.scenario.answers[stop.name]
            answer = _answer(reading, fact, fact.cases[given[stop.fact]], written)
        page, words = stop.scope.document, reading.node(stop.node)
        steps.append(KeyStep(numbers[stop.name], page, stop.node, words, answer))
    ends = outcomes_of(case.document, way.outcomes)
    if stops and stops[-1].results is not None:
        steps += [
            KeyStep(numbers[node.id], case.document, node, reading.node(node)) for node in ends
        ]
    return CaseKey(
        case,
        ends,
        tuple(steps),
        tuple(_mix_up(reading, walked, case, near) for near in _near(case, reading)),
    )


def _told(reading: Reading, walked: Walk, answered: Answered) -> dict[str, str]:
    """What is told at any time, in words, by the name of the stop at which it is told."""
    program = walked.program
    cases = dict(answered)
    words = {}
    for told in program.interruptions:
        if told.fact in cases:
            place = program.facts[told.fact].cases[cases[told.fact]].answers[0]
            words[f"{told.scope.prefix}{place}"] = reading.told(told.exception)
    return words


def _near(case: PracticeCase, reading: Reading) -> list[Neighbour]:
    """The nearest case for each other end, those alone that are as near as the nearest."""
    walked = walk(reading.manual, case.document)
    near: dict[tuple[str, ...], Neighbour] = {}
    for neighbour in neighbours(walked, case_run(reading.manual, case)):
        near.setdefault(tuple(sorted(neighbour.outcomes)), neighbour)
    least = min((neighbour.further for neighbour in near.values()), default=0)
    return [neighbour for neighbour in near.values() if neighbour.further == least][:MOST_MIXED_UP]


def _answer(reading: Reading, fact: Fact, case: AnswerClass, written: object = None) -> str:
    """An answer as its question words it: labels, and of numbers and days also the values.

    `written` is what a scenario says; of several answers all of them stand, not only those that
    decide where it goes on.
    """
    question = fact.question
    values = reading.case(fact, case)
    if isinstance(question, Multiple):
        chosen = (written,) if isinstance(written, str) else written
        if not isinstance(chosen, tuple):
            return values
        labels = [reading.answer(answer) for answer in question.answers if answer.id in chosen]
        return reading.say.all_of(labels) if labels else reading.say("none of these")
    if isinstance(question, AskNumber | AskDate) and case.answers:
        named = next(answer for answer in question.answers if answer.id == case.answers[0])
        if named.label or named.id in reading.manual.settings.model.answers:
            return f"{reading.answer(named)} ({values})"
    return values


def _mix_up(reading: Reading, walked: Walk, case: PracticeCase, near: Neighbour) -> MixUp:
    program = walked.program
    fact = program.facts[near.fact]
    return MixUp(
        stop_numbers(reading.manual, program)[program.fact_names[near.fact]],
        reading.plain(fact.question.ask),
        _answer(reading, fact, fact.cases[near.case]),
        outcomes_of(case.document, near.outcomes),
        near.further,
    )


def outcomes_of(document: AnyDocument, ids: Iterable[str]) -> tuple[Outcome, ...]:
    """The outcomes of a page with these ids, in this order."""
    by_id = {node.id: node for node in nodes(document) if isinstance(node, Outcome)}
    return tuple(by_id[outcome_id] for outcome_id in ids if outcome_id in by_id)
