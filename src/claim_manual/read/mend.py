"""Makes a document fit the schema for the rest of a run, without hiding what is wrong with it."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails

from claim_manual.model.guard import OF_RANGES, Range
from claim_manual.model.nodes import KINDS, question_kind
from claim_manual.model.place import NOWHERE, Loc
from claim_manual.model.schema import LANGUAGE
from claim_manual.read.yaml_value import Value

STAND_IN = "stand-in"
"""The id of what stands in for a node or an answer."""
STAND_INS: dict[str, Any] = {
    "status": "draft",
    "kind": "target",
    "within": "PT1M",
    "date": "2000-01-01",
    "on": "2000-01-01",
    "steps": [{"id": "x", "outcome": "x"}],
    "nodes": [{"id": "x", "outcome": "x"}],
    "answers": [{"id": STAND_IN, "label": "x"}],
    "id": STAND_IN,
    "languages": {"en": {"name": "x", "tag": "en"}},
    "tag": "en",
    "parallel": [{"id": "x", "name": "x", "steps": [{"id": "x", "do": "x"}]}],
    "wait": {"for": "x"},
    "measure": "days-since",
    "range": {"ge": 0},
    "when": {"x": "x"},
    "inputs": [{"id": "x", "ask": "x", "answers": [{"id": STAND_IN, "label": "x"}]}],
    "hit_policy": "first",
    "rules": [{"then": "x"}],
    "applies_to": {},
    "requires": {"before": "x"},
}
"""What stands in for a required value that is missing; "x" for all others."""
GONE = Value(NOWHERE, None)
"""Stands in a list for an item that was taken out, so that the others keep their positions."""


def mend(root: Value, problem: ErrorDetails) -> None:
    """Take out what does not fit, or put a stand-in for what is missing."""
    loc = problem["loc"]
    if problem["type"] == "missing":
        parent, _ = root.at(loc[:-1])
        _stand_in(parent, str(loc[-1]))
        return
    value, reached = root.at(loc)
    if value is GONE:
        return
    if problem["type"] in {"node_kind", "branch_node_kind"} and isinstance(value.content, dict):
        _make_node(value, problem["type"] == "branch_node_kind")
        return
    if not reached:
        return
    if problem["type"] == "too_long":
        del value.content[problem["ctx"]["max_length"] :]
        return
    reached = _removable(reached, problem)
    parent, _ = root.at(reached[:-1])
    is_kind = problem["type"] == "literal_error" and reached[-1] == "kind"
    if is_kind and (kind := _kind_meant(parent, value, problem)):
        parent.content["kind"] = _placeless(kind)
    elif problem["type"] == "legal_without_basis":
        _stand_in(value, "basis")
    elif isinstance(parent.content, list):
        parent.content[int(reached[-1])] = GONE
        parent.removed = {*parent.removed, str(reached[-1])}
    elif value.place == NOWHERE and len(reached) > 1:
        _drop(root.at(reached[:-2])[0], reached[-2])
    else:
        _drop(parent, reached[-1])


def _removable(loc: Loc, problem: ErrorDetails) -> Loc:
    """The way to what is removed with a value: all languages, without one of which texts are odd.

    A range without one of its bounds would be of other values than its author meant.
    """
    is_language = problem.get("ctx", {}).get("pattern") == LANGUAGE
    is_bound = problem["type"] in OF_RANGES and loc[-1] in Range.model_fields
    return loc[:1] if is_language else loc[:-1] if is_bound else loc


def _make_node(value: Value, is_in_branch: bool) -> None:  # noqa: FBT001 - what kinds there can be
    """Leave a node one of the keys that say what it is."""
    if is_in_branch:
        _drop(value, "parallel")
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
        is_end = key == "kind" and "outcome" in parent.content  # only of a branch is it required
        parent.content[key] = _placeless("done" if is_end else STAND_INS.get(key, "x"))


def _placeless(plain: Any) -> Value:
    match plain:
        case dict():
            return Value(NOWHERE, {key: _placeless(item) for key, item in plain.items()})
        case list():
            return Value(NOWHERE, [_placeless(item) for item in plain])
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


def sweep(root: Value) -> None:
    """Take what was taken out of lists really out of them, once all positions were used."""
    todo = [root]
    while todo:
        value = todo.pop()
        if isinstance(value.content, list):
            value.content[:] = [item for item in value.content if item is not GONE]
            todo += value.content
        elif isinstance(value.content, dict):
            todo += value.content.values()
