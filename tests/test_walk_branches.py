"""Branches, waits and exceptions: the walk says the same as somebody who tries everything.

Two oracles, of which neither knows how the program lays a flow out: one counts the situations, with
branches in their written order; the other lets branches go on in every order, has exceptions told at
every moment, and says what can be reached and what every condition did.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from claim_manual.charts.chart import chart
from claim_manual.charts.mermaid import mermaid, node_name
from claim_manual.derived.outline import outline, told_at_any_time
from claim_manual.derived.reading import Reading
from claim_manual.derived.tree import walkable
from claim_manual.model.documents import Scenario
from claim_manual.model.manual import Manual
from claim_manual.model.manual import nodes as nodes_of
from claim_manual.proof.graph import open_edges
from claim_manual.proof.scenarios import run
from claim_manual.proof.situations import answers_given, outcome, situations
from claim_manual.proof.states import Walk
from claim_manual.proof.walks import walk
from test_walk import gather, guards, manual_of, ranges, targets_of, true, values

Node = dict[str, Any]
Facts = dict[str, Any]
JOIN = "--joined"
Way = tuple[tuple[str, Any], ...]
Then = Callable[[Facts, Way], None]


@dataclass(frozen=True)
class Drawn:
    """A random flow: its nodes and its exceptions, as they are written."""

    nodes: list[Node]
    at_any_time: list[dict[str, str]]

    @property
    def manual(self) -> Manual:
        return manual_of({"id": "t", "nodes": self.nodes, "at_any_time": self.at_any_time})


def every_node(drawn: Drawn) -> Iterator[tuple[tuple[Any, ...], Node]]:
    """Each node that is written, and where."""
    for n, node in enumerate(drawn.nodes):
        yield ("nodes", n), node
        for k, branch in enumerate(node.get("parallel", [])):
            for m, step in enumerate(branch["steps"]):
                yield ("nodes", n, "parallel", k, "steps", m), step


def asked_of(drawn: Drawn) -> dict[str, list[Any]]:
    """What conditions ask of each fact."""
    tests: dict[str, list[Any]] = {}
    for _, node in every_node(drawn):
        ways = [*targets_of(node), *(node["otherwise"] if listed(node.get("otherwise")) else [])]
        for way in ways:
            gather(way.get("when"), tests)
    return tests


def listed(target: Any) -> bool:
    return isinstance(target, list)


def answers(node: Node, tests: dict[str, list[Any]]) -> Iterator[tuple[Any, Any, tuple[Any, ...]]]:
    """What can happen at a node: the answer, the target, and where it is written."""
    if "wait" in node:
        if "otherwise" in node:
            yield "passed", node["otherwise"], ("otherwise",)
        yield "came", node.get("next"), ("next",)
    elif "ask" in node:
        for value, answer in values(node, tests.get(node["id"], [])):
            if answer is None:
                yield value, None, ("gap",)
            elif "to" in answer:
                place = next(n for n, one in enumerate(node["answers"]) if one is answer)
                yield value, answer["to"], ("answers", place, "to")
            else:
                yield value, node["next"], ("next",)
    else:
        yield None, node.get("next"), ("next",)


# -- one who counts, branch after branch


@dataclass
class Counted:
    ends: list[tuple[str, ...]] = field(default_factory=list)
    gaps: int = 0


def count(drawn: Drawn) -> Counted:
    tests, counted = asked_of(drawn), Counted()
    by_id = {node["id"]: node for _, node in every_node(drawn)}
    written = [node for _, node in every_node(drawn)]
    following = {}
    for some in [drawn.nodes, *(b["steps"] for n in drawn.nodes for b in n.get("parallel", []))]:
        following |= {a["id"]: b["id"] for a, b in pairwise(some)}

    def arrive(name: str, facts: Facts, way: Way) -> Way | None:
        mark = (name, tuple(sorted(facts.items())))
        return None if mark in way else (*way, mark)

    def go(name: str, facts: Facts, way: Way, then: Then | None) -> None:
        way_here = arrive(name, facts, way)
        if way_here is None:
            return
        node = by_id[name]
        if name == drawn.nodes[0]["id"]:
            for told in drawn.at_any_time:
                go(told["to"], facts, way_here, None)
        if node.get("kind") == "done":
            assert then
            then(facts, way_here)
        elif "outcome" in node:
            counted.ends.append(tuple(one for one, _ in way_here))
        elif "parallel" in node:
            branch(node, 0, facts, way_here)
        else:
            for value, target, _ in answers(node, tests):
                # How a wait ended tells walks apart, as an answer does; no condition can read it.
                is_told = "ask" in node or "otherwise" in node
                known = {**facts, name: value} if is_told else facts
                if "ask" in node and target is None:
                    counted.gaps += 1
                else:
                    onward(name, target, known, way_here, then)

    def branch(node: Node, n: int, facts: Facts, way: Way) -> None:
        if n < len(node["parallel"]):
            first = node["parallel"][n]["steps"][0]["id"]
            go(first, facts, way, lambda known, on: branch(node, n + 1, known, on))
            return
        if (joined := arrive(node["id"] + JOIN, facts, way)) is not None:
            onward(node["id"], node.get("next"), facts, joined, None)

    def onward(name: str, target: Any, facts: Facts, way: Way, then: Then | None) -> None:
        if target is None:
            if name in following:
                go(following[name], facts, way, then)
            elif then:
                then(facts, way)
            return
        for one in target if listed(target) else [{"to": target}]:
            if "when" not in one or true(one["when"], facts, written):
                go(one["to"], facts, way, then)
                return
        counted.gaps += 1

    go(drawn.nodes[0]["id"], {}, (), None)
    return counted


# -- one who lets branches go on in every order, and has exceptions told at every moment


@dataclass
class Reached:
    nodes: set[str] = field(default_factory=set)
    held: set[tuple[Any, ...]] = field(default_factory=set)
    failed: set[tuple[Any, ...]] = field(default_factory=set)


def reach(drawn: Drawn) -> Reached:  # noqa: PLR0912 - tokens and moments in one place
    tests, reached = asked_of(drawn), Reached()
    by_id = {node["id"]: (loc, node) for loc, node in every_node(drawn)}
    written = [node for _, node in every_node(drawn)]
    top = [node["id"] for node in drawn.nodes]
    start = (top[0], (), ())
    todo, seen = deque([start]), {start}

    def visit(at: str, tokens: tuple[Any, ...], facts: Facts) -> None:
        state = (at, tokens, tuple(sorted(facts.items())))
        if state not in seen:
            seen.add(state)
            todo.append(state)

    def targets(name: str, facts: Facts) -> Iterator[tuple[Any, Facts]]:
        """Where a node leads, with what is known then; None for the end of a branch."""
        loc, node = by_id[name]
        for value, target, place in answers(node, tests):
            known = {**facts, name: value} if "ask" in node else facts
            if place == ("gap",):
                continue
            if target is None:
                yield after(loc), known
                continue
            taken = None
            for n, one in enumerate(target if listed(target) else [{"to": target}]):
                holds = "when" not in one or true(one["when"], known, written)
                if "when" in one:
                    (reached.held if holds else reached.failed).add((*loc, *place, n, "to"))
                taken = one["to"] if holds and taken is None else taken
            if taken:
                yield taken, known

    def after(loc: tuple[Any, ...]) -> str | None:
        later = (*loc[:-1], loc[-1] + 1)
        return next((node["id"] for place, node in every_node(drawn) if place == later), None)

    while todo:
        at, tokens, facts_ = todo.popleft()
        facts = dict(facts_)
        reached.nodes.add(at)
        node = by_id[at][1]
        if "outcome" in node:
            continue
        for told in drawn.at_any_time:
            visit(told["to"], (), facts)
        if "parallel" not in node:
            for target, known in targets(at, facts):
                if target:
                    visit(target, (), known)
            continue
        tokens = tokens or tuple(branch["steps"][0]["id"] for branch in node["parallel"])
        reached.nodes |= {name for name in tokens if name}
        if not any(tokens):
            reached.nodes.add(at + JOIN)
            for target, known in targets(at, facts):
                if target:
                    visit(target, (), known)
        for n, name in enumerate(tokens):
            if name is None:
                continue
            if by_id[name][1].get("kind") == "done":
                visit(at, (*tokens[:n], None, *tokens[n + 1 :]), facts)
                continue
            for target, known in targets(name, facts):
                visit(at, (*tokens[:n], target, *tokens[n + 1 :]), known)
    return reached


# -- random flows


@st.composite
def branches(draw: st.DrawFn, n: int, asked: dict[str, str]) -> tuple[list[Node], dict[str, str]]:
    """Two or three branches of up to three steps; and what they ask."""
    made, all_asked = [], {}
    for k in range(draw(st.integers(2, 3))):
        kinds = draw(st.lists(st.sampled_from(["do", "choice", "wait"]), min_size=0, max_size=2))
        ids = [f"p{n}b{k}s{m}" for m in range(len(kinds) + 1)]
        own = {ids[m]: kind for m, kind in enumerate(kinds) if kind == "choice"}
        steps: list[Node] = []
        for m, kind in enumerate(kinds):
            later = st.sampled_from(ids[m + 1 :])
            guarded = st.tuples(guards(asked | own), later, later).map(
                lambda one: [{"when": one[0], "to": one[1]}, {"to": one[2]}]
            )
            target = st.one_of(later, guarded) if asked | own else later
            if kind == "do":
                steps.append({"id": ids[m], "do": "x", "next": draw(target)})
            elif kind == "choice":
                count_ = draw(st.integers(1, 2))
                some = [{"id": f"a{i}", "to": draw(target)} for i in range(count_)]
                steps.append({"id": ids[m], "ask": "x", "answers": some})
            else:
                wait = {"for": "x", "at_most": "P1D"}
                steps.append(
                    {"id": ids[m], "wait": wait, "next": draw(later), "otherwise": draw(target)}
                )
        last = {"outcome": "x", "kind": "done"} if draw(st.booleans()) else {"do": "x"}
        steps.append({"id": ids[-1], **last})
        made.append({"id": f"p{n}b{k}", "name": "x", "steps": steps})
        all_asked |= own
    return made, all_asked


@st.composite
def flows(draw: st.DrawFn, *, circles: bool = False) -> Drawn:
    """Questions, steps, waits and parallels, then outcomes; and up to two exceptions."""
    count_ = draw(st.integers(1, 3 if circles else 5))
    kinds = [
        draw(st.sampled_from(["choice", "choice", "number", "do", "parallel", "wait"]))
        for _ in range(count_)
    ]
    asked = {f"q{n}": kind for n, kind in enumerate(kinds) if kind in {"choice", "number"}}
    parts: dict[int, list[Node]] = {}
    for n, kind in enumerate(kinds):
        if kind == "parallel":
            parts[n], more = draw(branches(n, dict(asked)))
            asked |= more
    outcomes = [{"id": f"o{n}", "outcome": "x"} for n in range(draw(st.integers(1, 3)))]
    ids = [f"q{n}" for n in range(count_)] + [one["id"] for one in outcomes]

    def target(n: int) -> Any:
        later = st.sampled_from(ids if circles else ids[n + 1 :])
        if draw(st.booleans()) or not asked:
            return draw(later)
        ways = [{"when": draw(guards(asked)), "to": draw(later)}]
        return [*ways, {"to": draw(later)}] if draw(st.integers(0, 4)) else ways

    nodes: list[Node] = []
    for n, kind in enumerate(kinds):
        node: Node = {"id": f"q{n}"}
        if kind == "parallel":
            node |= {"parallel": parts[n]} | ({"next": target(n)} if draw(st.booleans()) else {})
        elif kind == "wait":
            node |= {"wait": {"for": "x"}, "next": target(n)}
            if draw(st.integers(0, 3)):
                node["wait"]["at_most"] = "P2D"
                node["otherwise"] = target(n)
        elif kind == "do":
            node |= {"do": "x", "next": target(n)}
        elif kind == "number":
            node |= {"ask": "x", "kind": kind, "answers": draw(ranges())}
            for answer in node["answers"]:
                answer["to"] = target(n)
        else:
            some = [{"id": f"a{k}", "to": target(n)} for k in range(draw(st.integers(1, 2)))]
            node |= {"ask": "x", "answers": some}
        nodes.append(node)
    told = [
        {"id": f"e{n}", "when_told": "x", "to": draw(st.sampled_from(ids))}
        for n in range(draw(st.integers(0, 2)))
    ]
    return Drawn(nodes + outcomes, told)


# -- that they agree


def walked(drawn: Drawn) -> Walk:
    manual = drawn.manual
    return walk(manual, manual.flows[0])


def agree(drawn: Drawn) -> None:
    found = walked(drawn)
    counted = situations(found)
    assume(counted.is_exact and counted.count < 5_000)
    names = [stop.name for stop in found.program.stops]
    tried = count(drawn)
    assert (counted.count, counted.gap_count) == (len(tried.ends), tried.gaps)
    if len(tried.ends) <= 1000:
        listed_ = sorted(tuple(names[n] for n in one.stops) for one in counted.listed)
        assert listed_ == sorted(tried.ends)
    reached = reach(drawn)
    assert {names[number] for number in found.first} == reached.nodes
    seen = {loc: record for (_, loc), record in found.seen.items()}
    assert {loc for loc, record in seen.items() if record.held} == reached.held
    assert {loc for loc, record in seen.items() if record.failed} == reached.failed


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(flows())
def test_the_walk_agrees_with_trying_every_order_and_every_moment(drawn: Drawn) -> None:
    agree(drawn)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(flows(circles=True))
def test_the_walk_agrees_with_trying_everything_in_circles(drawn: Drawn) -> None:
    agree(drawn)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(flows())
def test_each_situation_is_a_scenario_that_ends_where_it_says(drawn: Drawn) -> None:
    """What `flow paths` writes of answers, waits and exceptions is what scenarios take."""
    found = walked(drawn)
    for situation in situations(found).listed[:50]:
        end = outcome(found, situation)
        told = Scenario.model_validate(
            {"id": "x", "answers": answers_given(found, situation.answered), "expect": end}
        )
        assert run(found, told).outcomes == (end,), told


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(flows(circles=True))
def test_every_view_shows_the_same_edges(drawn: Drawn) -> None:
    manual = drawn.manual
    document, reading = manual.flows[0], Reading(manual, "en")
    edges = [(edge.source, edge.target) for edge in open_edges(manual, document)]
    assert edges == [*written_edges(drawn)]
    of_outline = [(told.id, told.way.id) for told in told_at_any_time(reading, document)]
    items = outline(reading, document)
    of_outline += [(item.node.id, way.id) for item in items for way in item.ways]
    assert of_outline == edges
    drawn_chart = chart(reading, document, lambda uri, _: uri)
    assert [(way.source, way.target) for way in drawn_chart.ways] == edges
    assert {box.id for box in drawn_chart.boxes} >= {end for edge in edges for end in edge}
    source = mermaid(drawn_chart)
    for start, end in edges:
        assert f"  {node_name(start)} -->" in source
        assert f" {node_name(end)}\n" in source
    assert len(nodes_of(document)) == len(items)


def written_edges(drawn: Drawn) -> Iterator[tuple[str, str]]:
    """The edges as somebody draws them who reads what is written: split, branches, join."""
    yield from ((told["id"], told["to"]) for told in drawn.at_any_time)
    for n, node in enumerate(drawn.nodes):
        after = drawn.nodes[n + 1]["id"] if n + 1 < len(drawn.nodes) else ""
        if "parallel" not in node:
            yield from ways_of(node, after)
            continue
        yield from ((node["id"], branch["steps"][0]["id"]) for branch in node["parallel"])
        join = node["id"] + JOIN
        for branch in node["parallel"]:
            steps = branch["steps"]
            for m, step in enumerate(steps):
                if step.get("kind") == "done":
                    yield step["id"], join
                else:
                    yield from ways_of(step, steps[m + 1]["id"] if m + 1 < len(steps) else join)
        yield from ((join, target) for target in to(node.get("next"), after))


def ways_of(node: Node, after: str) -> Iterator[tuple[str, str]]:
    if "outcome" in node:
        return
    for answer in node.get("answers", []):
        yield from ((node["id"], target) for target in to(answer["to"], after))
    if "ask" not in node:
        yield from ((node["id"], target) for target in to(node.get("next"), after))
    if "otherwise" in node:
        yield from ((node["id"], target) for target in to(node["otherwise"], after))


def to(target: Any, after: str) -> list[str]:
    if target is None:
        return [after]
    return [one["to"] for one in target] if listed(target) else [target]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(flows())
def test_the_tree_of_a_page_goes_along_the_ways_of_the_proof(drawn: Drawn) -> None:
    manual = drawn.manual
    document, found = manual.flows[0], walked(drawn)
    data = walkable(Reading(manual, "en"), document, {"draft": "x"})
    if data is None:
        assert not found.program.facts
        return
    stops = data.data["stops"]
    for n, stop in enumerate(found.program.stops):
        ways = {key: [way.target for way in some] for key, some in stop.ways.items() if some}
        told = [one.target for one in found.program.interrupting(n)]
        assert {k: [one[0] for one in some] for k, some in stops[n].get("ways", {}).items()} == ways
        assert [data.data["at_any_time"][one]["to"] for one in stops[n].get("told", [])] == told
