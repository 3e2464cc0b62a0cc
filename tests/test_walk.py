"""The walk says the same as somebody who tries every answer: on random flows, and on known ones."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from claim_manual.model.documents import DecisionTable, DecisionTree, Flow, Settings
from claim_manual.model.manual import Document, Manual, Origin
from claim_manual.proof.situations import situations
from claim_manual.proof.states import Walk
from claim_manual.proof.walks import walk

NUMBERS = range(-3, 14)
"""More than every threshold that a random flow uses, on both sides."""


def manual_of(*flows: dict[str, Any]) -> Manual:
    """A manual with these flows, as data and without places."""
    settings_ = Settings.model_validate(
        {"title": "x", "languages": {"en": {"name": "E", "tag": "en"}}}
    )
    documents = tuple(
        Document(
            one["id"],
            tree({key: value for key, value in one.items() if key != "id"}),
            Origin(one["id"], lambda: ({}, {})),
        )
        for one in flows
    )
    return Manual(Document("manual", settings_, Origin("", lambda: ({}, {}))), flows=documents)


def tree(source: dict[str, Any]) -> Flow:
    head = {
        "code": "T",
        "title": "x",
        "status": "draft",
        "version": "1",
        "owner": "o",
        "summary": "x",
    }
    kind = DecisionTable if "rules" in source else DecisionTree
    return kind.model_validate_json(json.dumps(head | source), strict=True)


# -- somebody who tries everything


@dataclass
class Tried:
    """What came of trying every answer."""

    reached: set[str] = field(default_factory=set)
    ends: list[tuple[str, ...]] = field(default_factory=list)
    gaps: int = 0


def try_all(nodes: list[dict[str, Any]]) -> Tried:
    by_id = {node["id"]: n for n, node in enumerate(nodes)}
    tests: dict[str, list[Any]] = {}
    for node in nodes:
        for target in targets_of(node):
            gather(target.get("when"), tests)
    tried = Tried()

    def go(n: int, facts: dict[str, Any], way: tuple[tuple[str, Any], ...]) -> None:
        node = nodes[n]
        mark = (node["id"], tuple(sorted(facts.items())))
        if mark in way:
            return
        way = (*way, mark)
        tried.reached.add(node["id"])
        if "outcome" in node:
            tried.ends.append(tuple(one for one, _ in way))
            return
        if "ask" in node:
            for value, answer in values(node, tests.get(node["id"], [])):
                known = {**facts, node["id"]: value}
                if answer is None:
                    tried.gaps += 1
                else:
                    onward(answer.get("to") or node["next"], known, way)
            return
        onward(node["next"] if "next" in node else [{"to": nodes[n + 1]["id"]}], facts, way)

    def onward(target: Any, facts: dict[str, Any], way: tuple[tuple[str, Any], ...]) -> None:
        for one in [{"to": target}] if isinstance(target, str) else target:
            if "when" not in one or true(one["when"], facts, nodes):
                return go(by_id[one["to"]], facts, way)
        tried.gaps += 1
        return None

    go(0, {}, ())
    return tried


def targets_of(node: dict[str, Any]) -> list[dict[str, Any]]:
    lists = [node.get("next", []), *(one.get("to", []) for one in node.get("answers", []))]
    return [one for target in lists if isinstance(target, list) for one in target]


def gather(guard: Any, tests: dict[str, list[Any]]) -> None:
    for key, value in (guard or {}).items():
        if key == "any":
            for one in value:
                gather(one, tests)
        elif key == "not":
            gather(value, tests)
        else:
            tests.setdefault(key, []).append(value)


def values(node: dict[str, Any], tests: list[Any]) -> list[tuple[Any, Any]]:
    """An answer for each thing that the flow can tell apart, with the answer that takes it."""
    answers = node["answers"]
    if node.get("kind") == "number":
        found: dict[Any, tuple[Any, Any]] = {}
        for number in NUMBERS:
            if not within(number, node.get("domain", {})):
                continue
            taken = [within(number, one["range"]) for one in answers]
            mark = (*taken, *(within(number, one) for one in tests if isinstance(one, dict)))
            answer = answers[taken.index(True)] if True in taken else None
            found.setdefault(intervals(number, node, tests) or mark, (number, answer))
        return list(found.values())
    if node.get("kind") == "multiple":
        ids = [one["id"] for one in answers]
        classes: dict[Any, tuple[Any, Any]] = {}
        for some in chain.from_iterable(combinations(ids, k) for k in range(len(ids) + 1)):
            classes.setdefault(tuple(among(some, one) for one in tests), (some, {}))
        return list(classes.values())
    return [(one["id"], one) for one in answers]


def intervals(number: int, node: dict[str, Any], tests: list[Any]) -> tuple[bool, ...]:
    """On which side of every threshold a number lies: intervals, not mere sets, are told apart."""
    ranges = [one["range"] for one in node["answers"]] + [
        one for one in tests if isinstance(one, dict)
    ]
    return tuple(within(number, {sign: bound}) for one in ranges for sign, bound in one.items())


def within(number: float, bounds: dict[str, float]) -> bool:
    signs = {
        "ge": lambda bound: number >= bound,
        "gt": lambda bound: number > bound,
        "le": lambda bound: number <= bound,
        "lt": lambda bound: number < bound,
    }
    return all(signs[sign](bound) for sign, bound in bounds.items())


def among(some: tuple[str, ...], test: Any) -> bool:
    ids = [test] if isinstance(test, str) else test
    return bool({*ids} & {*some}) if ids else not some


def true(guard: dict[str, Any], facts: dict[str, Any], nodes: list[dict[str, Any]]) -> bool:
    def one(key: str, value: Any) -> bool:
        if key == "any":
            return any(true(part, facts, nodes) for part in value)
        if key == "not":
            return not true(value, facts, nodes)
        if key not in facts:
            return False
        known = facts[key]
        if isinstance(value, dict):
            return within(known, value)
        if isinstance(known, tuple):
            return among(known, value)
        ids = [value] if isinstance(value, str) else value
        if isinstance(known, int):
            question = next(node for node in nodes if node["id"] == key)
            known = next(a["id"] for a in question["answers"] if within(known, a["range"]))
        return known in ids

    return all(one(key, value) for key, value in guard.items())


# -- random flows


@st.composite
def flows(draw: st.DrawFn, *, circles: bool = False) -> list[dict[str, Any]]:
    """Up to eight questions of every kind, some steps, guards of every form, up to four outcomes."""
    count = draw(st.integers(1, 3 if circles else 8))
    kinds = [
        draw(st.sampled_from(["choice", "choice", "number", "multiple", "do"]))
        for _ in range(count)
    ]
    asked = {f"q{n}": kind for n, kind in enumerate(kinds) if kind != "do"}
    outcomes = [{"id": f"o{n}", "outcome": "x"} for n in range(draw(st.integers(1, 4)))]
    ids = [f"q{n}" for n in range(count)] + [one["id"] for one in outcomes]

    def target(n: int) -> Any:
        later = st.sampled_from(ids if circles else ids[n + 1 :])
        plain = draw(st.booleans())
        if plain:
            return draw(later)
        ways = [
            {"when": draw(guards(asked)), "to": draw(later)} for _ in range(draw(st.integers(1, 2)))
        ]
        return [*ways, {"to": draw(later)}] if draw(st.integers(0, 3)) else ways

    nodes = []
    for n, kind in enumerate(kinds):
        node: dict[str, Any] = {"id": f"q{n}"}
        if kind == "do":
            node |= {"do": "x", "next": target(n)}
        elif kind == "multiple":
            answers = [{"id": f"m{k}"} for k in range(draw(st.integers(1, 3)))]
            node |= {"ask": "x", "kind": kind, "answers": answers, "next": target(n)}
        elif kind == "number":
            node |= {"ask": "x", "kind": kind, "answers": draw(ranges())}
            if draw(st.booleans()):
                node["domain"] = {"ge": 0, "le": 10}
            for answer in node["answers"]:
                answer["to"] = target(n)
        else:
            answers = [{"id": f"a{k}", "to": target(n)} for k in range(draw(st.integers(1, 3)))]
            node |= {"ask": "x", "answers": answers}
        nodes.append(node)
    return nodes + outcomes


@st.composite
def ranges(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Ranges that follow one another, now and then with a gap or an overlap."""
    cuts = sorted(draw(st.sets(st.integers(1, 9), min_size=1, max_size=3)))
    found = [{"id": "r0", "range": {"lt": cuts[0]}}]
    for n, (low, high) in enumerate(pairwise(cuts), 1):
        found.append({"id": f"r{n}", "range": {"ge": low, "lt": high}})
    sign = draw(st.sampled_from(["ge", "ge", "ge", "gt"]))
    return [*found, {"id": "rx", "range": {sign: cuts[-1] - (draw(st.integers(0, 5)) == 0)}}]


