"""What can really happen in a flow, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from claim_manual.derived.reading import Reading
from claim_manual.derived.situation_table import cut_note, in_reading_order, stop_numbers
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.proof.moves import Answered
from claim_manual.proof.situations import (
    Situation,
    Situations,
    answers_given,
    ends_of,
    every_situation,
    outcome,
    situations,
)
from claim_manual.proof.states import Walk
from claim_manual.proof.walks import walk

FORMATS = ("text", "json")


def paths(
    manual: Manual, document: AnyDocument, lang: str, kind: str, *, is_whole: bool = False
) -> Iterator[str]:
    """The situations of a document in one of FORMATS, in whole lines one after the other.

    Of each sort the first LISTED, or where `is_whole` each of them, however many: none is kept.
    """
    walked = walk(manual, document)
    counted = situations(walked)
    listed: Iterable[Situation] = counted.listed
    gaps: Iterable[Situation] = counted.gaps
    if is_whole:
        listed, gaps = every_situation(walked), every_situation(walked, are_gaps=True)
    if kind == "json":
        return _json(_data(walked, counted) | {"paths": listed, "gaps": gaps}, walked)
    lines = _text(Reading(manual, lang), walked, counted, listed, gaps)
    return (f"{line}\n" for line in lines)


def is_cut(manual: Manual, document: AnyDocument) -> bool:
    """Whether there are situations that `paths` does not list unless it is asked for all."""
    counted = situations(walk(manual, document))
    return (
        not counted.is_exact
        or counted.count > len(counted.listed)
        or counted.gap_count > len(counted.gaps)
    )


def _data(walked: Walk, counted: Situations) -> dict[str, Any]:
    """The shape that other tools rely on; `gaps` has the situations in which nothing is said."""
    program = walked.program
    reached = _reached(walked, counted)
    node_ids = [node.id for node in nodes(program.document)]
    return {
        "flow": program.document.id,
        "count": counted.count,
        "exact": counted.is_exact,
        "paths": (),
        "gap_count": counted.gap_count,
        "gaps": (),
        "reached": reached,
        "shortest": {
            name: answers_given(walked, answered) for name, answered in _shortest(walked).items()
        },
        "unreachable": [node_id for node_id in node_ids if node_id not in reached],
    }


def _json(data: dict[str, Any], walked: Walk) -> Iterator[str]:
    """The data as JSON, in which the situations are written one by one."""
    for index, (key, value) in enumerate(data.items()):
        yield f"{',' if index else '{'}\n  {json.dumps(key)}: "
        if key in {"paths", "gaps"}:
            yield from _json_list(_path(walked, situation) for situation in value)
        else:
            yield _indented(value, "  ")
    yield "\n}\n"


def _json_list(values: Iterator[dict[str, Any]]) -> Iterator[str]:
    is_empty = True
    for value in values:
        yield f"{'[' if is_empty else ','}\n    {_indented(value, '    ')}"
        is_empty = False
    yield "[]" if is_empty else "\n  ]"


def _indented(value: Any, indent: str) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{indent}")


def _reached(walked: Walk, counted: Situations) -> dict[str, int]:
    """Through how many situations each node is come to."""
    stops = walked.program.stops
    reached = {
        stops[stop].name: number
        for stop, number in counted.through.items()
        if stops[stop].results is None
    }
    for stop, number in counted.through.items():
        for end in stops[stop].results or ():
            reached[stops[end].name] = reached.get(stops[end].name, 0) + number
    return reached


def _shortest(walked: Walk) -> dict[str, Answered]:
    shortest: dict[str, Answered] = {}
    for stop, state in walked.first.items():
        for end in walked.program.stops[stop].results or (stop,):
            shortest.setdefault(walked.program.stops[end].name, walked.answered(state))
    return shortest


def _path(walked: Walk, situation: Situation) -> dict[str, Any]:
    program = walked.program
    last = program.stops[situation.stops[-1]]
    ends = [] if situation.stuck else ends_of(program, last)
    names = [
        program.stops[stop].name
        for stop in situation.stops[: -1 if ends or last.results == () else None]
    ]
    return {
        "answers": answers_given(walked, situation.answered),
        "nodes": [*names, *(end.name for end in ends)],
        "outcome": outcome(walked, situation),
    }


def _text(
    reading: Reading,
    walked: Walk,
    counted: Situations,
    listed: Iterable[Situation],
    gaps: Iterable[Situation],
) -> Iterator[str]:
    say, program = reading.say, walked.program
    numbers = stop_numbers(reading.manual, program)
    number = counted.count if counted.is_exact else f"≥ {counted.count}"
    yield from (f"{reading.title(program.document)}", "", say("Questions:"))
    questions = {
        numbers[name]: reading.plain(fact.question.ask)
        for name, fact in zip(program.fact_names, program.facts, strict=True)
        if numbers[name]
    }
    yield from (
        f"{number}. {questions[number]}" for number in sorted(questions, key=in_reading_order)
    )
    yield from (f"{reading.told(told.exception)}" for told in program.interruptions)
    yield from ("", say("Situations: {number}", number=number))
    listed_count = 0
    for listed_count, situation in enumerate(listed, 1):
        ends = ends_of(program, program.stops[situation.stops[-1]])
        end = say.all_of([reading.node(stop.node) for stop in ends]) or say("nothing is said")
        yield f"{listed_count}) {_answers_text(reading, walked, situation.answered)} → {end}"
    if listed_count < counted.count or not counted.is_exact:
        yield from ("", cut_note(reading, listed_count, counted.count, is_exact=counted.is_exact))
    if counted.gap_count:
        yield from ("", say("Nothing is said for: {number}", number=counted.gap_count))
        yield from (f"- {_answers_text(reading, walked, situation.answered)}" for situation in gaps)
    yield from ("", say("Nodes, by how many situations, with the fewest answers that lead there:"))
    yield from _nodes(reading, walked, counted)


def _answers_text(reading: Reading, walked: Walk, answered: Answered) -> str:
    """Answers after the numbers of their questions: 1 “Sim” · 3 “17 anos”."""
    numbers = stop_numbers(reading.manual, walked.program)
    facts = walked.program.facts
    names = walked.program.fact_names
    parts = [
        f"{numbers[names[fact]]} {reading.quoted(reading.case(facts[fact], facts[fact].cases[case]))}"
        if numbers[names[fact]]
        else reading.answered(walked.program, [(fact, case)])
        for fact, case in answered
    ]
    return " · ".join(parts) or reading.say("whatever is answered")


def _nodes(reading: Reading, walked: Walk, counted: Situations) -> list[str]:
    program = walked.program
    numbers = stop_numbers(reading.manual, program)
    shortest = _shortest(walked)
    reached = _reached(walked, counted)
    lines = []
    for stop in program.stops:
        if stop.results is not None or (stop.scope.caller and stop.name not in reached):
            continue
        line = f"{numbers[stop.name]}. {reading.node(stop.node)}: "
        if stop.name in reached:
            line += f"{reached[stop.name]} ({_answers_text(reading, walked, shortest[stop.name])})"
        else:
            line += reading.say("cannot be reached")
        lines.append(line)
    return lines
