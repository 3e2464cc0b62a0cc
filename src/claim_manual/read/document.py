"""YAML values against the schema: a model, and a finding for each thing that does not fit.

Where something does not fit it is taken out, or a stand-in put in that is reported nowhere, so
that the rest of the document can still be checked in the same run.
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from claim_manual.model.finding import Finding, Message, error, say
from claim_manual.model.manual import Origin
from claim_manual.model.nodes import KINDS
from claim_manual.model.place import NOWHERE, Loc, Place
from claim_manual.model.schema import Model
from claim_manual.read.keys import keys_at
from claim_manual.read.yaml_door import Value

M = TypeVar("M", bound=Model)
ROUNDS = 8

STAND_INS: dict[str, Any] = {
    "status": "draft",
    "kind": "target",
    "within": "PT1M",
    "date": "2000-01-01",
    "on": "2000-01-01",
    "steps": [{"id": "x", "outcome": "x"}],
    "nodes": [{"id": "x", "outcome": "x"}],
    "answers": [{"id": "x", "label": "x"}],
    "id": "stand-in",
    "languages": {"en": {"name": "x", "tag": "en"}},
}
"""What stands in for a required value that is missing; "x" for all others."""


def validate(model: type[M], value: Value, path: str) -> tuple[M | None, Origin, list[Finding]]:
    """The document as `model`, where its values stand, and what does not fit the schema.

    The model is None only where so little is left that nothing can be said about it.
    """
    findings: list[Finding] = []
    made: M | None = None
    for _ in range(ROUNDS):
        try:
            made = model.model_validate_json(json.dumps(value.plain()), strict=True)
            break
        except ValidationError as failure:
            for problem in _causes(failure.errors(include_url=False, include_input=False)):
                found = _finding(model, value, problem)
                if found and found.place != NOWHERE:
                    findings.append(found)
                _mend(value, problem)
    values, keys = value.places()
    return made, Origin(path, values, keys), findings


def _causes(problems: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without lists that are "too short" only because an item of theirs is reported itself.

    From the end, so that taking out an item of a list does not shift those still to be handled.
    """
    return [
        problem
        for problem in reversed(problems)
        if problem["type"] != "too_short"
        or not any(
            other is not problem and other["loc"][: len(problem["loc"])] == problem["loc"]
            for other in problems
        )
    ]


def _finding(model: type[Model], whole: Value, problem: ErrorDetails) -> Finding | None:
    value, way = whole.at(problem["loc"])
    last = str(problem["loc"][-1]) if problem["loc"] else ""
    if value.place == NOWHERE:
        return None
    place = _key_place(whole, way) if value.content is None and way else value.place
    match problem["type"]:
        case "extra_forbidden":
            return _unknown_key(model, whole, problem["loc"])
        case "missing":
            return None if last in value.removed else _missing(value, last)
        case "node_kind" if isinstance(value.content, dict) and value.removed & {*KINDS}:
            return None
        case "node_kind":
            return error(
                value.place,
                "missing-key",
                say("A node has exactly one of do, ask, use, outcome."),
                say("Say what it is: do for a step, ask for a question, outcome for an end."),
            )
        case "legal_without_basis":
            return error(
                value.place,
                "missing-key",
                say("A legal time limit names its law, and “{key}” is missing.", key="basis"),
                say("Add basis: with an id of reference/laws.yml, or make it kind: target."),
            )
        case "too_short":
            return error(place, "missing-key", say("“{key}” has nothing in it.", key=last), Message(""))
    if value.content is None:
        return error(
            place,
            "empty-text",
            say("“{key}” is empty.", key=last),
            say("Write it, or take the key away."),
        )
    if problem["type"] == "string_pattern_mismatch" and "a-z0-9" in problem["ctx"]["pattern"]:
        return bad_id(place, str(value.content))
    return error(place, "wrong-type", *_expected(problem, value, last))


def _key_place(whole: Value, way: Loc) -> Place:
    parent, _ = whole.at(way[:-1])
    return parent.keys.get(str(way[-1]), parent.place)


def bad_id(place: Place, written: str) -> Finding:
    """The finding for an id of the wrong form."""
    return error(
        place,
        "bad-id",
        say("“{id}” is not an id.", id=written),
        say("An id has small letters without accents, digits and hyphens: plano-individual."),
    )