def guards(asked: dict[str, str]) -> st.SearchStrategy[dict[str, Any]]:
    def test(fact: str) -> st.SearchStrategy[dict[str, Any]]:
        ids = {
            "choice": ["a0", "a1", "a2"],
            "multiple": ["m0", "m1", "m2"],
            "number": ["r0", "r1", "rx"],
        }
        own = st.sampled_from(ids[asked[fact]])
        some = st.lists(own, max_size=2, unique=True)
        bounds = st.tuples(st.sampled_from(["lt", "le", "gt", "ge"]), st.integers(0, 10)).map(
            lambda pair: {pair[0]: pair[1]}
        )
        forms = [own, some, *([bounds] if asked[fact] == "number" else [])]
        return st.one_of(forms).map(lambda value: {fact: value})

    if not asked:
        return st.just({"q0": "a0"})
    one = st.sampled_from(sorted(asked)).flatmap(test)
    both = st.tuples(one, one).map(lambda pair: pair[0] | pair[1])
    either = st.lists(one, min_size=1, max_size=2).map(lambda parts: {"any": parts})
    return st.one_of(one, both, either, one.map(lambda part: {"not": part}))


def walked(nodes: list[dict[str, Any]]) -> Walk:
    manual = manual_of({"id": "t", "nodes": nodes})
    return walk(manual, manual.flows[0])


