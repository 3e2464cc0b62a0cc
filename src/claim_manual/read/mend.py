"""Makes a document fit the schema for the rest of a run, without hiding what is wrong with it."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from claim_manual.model.nodes import KINDS, question_kind
from claim_manual.model.place import NOWHERE, Loc
from claim_manual.model.schema import LANGUAGE
from claim_manual.read.yaml_door import Value

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
    "tag": "en",
    "measure": "days-since",
    "range": {"ge": 0},
    "when": {"x": "x"},
    "inputs": [{"id": "x", "ask": "x", "answers": [{"id": "x", "label": "x"}]}],
    "hit_policy": "first",
    "rules": [{"then": "x"}],
    "applies_to": {},
    "requires": {"before": "x"},
}
"""What stands in for a required value that is missing; "x" for all others."""
GONE = Value(NOWHERE, None)
"""Stands in a list for an item that was taken out, so that the others keep their positions."""


def mend(whole: Value, problem: ErrorDetails) -> None:
    """Take out what does not fit, or put a stand-in for what is missing."""
    loc = problem["loc"]
    if problem["type"] == "missing":
        parent, _ = whole.at(loc[:-1])
        _stand_in(parent, str(loc[-1]))
        return
    value, way = whole.at(loc)
    if value is GONE:
        return
    if problem["type"] == "node_kind" and isinstance(value.content, dict):
        _make_node(value)
        return
    if not way:
        return
    if problem["type"] == "too_long":
        del value.content[problem["ctx"]["max_length"] :]
        return
    way = _whole_of(way, problem)
    parent, _ = whole.at(way[:-1])
    is_kind = problem["type"] == "literal_error" and way[-1] == "kind"
    if is_kind and (meant := _kind_meant(parent, value, problem)):
        parent.content["kind"] = _nowhere(meant)
    elif problem["type"] == "legal_without_basis":
        _stand_in(value, "basis")
    elif isinstance(parent.content, list):
        parent.content[int(way[-1])] = GONE
    elif value.place == NOWHERE and len(way) > 1:
        _drop(whole.at(way[:-2])[0], way[-2])
    else:
        _drop(parent, way[-1])


def _whole_of(way: Loc, problem: ErrorDetails) -> Loc:
    """The way to what goes with a value: to all languages, without one of which texts are odd."""
    is_language = problem.get("ctx", {}).get("pattern") == LANGUAGE
    return way[:1] if is_language else way


def _make_node(value: Value) -> None:
    """Leave a node one of the keys that say what it is."""
    present = [kind for kind in KINDS if kind in value.content]
    for kind in present[1:]:
        _drop(value, kind)
    if not present:
        _stand_in(value, next((kind for kind in KINDS if kind in value.removed), "do"))


def _kind_meant(parent: Value, value: Value, problem: ErrorDetails) -> str | None:
    """The kind of question or flow by which the rest of it was read; None for any other value."""
    if "ask" in parent.content:
        return question_kind(value.content)
    expected: str = problem["ctx"]["expected"]
    return "decision-table" if expected == "'decision-table'" else None


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
        if isinstance(parent.removed, frozenset):
            parent.removed = {*parent.removed}
        parent.removed.add(str(key))
    elif isinstance(parent.content, list) and isinstance(key, int) and key < len(parent.content):
        parent.content[key] = GONE


def sweep(whole: Value) -> None:
    """Take what was taken out of lists really out of them, once all positions were used."""
    todo = [whole]
    while todo:
        value = todo.pop()
        if isinstance(value.content, list):
            value.content[:] = [item for item in value.content if item is not GONE]
            todo += value.content
        elif isinstance(value.content, dict):
            todo += value.content.values()