def _unknown_key(model: type[Model], whole: Value, loc: Loc) -> Finding:
    parent, _ = whole.at(loc[:-1])
    key = str(loc[-1])
    allowed = keys_at(model, loc[:-1])
    near = get_close_matches(key, allowed, n=1)
    hint = (
        say("Did you mean “{near}”?", near=near[0])
        if near
        else say("Keys that can stand here: {keys}.", keys=", ".join(allowed))
    )
    return error(
        parent.keys.get(key, parent.place),
        "unknown-key",
        say("The key “{key}” is not known here.", key=key),
        hint,
    )


def _missing(parent: Value, key: str) -> Finding:
    return error(
        parent.place,
        "missing-key",
        say("The key “{key}” is missing.", key=key),
        say("Add {key}: here.", key=key),
    )


def _expected(problem: ErrorDetails, value: Value, key: str) -> tuple[Message, Message]:
    """What is wrong with a value, and how it should be written."""
    written = value.content
    shown = f"“{value.raw}”" if not isinstance(written, dict | list) else "…"
    wrong = say("“{key}” cannot be {value}.", key=key, value=shown)
    match problem["type"]:
        case "string_type" if isinstance(written, bool | int | float):
            return wrong, say("This must be text; write it in quotes: \"{value}\".", value=value.raw)
        case "string_type":
            return wrong, say("This must be text.")
        case "text":
            return wrong, say("A text is written by language, each on a line below: pt: …, en: …")
        case "date_type" | "date_parsing" | "date_from_datetime_inexact" | "date_from_datetime_parsing":
            return wrong, say("A date is written year-month-day: 2026-11-21.")
        case "duration":
            return wrong, say("A duration is written in ISO 8601: PT10M for 10 minutes, P5D for 5 days.")
        case "tuple_type":
            return wrong, say("This must be a list: a line with a hyphen for each item.")
        case "guard":
            return wrong, say("A condition names questions and answers: when: {{protocolo: sim}}.")
        case "literal_error":
            return wrong, _one_of(problem["ctx"]["expected"].replace("'", "").replace(" or ", ", "), written)
        case "string_pattern_mismatch":
            return wrong, _one_of(problem["ctx"]["pattern"].strip("^($)").replace("|", ", "), written)
        case "model_type" | "dict_type" | "model_attributes_type":
            return wrong, say("This must be keys with values, each on a line below.")
        case _:
            return wrong, say("Look the key up in the authors' guide.")


def _one_of(choices: str, written: Any) -> Message:
    near = get_close_matches(str(written), choices.split(", "), n=1)
    if near:
        return say("Did you mean “{near}”? It can be: {choices}.", near=near[0], choices=choices)
    return say("It can be: {choices}.", choices=choices)


def _mend(whole: Value, problem: ErrorDetails) -> None:
    """Take out what does not fit, or put a stand-in for what is missing."""
    loc = problem["loc"]
    if problem["type"] == "missing":
        parent, _ = whole.at(loc[:-1])
        _stand_in(parent, str(loc[-1]))
        return
    value, way = whole.at(loc)
    if problem["type"] == "node_kind" and isinstance(value.content, dict):
        present = [kind for kind in KINDS if kind in value.content]
        for kind in present[1:]:
            _drop(value, kind)
        if not present:
            _stand_in(value, next((kind for kind in KINDS if kind in value.removed), "do"))
        return
    if not way:
        return
    parent, _ = whole.at(way[:-1])
    if problem["type"] == "legal_without_basis":
        _stand_in(value, "basis")
    elif isinstance(parent.content, list):
        del parent.content[int(way[-1])]
    elif value.place == NOWHERE and len(way) > 1:
        _drop(whole.at(way[:-2])[0], way[-2])
    else:
        _drop(parent, way[-1])


def _stand_in(parent: Value, key: str) -> None:
    if isinstance(parent.content, dict):
        parent.content[key] = _nowhere(STAND_INS.get(key, "x"))


def _nowhere(plain: Any) -> Value:
    match plain:
        case dict():
            return Value(NOWHERE, {key: _nowhere(one) for key, one in plain.items()})
        case list():
            return Value(NOWHERE, [_nowhere(one) for one in plain])
        case _:
            return Value(NOWHERE, plain)


def _drop(parent: Value, key: str | int) -> None:
    if isinstance(parent.content, dict):
        parent.content.pop(key, None)
        parent.removed.add(str(key))
    elif isinstance(parent.content, list) and isinstance(key, int) and key < len(parent.content):
        del parent.content[key]