def agree(nodes: list[dict[str, Any]]) -> None:
    found = walked(nodes)
    counted = situations(found)
    assume(counted.is_exact and counted.count < 20_000)  # trying everything takes its time
    tried = try_all(nodes)
    names = [stop.name for stop in found.program.stops]
    assert {names[number] for number in found.first} == tried.reached
    assert (counted.count, counted.gap_count) == (len(tried.ends), tried.gaps)
    through = {name: sum(name in way for way in tried.ends) for name in tried.reached}
    assert {names[number]: n for number, n in counted.through.items()} == through
    if len(tried.ends) <= 1000:
        listed = sorted(tuple(names[n] for n in one.stops) for one in counted.listed)
        assert listed == sorted(tried.ends)


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(flows())
def test_the_walk_agrees_with_trying_everything(nodes: list[dict[str, Any]]) -> None:
    agree(nodes)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(flows(circles=True))
def test_the_walk_agrees_with_trying_everything_in_circles(nodes: list[dict[str, Any]]) -> None:
    agree(nodes)


# -- sub-processes and tables, against the same without them


def renamed(guard: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A guard with its facts called otherwise."""
    made: dict[str, Any] = {}
    for key, value in guard.items():
        if key == "any":
            made[key] = [renamed(one, names) for one in value]
        elif key == "not":
            made[key] = renamed(value, names)
        else:
            made[names.get(key, key)] = value
    return made


def elsewhere(target: Any, names: dict[str, str]) -> Any:
    """Where to go, with nodes and facts called otherwise."""
    if isinstance(target, str):
        return names.get(target, target)
    return [
        {"to": names.get(one["to"], one["to"])}
        | ({"when": renamed(one["when"], names)} if "when" in one else {})
        for one in target
    ]


def inlined(node: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    made = node | {"id": names[node["id"]]}
    if "next" in node:
        made["next"] = elsewhere(node["next"], names)
    if "answers" in node:
        made["answers"] = [
            one | ({"to": elsewhere(one["to"], names)} if "to" in one else {})
            for one in node["answers"]
        ]
    return made


@st.composite
def used(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A flow that asks, uses another, and goes on by what was answered there; and that other."""
    inner = draw(flows())
    first = {"id": "before", "ask": "x", "answers": [{"id": "a0"}, {"id": "a1"}], "next": "u"}
    for node in inner:
        for target in targets_of(node):
            if "when" in target and draw(st.booleans()):
                target["when"] = {"before": draw(st.sampled_from(["a0", "a1"]))}
    kinds = {f"u.{one['id']}": one.get("kind", "choice") for one in inner if "ask" in one} or {
        "before": "choice"
    }
    ends = st.sampled_from(["x0", "x1", "x2"])
    outcomes = [one["id"] for one in inner if "outcome" in one]
    use: dict[str, Any] = {"id": "u", "use": "inner"}
    begins = [one["id"] for one in inner if "outcome" not in one]
    if begins and draw(st.booleans()):
        use["begin_at"] = draw(st.sampled_from(begins))
    if len(outcomes) > 1 and draw(st.booleans()):  # else no way would be left for next:
        use["then"] = {draw(st.sampled_from(outcomes)): draw(ends)}
    use["next"] = [{"when": draw(guards(kinds)), "to": draw(ends)}, {"to": draw(ends)}]
    outer = [first, use, *({"id": f"x{n}", "outcome": "x"} for n in range(3))]
    return outer, inner


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(used())
def test_a_sub_process_is_walked_as_if_it_stood_there(
    both: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    outer, inner = both
    use = outer[1]
    names = {one["id"]: f"u-{one['id']}" for one in inner}
    first = names[use.get("begin_at", inner[0]["id"])]
    facts = {f"u.{key}": name for key, name in names.items()} | {"u": first}
    flat = [outer[0] | {"next": first}]
    for node in inner:
        made = inlined(node, names)
        if "outcome" in node:
            made = {"id": made["id"], "do": "x"}
            made["next"] = elsewhere(use.get("then", {}).get(node["id"], use["next"]), facts)
        flat.append(made)
    flat += outer[2:]
    manual = manual_of({"id": "t", "nodes": outer}, {"id": "inner", "nodes": inner})
    found = walk(manual, manual.flows[0])
    counted = situations(found)
    assume(counted.count < 2_000)
    tried = try_all(flat)
    reached = {found.program.stops[n].name.replace(".", "-") for n in found.first} - {"u"}
    assert reached == tried.reached
    assert (counted.count, counted.gap_count) == (len(tried.ends), tried.gaps)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_table_is_walked_as_its_questions_and_then_its_rules(data: st.DataObject) -> None:
    questions = [one for one in data.draw(flows()) if "ask" in one]
    kinds = {one["id"]: one.get("kind", "choice") for one in questions}
    assume(questions)
    inputs = [inlined(one, {one["id"]: one["id"]}) for one in questions]
    for one in inputs:
        one.pop("next", None)
        one["answers"] = [
            {key: value for key, value in answer.items() if key != "to"}
            for answer in one["answers"]
        ]
    rules = [
        {"when": data.draw(guards(kinds)), "then": f"x{data.draw(st.integers(0, 2))}"}
        for _ in range(data.draw(st.integers(1, 4)))
    ]
    ends = [{"id": f"x{n}", "outcome": "x"} for n in range(3)]
    onward = [*(one["id"] for one in inputs[1:]), None]
    chain_ = [
        one | {"next": after or [{"when": r["when"], "to": r["then"]} for r in rules]}
        for one, after in zip(inputs, onward, strict=True)
    ]
    head = {"kind": "decision-table", "hit_policy": "first"}
    manual = manual_of({"id": "t", **head, "inputs": inputs, "rules": rules, "nodes": ends})
    found = walk(manual, manual.flows[0])
    counted = situations(found)
    assume(counted.count < 2_000)
    tried = try_all([*chain_, *ends])
    assert {found.program.stops[n].name for n in found.first} == tried.reached
    assert (counted.count, counted.gap_count) == (len(tried.ends), tried.gaps)
