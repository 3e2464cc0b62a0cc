"""Scenarios proposed for a flow: the fewest that give every answer, written as its source is."""

from __future__ import annotations

import json

from claim_manual.derived.reading import Reading
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.nodes import Multiple
from claim_manual.proof.cases import Case
from claim_manual.proof.cover import cover
from claim_manual.proof.situations import Situation, ends_of
from claim_manual.proof.states import Walk, walk


def proposals(manual: Manual, document: AnyDocument, lang: str) -> str:
    """The scenarios as YAML to copy into the flow, each with its answers in words as a comment."""
    walked = walk(manual, document)
    reading = Reading(manual, lang)
    found = cover(walked)
    say = reading.say
    number = len(found.situations)
    head = say.count(
        "{n} situation gives every answer.", "{n} situations give every answer.", number
    )
    if not found.is_smallest:
        head += " " + say("Fewer may do.")
    lines = [f"# {head}", "scenarios:"]
    for n, one in enumerate(found.situations, 1):
        lines += _scenario(reading, walked, one, n)
    return "\n".join(lines) + "\n"


def _scenario(reading: Reading, walked: Walk, one: Situation, number: int) -> list[str]:
    program = walked.program
    ends = ends_of(program, program.stops[one.stops[-1]])
    ids = [end.node.id for end in ends]
    is_list = program.stops[one.stops[-1]].results is not None
    answers, said = {}, []
    for fact, number_of_case in one.answered:
        known = program.facts[fact]
        case = known.cases[number_of_case]
        given: object = known.given(case)
        if isinstance(known.question, Multiple):
            given = [*known.chosen(case)]
            case = Case(known.chosen(case))
        answers[program.fact_names[fact]] = given
        question = reading.quoted(reading.plain(known.question.ask))
        said.append(f"{question} {reading.example(known, case)}")
    lines = [f"  # {'; '.join(said)}", f"  - id: {reading.say('case')}-{number}"]
    lines.append("    answers:" if answers else "    answers: {}")
    lines += [f"      {name}: {_value(value)}" for name, value in answers.items()]
    return [*lines, f"    expect: {_value(ids if is_list else ids[0])}"]


def _value(value: object) -> str:
    """An id or a list of ids as YAML; an id that YAML could take for a number is quoted."""
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, str) and (value[:1].isdigit() or value in {"true", "false", "null"}):
        return json.dumps(value)
    return str(value)
