"""What a difference says of two flows with numbers and days, held against trying every value of both."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claim_manual.derived.difference import Endings, Walked
from claim_manual.difference.compare import difference
from claim_manual.model.nodes import AskDate, AskNumber, Multiple
from test_walk import manual_of

VALUES = range(-1, 7)
"""More than every threshold of a random flow, on both sides."""
NOBODY = "this cannot be answered"
DAY_ZERO = dt.date(2026, 1, 10)

Node = dict[str, Any]


# -- somebody who tries every value


def ends(nodes: list[Node], person: dict[str, Any]) -> tuple[str, list[str]]:
    """The outcome to which a person comes, "" where nothing is said to them, or NOBODY; what is asked."""
    by_id = {node["id"]: node for node in nodes}
    known: dict[str, Any] = {}
    node = nodes[0]
    while "outcome" not in node:
        value = person[node["id"]]
        if not can_answer(node, value):
            return NOBODY, [*known, node["id"]]
        known[node["id"]] = value
        ways = to(node, value)
        if ways is None:
            return "", [*known]
        targets = [{"to": ways}] if isinstance(ways, str) else ways
        name = next(
            (way["to"] for way in targets if "when" not in way or holds(way["when"], known, by_id)),
            None,
        )
        if name is None:
            return "", [*known]
        node = by_id[name]
    return node["outcome"], [*known]


def can_answer(node: Node, value: Any) -> bool:
    match node.get("kind", "choice"):
        case "choice":
            return value in [answer["id"] for answer in node["answers"]]
        case "multiple":
            return {*value} <= {answer["id"] for answer in node["answers"]}
        case _:
            starts = [answer["range"].get("ge") for answer in node["answers"]]
            is_from_nothing = node["kind"] == "number" and "domain" not in node and 0 in starts
            lows = [
                low for answer in node["answers"] if (low := least(answer["range"])) is not None
            ]
            is_lowest = len(lows) == len(node["answers"]) and min(lows) == 0
            if is_from_nothing and is_lowest and value < 0:
                return False
            return within(value, node.get("domain", {}))


def least(range_: dict[str, Any]) -> Any:
    return range_.get("ge", range_.get("gt"))


def to(node: Node, value: Any) -> Any:
    match node.get("kind", "choice"):
        case "choice":
            return next(answer["to"] for answer in node["answers"] if answer["id"] == value)
        case "multiple":
            return node["next"]
        case _:
            return next(
                (answer["to"] for answer in node["answers"] if within(value, answer["range"])), None
            )


def within(value: Any, bounds: dict[str, Any]) -> bool:
    signs = {
        "ge": lambda bound: value >= bound,
        "gt": lambda bound: value > bound,
        "le": lambda bound: value <= bound,
        "lt": lambda bound: value < bound,
    }
    return all(signs[sign](plain(bound)) for sign, bound in bounds.items())


def plain(bound: Any) -> Any:
    return dt.date.fromisoformat(bound) if isinstance(bound, str) else bound


def holds(guard: dict[str, Any], known: dict[str, Any], by_id: dict[str, Node]) -> bool:
    (fact, test) = next(iter(guard.items()))
    if fact == "not":
        return not holds(test, known, by_id)
    if fact not in known:
        return False
    value = known[fact]
    if isinstance(test, dict):
        return within(value, test)
    if isinstance(value, tuple):
        return test in value
    answers = by_id[fact]["answers"]
    if "range" in answers[0]:
        taken = next((one["id"] for one in answers if within(value, one["range"])), None)
        return taken == test
    return value == test


def every_value(*sides: list[Node]) -> dict[str, list[Any]]:
    """For each question of either side every value that can make a difference, and those between."""
    values: dict[str, list[Any]] = {}
    asked = {node["id"]: node for nodes in sides for node in nodes if "outcome" not in node}
    for name, node in asked.items():
        both = [one for nodes in sides for one in nodes if one["id"] == name]
        match node.get("kind", "choice"):
            case "choice":
                values[name] = sorted({answer["id"] for one in both for answer in one["answers"]})
            case "multiple":
                # who chooses what only one side offers is told as a new answer, or one that is gone
                ids = sorted(
                    set.intersection(*({one["id"] for one in each["answers"]} for each in both))
                )
                values[name] = [
                    tuple(id_ for id_, is_in in zip(ids, some, strict=True) if is_in)
                    for some in product((True, False), repeat=len(ids))
                ]
            case "date" if node["measure"] == "date":
                values[name] = [DAY_ZERO + dt.timedelta(days=n) for n in VALUES]
            case "date":
                values[name] = [*VALUES]
            case _:
                has_halves = any("." in str(one) for one in both)
                values[name] = [*VALUES, *((n + 0.5 for n in VALUES) if has_halves else ())]
    return values


# -- what the difference says of a person


def is_told_of(walked: Walked, person: dict[str, Any]) -> bool:
    """Whether a person is one of those of whom a line of the difference speaks."""
    program = walked.walk.program
    for fact, case in walked.given:
        question = program.facts[fact].question
        value = person[program.fact_names[fact]]
        if isinstance(question, AskNumber | AskDate):
            at = value.toordinal() if isinstance(value, dt.date) else value
            if not case.low <= (at, 0) < case.high:
                return False
        elif isinstance(question, Multiple):
            facts = program.facts[fact]
            ids = tuple(id_ for id_ in value if id_ in {one.id for one in question.answers})
            if ids != value or facts.case_of(ids) != facts.case_of(case.answers):
                return False
        elif case.answers != (value,):
            return False
    return True


def says(walked: Walked) -> str:
    return str(walked.outcome or "")


def agree(old: list[Node], new: list[Node]) -> None:
    before, after = (manual_of({"id": "t", "nodes": nodes}) for nodes in (old, new))
    told = difference(before, after).endings.get("t", Endings())
    assert told.is_whole
    values = every_value(old, new)
    for answers in product(*values.values()):
        person = dict(zip(values, answers, strict=True))
        (was, asked_before), (now, asked_now) = ends(old, person), ends(new, person)
        if (was == NOBODY and asked_before[-1] not in asked_now) or (
            now == NOBODY and asked_now[-1] not in asked_before
        ):
            continue  # only one flow says which values there are: nobody has others
        elsewhere = [one for one in told.elsewhere if is_told_of(one.before, person)]
        gone = [one for one in told.gone if is_told_of(one, person)]
        added = [one for one in told.new if is_told_of(one, person)]
        assert len(elsewhere) + len(gone) <= 1, person
        if NOBODY not in {was, now}:
            assert was == now or elsewhere, person
        if was != NOBODY == now:
            assert gone or elsewhere, person
        if was == NOBODY != now:
            assert added, person
            assert now in map(says, added), person
        for row in elsewhere:
            assert says(row.before) == was, person
            assert now in {NOBODY, *map(says, row.after)}, person
            assert {*map(says, row.after)} != {was}, person


# -- random pairs of flows


@st.composite
def flows(draw: st.DrawFn) -> list[Node]:
    """Up to four questions of every kind, asked in order, now and then one left out."""
    names = [name for name in ("n", "d", "y", "c", "m") if draw(st.integers(0, 3))]
    names = draw(st.permutations(names))[:4] or ["n"]
    outcomes = [f"o{n}" for n in range(3)]
    nodes: list[Node] = []
    for place, name in enumerate(names):
        onward = [*names[place + 1 :], *outcomes]
        earlier = names[: place + 1]
        nodes.append(draw(_question(name, onward, earlier)))
    return [*nodes, *({"id": name, "outcome": name} for name in outcomes)]


@st.composite
def _question(draw: st.DrawFn, name: str, onward: list[str], earlier: list[str]) -> Node:
    def target() -> Any:
        lead = st.sampled_from(onward)
        if draw(st.booleans()):
            return draw(lead)
        way = {"when": draw(_guard(draw(st.sampled_from(earlier)))), "to": draw(lead)}
        return [way, {"to": draw(lead)}]

    if name == "c":
        ids = draw(st.lists(st.sampled_from("abc"), min_size=1, unique=True))
        return {"id": name, "ask": "x", "answers": [{"id": one, "to": target()} for one in ids]}
    if name == "m":
        answers = [{"id": one} for one in draw(st.sampled_from(["pq", "pqr"]))]
        return {"id": name, "ask": "x", "kind": "multiple", "answers": answers, "next": target()}
    cuts = sorted(draw(st.sets(_cut(name), min_size=1, max_size=2)))
    ranges = [
        *([{"lt": cuts[0]}] if draw(st.integers(0, 4)) else []),
        *({"ge": low, "lt": high} for low, high in pairwise(cuts)),
        {draw(st.sampled_from(["ge", "ge", "gt"])): cuts[-1]},
    ]
    answers = [{"id": f"r{n}", "range": one, "to": target()} for n, one in enumerate(ranges)]
    kind = {"kind": "number"} if name == "n" else {"kind": "date", "measure": _MEASURES[name]}
    node = {"id": name, "ask": "x", **kind, "answers": answers}
    if not draw(st.integers(0, 3)):
        low, high = sorted(draw(st.sets(_cut(name), min_size=2, max_size=2)))
        node["domain"] = {"ge": low, "le": high}
    return node


_MEASURES = {"d": "date", "y": "years-since"}


def _cut(name: str) -> st.SearchStrategy[Any]:
    whole = st.integers(0, 5)
    if name == "d":
        return whole.map(lambda n: (DAY_ZERO + dt.timedelta(days=n)).isoformat())
    return whole if name == "y" else st.one_of(whole, whole, whole.map(lambda n: n + 0.5))


def _guard(name: str) -> st.SearchStrategy[dict[str, Any]]:
    if name in "cm":
        test: st.SearchStrategy[Any] = st.sampled_from("abc" if name == "c" else "pq")
    else:
        bounds = st.tuples(st.sampled_from(["lt", "le", "gt", "ge"]), _cut(name))
        test = st.one_of(bounds.map(lambda pair: {pair[0]: pair[1]}), st.just("r0"))
    plain_test = test.map(lambda value: {name: value})
    return st.one_of(plain_test, plain_test.map(lambda guard: {"not": guard}))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(flows(), flows())
def test_a_difference_agrees_with_trying_every_value(old: list[Node], new: list[Node]) -> None:
    agree(old, new)


def age(limit: Any, **domain: Any) -> list[Node]:
    """A flow that sends those below a limit to one outcome and the others to another."""
    answers = [
        {"id": "small", "range": {"lt": limit}, "to": "school"},
        {"id": "large", "range": {"ge": limit}, "to": "work"},
    ]
    question = {"id": "n", "ask": "x", "kind": "number", "answers": answers}
    return [
        question | ({"domain": domain} if domain else {}),
        {"id": "school", "outcome": "school"},
        {"id": "work", "outcome": "work"},
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (age(6), age(7)),
        (age(7), age(6)),
        (age(6), age(6.5)),
        (age(6, ge=0, le=8), age(7, ge=0, le=7)),
        (age(6, ge=1, le=7), age(7, ge=0, le=8)),
        (age(3), age(3)),
    ],
)
def test_a_moved_limit_agrees_with_trying_every_value(old: list[Node], new: list[Node]) -> None:
    agree(old, new)
