"""Scenarios proposed for a flow: the fewest that give every answer, written as its source is."""

from __future__ import annotations

import json

from claim_manual.derived.reading import Reading
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.nodes import Multiple
from claim_manual.proof.cases import AnswerClass
from claim_manual.proof.cover import cover
from claim_manual.proof.situations import Situation, answers_given, ends_of
from claim_manual.proof.states import Walk
from claim_manual.proof.walks import walk


def proposals(manual: Manual, document: AnyDocument, lang: str) -> str:
    """The scenarios as YAML to copy into the flow, each with its answers in words as a comment."""
    walked = walk(manual, document)
    reading = Reading(manual, lang)
    covering = cover(walked)
    say = reading.say
    number = len(covering.situations)
    head = say.count(
        "{n} situation gives every answer.", "{n} situations give every answer.", number
    )
    if not covering.is_smallest:
        head += " " + say("Fewer may do.")
    lines = [f"# {head}", "scenarios:"]
    for n, situation in enumerate(covering.situations, 1):
        lines += _scenario(reading, walked, situation, n)
    return "\n".join(lines) + "\n"


def _scenario(reading: Reading, walked: Walk, situation: Situation, number: int) -> list[str]:
    program = walked.program
    ends = ends_of(program, program.stops[situation.stops[-1]])
    ids = [end.node.id for end in ends]
    is_list = program.stops[situation.stops[-1]].results is not None
    answers, sentences = answers_given(walked, situation.answered), []
    for fact_number, case_number in situation.answered:
        fact = program.facts[fact_number]
        case = fact.cases[case_number]
        if isinstance(fact.question, Multiple):
            answers[program.fact_names[fact_number]] = [*fact.chosen(case)]
            case = AnswerClass(fact.chosen(case))
        question = reading.quoted(reading.plain(fact.question.ask))
        sentences.append(f"{question} {reading.example(fact, case)}")
    lines = [f"  # {'; '.join(sentences)}", f"  - id: {reading.say('case')}-{number}"]
    lines.append("    answers:" if answers else "    answers: {}")
    lines += [f"      {name}: {_value(value)}" for name, value in answers.items()]
    return [*lines, f"    expect: {_value(ids if is_list else ids[0])}"]


def _value(value: object) -> str:
    """An id or a list of ids as YAML; an id that YAML could take for a number is quoted."""
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, str) and (value[:1].isdigit() or value in {"true", "false", "null"}):
        return json.dumps(value)
    return str(value)
