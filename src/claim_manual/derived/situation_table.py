"""The situations of a flow as a table: a row for each, its answers by question, the outcome last."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from claim_manual.derived.reading import Reading
from claim_manual.model.derived import derived_by
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Outcome
from claim_manual.proof.program import Program
from claim_manual.proof.situations import LISTED, Situation, ends_of, situations
from claim_manual.proof.walks import walk


@dataclass(frozen=True)
class Column:
    """A question, with its number in the outline; of a sub-process: that of the use before it."""

    number: str
    text: str

    @property
    def said(self) -> str:
        """Its number and text; of an exception its text alone."""
        return f"{self.number}. {self.text}" if self.number else self.text


@dataclass(frozen=True)
class SituationRow:
    """A situation: an answer for each column ("" where it is not asked), the way by numbers."""

    answers: tuple[str, ...]
    way: tuple[str, ...]
    outcome: str
    level: str = ""


@dataclass(frozen=True)
class SituationTable:
    """The first situations, and how many there are; at least so many where not `is_exact`."""

    columns: tuple[Column, ...]
    rows: tuple[SituationRow, ...]
    count: int
    is_exact: bool

    @property
    def is_cut(self) -> bool:
        """Whether there are more situations than rows."""
        return self.count > len(self.rows) or not self.is_exact


def situation_table(reading: Reading, document: AnyDocument, limit: int = LISTED) -> SituationTable:
    """The table of a document in one language, of at most `limit` rows; gaps come last."""
    all_situations = situations(walk(reading.manual, document))
    program = walk(reading.manual, document).program
    numbers = stop_numbers(reading.manual, program)
    listed = [*all_situations.listed, *all_situations.gaps][:limit]
    asked_facts = sorted(
        {fact for situation in listed for fact, _ in situation.answered},
        key=lambda fact: in_reading_order(_of_fact(program, numbers, fact)),
    )
    columns = [
        Column(_of_fact(program, numbers, fact), _question(reading, program, fact))
        for fact in asked_facts
    ]
    return SituationTable(
        tuple(columns),
        tuple(_row(reading, program, numbers, situation, asked_facts) for situation in listed),
        all_situations.count + all_situations.gap_count,
        all_situations.is_exact,
    )


def in_reading_order(number: str) -> tuple[int, ...]:
    """Numbers as a person orders them: 3, 7.1, 7.2, 8; what has none comes last."""
    return tuple(int(part) for part in number.split(".")) if number else (sys.maxsize,)


def _of_fact(program: Program, numbers: dict[str, str], fact: int) -> str:
    return numbers[program.fact_names[fact]]


def _question(reading: Reading, program: Program, fact: int) -> str:
    return reading.plain(program.facts[fact].question.ask)


def _row(
    reading: Reading,
    program: Program,
    numbers: dict[str, str],
    situation: Situation,
    asked_facts: list[int],
) -> SituationRow:
    case_of_fact = dict(situation.answered)
    answers = [
        reading.case(program.facts[fact], program.facts[fact].cases[case_of_fact[fact]])
        if fact in case_of_fact
        else ""
        for fact in asked_facts
    ]
    stops = [program.stops[stop] for stop in situation.stops]
    ends = ends_of(program, stops[-1]) if situation.stuck is None else []
    outcome = reading.say.all_of([reading.node(end.node) for end in ends])
    levels = {end.node.level for end in ends if isinstance(end.node, Outcome)}
    level = next((colour for colour in ("red", "amber", "green") if colour in levels), "")
    before = stops[:-1] if situation.stuck is None else stops
    way = [numbers[stop.name] for stop in (*before, *ends)]
    nothing = reading.say("nothing is said")
    return SituationRow(tuple(answers), tuple(way), outcome or nothing, level)


@derived_by(lambda program: (program.document.path, len(program.stops)))
def stop_numbers(_manual: Manual, program: Program) -> dict[str, str]:
    """The number of each stop, by name: as in the outline, of a sub-process after its use's.

    An exception has none.
    """
    numbers_in: dict[str, dict[str, int]] = {}
    numbers: dict[str, str] = {}
    for stop in program.stops:
        scope = stop.scope
        if scope.document.id not in numbers_in:
            ids = [node.id for node in nodes(scope.document)]
            numbers_in[scope.document.id] = {node_id: n for n, node_id in enumerate(ids, 1)}
        number = numbers_in[scope.document.id].get(stop.node.id, 0)
        before = numbers.get(scope.prefix.removesuffix("."), "")
        numbers.setdefault(stop.name, f"{before}.{number}" if before else f"{number}")
    for told in program.interruptions:
        numbers.setdefault(program.fact_names[told.fact], "")
    return numbers


def cut_note(reading: Reading, shown: int, count: int, *, is_exact: bool) -> str:
    """That not all situations are shown, and how many there are."""
    number = f"{count}" if is_exact else f"≥ {count}"
    return reading.say("The first {shown} of {number} situations.", shown=shown, number=number)
