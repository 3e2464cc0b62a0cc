"""What can really happen in a flow, for people and for programs."""

from __future__ import annotations

import json
from typing import Any

from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.reading import Reading
from claim_manual.model.walk.situations import (
    Situation,
    Situations,
    answers_given,
    ends_of,
    outcome,
    situations,
)
from claim_manual.model.walk.states import Answered, Walk, walk
from claim_manual.view.situation_table import cut_note, in_reading_order, stop_numbers

FORMATS = ("text", "json")


def paths(manual: Manual, document: AnyDocument, lang: str, kind: str) -> str:
    """The situations of a document in one of FORMATS, ending in a line break."""
    walked = walk(manual, document)
    found = situations(walked)
    if kind == "json":
        return json.dumps(_data(walked, found), ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_text(Reading(manual, lang), walked, found)) + "\n"


def _data(walked: Walk, found: Situations) -> dict[str, Any]:
    """The shape that other tools rely on; `gaps` has the situations in which nothing is said."""
    program = walked.program
    names = [stop.name for stop in program.stops]
    reached = {
        names[stop]: number
        for stop, number in found.through.items()
        if program.stops[stop].results is None
    }
    for stop, number in found.through.items():
        for end in program.stops[stop].results or ():
            reached[names[end]] = reached.get(names[end], 0) + number
    own = [node.id for node in nodes(program.document)]
    return {
        "flow": program.document.id,
        "count": found.count,
        "exact": found.is_exact,
        "paths": [_path(walked, one) for one in found.listed],
        "gap_count": found.gap_count,
        "gaps": [_path(walked, one) for one in found.gaps],
        "reached": reached,
        "shortest": {
            name: answers_given(walked, given) for name, given in _shortest(walked).items()
        },
        "unreachable": [one for one in own if one not in reached],
    }


def _shortest(walked: Walk) -> dict[str, Answered]:
    found: dict[str, Answered] = {}
    for stop, state in walked.first.items():
        for one in walked.program.stops[stop].results or (stop,):
            found.setdefault(walked.program.stops[one].name, walked.answered(state))
    return found


def _path(walked: Walk, one: Situation) -> dict[str, Any]:
    program = walked.program
    last = program.stops[one.stops[-1]]
    ends = [] if one.stuck else ends_of(program, last)
    names = [
        program.stops[stop].name for stop in one.stops[: -1 if ends or last.results == () else None]
    ]
    return {
        "answers": answers_given(walked, one.answered),
        "nodes": [*names, *(end.name for end in ends)],
        "outcome": outcome(walked, one),
    }


def _text(reading: Reading, walked: Walk, found: Situations) -> list[str]:
    say, program = reading.say, walked.program
    numbers = stop_numbers(reading.manual, program)
    number = found.count if found.is_exact else f"≥ {found.count}"
    lines = [f"{reading.title(program.document)}", "", say("Questions:")]
    asked = {
        numbers[name]: reading.plain(fact.question.ask)
        for name, fact in zip(program.fact_names, program.facts, strict=True)
    }
    lines += [f"{number}. {asked[number]}" for number in sorted(asked, key=in_reading_order)]
    lines += ["", say("Situations: {number}", number=number)]
    for n, one in enumerate(found.listed, 1):
        ends = ends_of(program, program.stops[one.stops[-1]])
        end = say.all_of([reading.node(stop.node) for stop in ends]) or say("nothing is said")
        lines.append(f"{n}) {_told(reading, walked, one.answered)} → {end}")
    if found.count > len(found.listed) or not found.is_exact:
        lines += ["", cut_note(reading, len(found.listed), found.count, is_exact=found.is_exact)]
    if found.gap_count:
        lines += ["", say("Nothing is said for: {number}", number=found.gap_count)]
        lines += [f"- {_told(reading, walked, one.answered)}" for one in found.gaps]
    lines += ["", say("Nodes, by how many situations, with the fewest answers that lead there:")]
    return [*lines, *_nodes(reading, walked, found)]


def _told(reading: Reading, walked: Walk, given: Answered) -> str:
    """Answers after the numbers of their questions: 1 Sim · 3 17 anos."""
    numbers = stop_numbers(reading.manual, walked.program)
    facts = walked.program.facts
    said = [
        f"{numbers[walked.program.fact_names[fact]]} "
        + reading.quoted(reading.case(facts[fact], facts[fact].cases[case]))
        for fact, case in given
    ]
    return " · ".join(said) or reading.say("whatever is answered")


def _nodes(reading: Reading, walked: Walk, found: Situations) -> list[str]:
    program = walked.program
    numbers = stop_numbers(reading.manual, program)
    shortest = _shortest(walked)
    reached = _data(walked, found)["reached"]
    lines = []
    for stop in program.stops:
        if stop.results is not None or (stop.scope.caller and stop.name not in reached):
            continue
        line = f"{numbers[stop.name]}. {reading.node(stop.node)}: "
        if stop.name in reached:
            line += f"{reached[stop.name]} ({_told(reading, walked, shortest[stop.name])})"
        else:
            line += reading.say("cannot be reached")
        lines.append(line)
    return lines
