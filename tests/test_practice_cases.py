"""The cases that workshops practise: which are chosen, what their keys say, what is near them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claim_manual.derived.case_choice import Shows, Things, chosen_cases
from claim_manual.derived.case_keys import case_key
from claim_manual.derived.practice import Practice, PracticeCase, case_run, practice, told_cases
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Document, Manual, Origin, nodes
from claim_manual.model.nodes import Outcome
from claim_manual.model.workshop import Workshop
from claim_manual.proof.neighbours import neighbours
from claim_manual.proof.scenarios import Run
from claim_manual.proof.situations import ends_of, situations
from claim_manual.proof.states import Walk
from claim_manual.proof.walks import walk
from claim_manual.work.judging import sound
from conftest import DAY, ROOT
from test_walk import manual_of

THINGS = st.frozensets(st.integers(0, 6).map(lambda n: (str(n),)), max_size=3)
SHOWS = st.lists(st.tuples(THINGS, THINGS), max_size=8)
OFTEN = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def claim_manual() -> Manual:
    return sound(ROOT, DAY)


# -- the choice


def together(cases: list[Shows], chosen: Any, rank: int) -> Things:
    return Things().union(*(cases[n][rank] for n in chosen))


@OFTEN
@given(SHOWS, st.integers(1, 5))
def test_no_other_choice_shows_more_of_what_is_wanted_most(cases: list[Shows], room: int) -> None:
    chosen = chosen_cases(cases, room)
    every = combinations(range(len(cases)), min(room, len(cases)))
    assert len(together(cases, chosen, 0)) == max(len(together(cases, some, 0)) for some in every)
    assert chosen == sorted({*chosen})
    assert len(chosen) == min(room, len(cases))


@OFTEN
@given(SHOWS, st.integers(1, 5))
def test_no_exchange_of_two_cases_shows_more(cases: list[Shows], room: int) -> None:
    chosen = chosen_cases(cases, room)
    worth = [len(together(cases, chosen, rank)) for rank in (0, 1)]
    for place in range(len(chosen)):
        for other in {*range(len(cases))} - {*chosen}:
            some = [*chosen[:place], other, *chosen[place + 1 :]]
            assert [len(together(cases, some, rank)) for rank in (0, 1)] <= worth


Plan = tuple[int, int] | list[str]
"""The minutes of a session, and of each of its cases; or the cases that it names."""


@st.composite
def trained(draw: st.DrawFn) -> tuple[list[str], list[int], list[bool], list[tuple[int, int]]]:
    """The level of each end of a flow; the end of each of its cases, and whether it is told; sessions."""
    levels = draw(st.lists(st.sampled_from(["red", "amber", "green"]), min_size=2, max_size=5))
    ends = draw(st.lists(st.integers(0, len(levels) - 1), min_size=1, max_size=9))
    told = draw(st.lists(st.booleans(), min_size=len(ends), max_size=len(ends)))
    plan = st.tuples(st.integers(1, 30), st.integers(5, 10))
    return levels, ends, told, draw(st.lists(plan, min_size=1, max_size=3))


def practised(
    levels: list[str], ends: list[int], told: list[bool], plans: Sequence[Plan]
) -> Practice:
    numbers = range(len(ends))
    flow = {
        "id": "flow",
        "nodes": [
            {
                "id": "q",
                "ask": {"en": "?"},
                "answers": [{"id": f"a{n}", "label": "x", "to": f"end{ends[n]}"} for n in numbers],
            },
            *(
                {"id": f"end{n}", "outcome": {"en": "x"}, "kind": "resolved", "level": level}
                for n, level in enumerate(levels)
            ),
        ],
        "scenarios": [
            {
                "id": f"s{n}",
                "answers": {"q": f"a{n}"},
                "expect": f"end{ends[n]}",
                **({"story": {"en": "x"}} if told[n] else {}),
            }
            for n in numbers
        ],
    }
    sessions = [
        {"id": f"s{n}", "title": "x", "method": "walk"}
        | (
            {"minutes": 10, "cases": [f"flow.{name}" for name in plan]}
            if isinstance(plan, list)
            else {"minutes": plan[0], "cases": {"flows": ["flow"], "minutes_each": plan[1]}}
        )
        for n, plan in enumerate(plans)
    ]
    source = {"title": "x", "minutes": 1, "sessions": sessions}
    model = Workshop.model_validate_json(json.dumps(source), strict=True)
    workshop = Document("w", model, Origin("", lambda: ({}, {})))
    return practice(replace(manual_of(flow), workshops=(workshop,)), workshop)


def red_ends(made: Practice, levels: list[str]) -> set[str]:
    ends = {end for case in made.cases for end in case.scenario.expect}
    return {end for end in ends if levels[int(end.removeprefix("end"))] == "red"}


@OFTEN
@given(trained())
def test_every_red_end_is_practised_as_far_as_there_is_time(
    drawn: tuple[list[str], list[int], list[bool], list[tuple[int, int]]],
) -> None:
    levels, ends, told, plans = drawn
    made = practised(*drawn)
    room = sum(minutes // each for minutes, each in plans)
    red = {end for end, is_told in zip(ends, told, strict=True) if is_told and levels[end] == "red"}
    assert len(red_ends(made, levels)) == min(room, len(red))
    names = [case.name for case in made.cases]
    assert len(names) == len({*names}) == min(room, sum(told))
    assert all(case.scenario.story for case in made.cases)
    for session, (minutes, each) in zip(made.sessions, plans, strict=True):
        assert len(session.cases) * session.minutes_each <= minutes
        assert session.minutes_each == each
    assert [case.name for case in practised(*drawn).cases] == names
    shown = {end for case in made.cases for end in case.scenario.expect}
    assert {node.id for _, node in made.not_practised} == {
        f"end{n}" for n in range(len(levels))
    } - shown


def test_a_case_that_a_session_names_is_chosen_for_no_other() -> None:
    """It is practised where it is named, however early another session could take it."""
    levels, ends, told = ["red", "green"], [0, 1, 1], [True, True, True]
    [chosen, named, again] = practised(levels, ends, told, [(10, 5), ["s0"], ["s0", "s0"]]).sessions
    assert [case.scenario.id for case in chosen.cases] == ["s1", "s2"]
    assert [case.scenario.id for case in named.cases] == ["s0"]
    assert [case.scenario.id for case in again.cases] == ["s0"]
    made = practised(levels, ends, told, [(10, 5), ["s0"], ["s0", "s0"]])
    assert [case.scenario.id for case in made.cases] == ["s1", "s2", "s0"]


def test_forty_five_minutes_at_nine_have_five_cases_and_the_red_ends(claim_manual: Manual) -> None:
    workshop = claim_manual.workshop("primeiro-atendimento")
    assert workshop
    made = practice(claim_manual, workshop)
    [session] = [one for one in made.sessions if one.session.id == "triagem"]
    assert (session.session.minutes, session.minutes_each, len(session.cases)) == (45, 9, 5)
    flow = claim_manual.document("ad-07-urgencia")
    assert flow
    before = made.cases[: made.cases.index(session.cases[0])]
    assert not {case.name for case in before} & {case.name for case in session.cases}
    ends = {node.id for node in nodes(flow) if isinstance(node, Outcome) and node.level == "red"}
    told = {end for case in told_cases(flow) for end in case.scenario.expect} & ends
    of_flow = [case for case in before if case.document.id == flow.id]
    shown = {end for case in of_flow for end in case.scenario.expect}
    new = {end for case in session.cases for end in case.scenario.expect} - shown
    assert len(new & ends) == min(5, len(told - shown))


@pytest.mark.parametrize("flow_id", ["ad-04-trafico", "ad-07-urgencia", "ad-08-violencia"])
def test_five_cases_show_as_many_red_ends_as_five_can(claim_manual: Manual, flow_id: str) -> None:
    session = {
        "id": "s",
        "title": "x",
        "minutes": 45,
        "method": "walk",
        "cases": {"flows": [flow_id], "minutes_each": 9},
    }
    source = {"title": "x", "minutes": 45, "sessions": [session]}
    model = Workshop.model_validate_json(json.dumps(source), strict=True)
    made = practice(claim_manual, Document(flow_id, model, Origin(flow_id, lambda: ({}, {}))))
    flow = claim_manual.document(flow_id)
    assert flow
    red = {node.id for node in nodes(flow) if isinstance(node, Outcome) and node.level == "red"}
    told = {end for case in told_cases(flow) for end in case.scenario.expect} & red
    shown = {end for case in made.cases for end in case.scenario.expect} & red
    assert len(made.cases) == 5
    assert len(shown) == min(5, len(told))


# -- keys


def every_case(manual: Manual) -> list[PracticeCase]:
    return [case for document in manual.documents() for case in told_cases(document)]


def test_the_key_of_every_case_ends_where_its_page_says(claim_manual: Manual) -> None:
    reading = Reading(claim_manual, "pt")
    cases = every_case(claim_manual)
    assert len(cases) > 100
    for case in cases:
        key = case_key(reading, case)
        assert tuple(end.id for end in key.ends) == case.scenario.expect, case.name
        assert key.way[-len(key.ends) :] == tuple(
            step for step in key.way if step.node in key.ends and step.document is case.document
        )
        walked, run = walk(claim_manual, case.document), case_run(claim_manual, case)
        stops = [walked.stop(state) for state in run.states]
        gone = [stop.node.id for stop in stops if not stop.results]
        assert [step.node.id for step in key.way][: len(gone)] == gone
        assert [bool(step.answer) for step in key.questions] == [True] * len(run.answered)
        for near in key.mixed_up:
            assert {end.id for end in near.ends} != {*case.scenario.expect}


# -- neighbours


Neighbours = dict[tuple[int, int, frozenset[str]], int]
"""A changed answer and the ends that it leads to, to how many answers more that takes."""


def tried(walked: Walk, run: Run) -> Neighbours:
    """The neighbours, by looking through every situation of a flow."""
    given = dict(run.answered)
    near: Neighbours = {}
    for situation in situations(walked).listed:
        pairs = zip(run.answered, situation.answered, strict=False)
        part = next((n for n, (mine, other) in enumerate(pairs) if mine != other), None)
        if part is None or run.answered[part][0] != situation.answered[part][0]:
            continue
        fact, case = situation.answered[part]
        rest = situation.answered[part + 1 :]
        kept = {name: answer for name, answer in given.items() if name != fact}
        if any(kept.get(name, answer) != answer for name, answer in rest):
            continue
        last = walked.program.stops[situation.stops[-1]]
        ends = frozenset(end.node.id for end in ends_of(walked.program, last))
        if ends == {*run.outcomes}:
            continue
        further = sum(name not in kept for name, _ in rest)
        mark = (fact, case, ends)
        near[mark] = min(further, near.get(mark, further))
    return near


def test_neighbours_are_those_that_trying_every_situation_shows(claim_manual: Manual) -> None:
    compared = 0
    for case in every_case(claim_manual):
        walked = walk(claim_manual, case.document)
        every = situations(walked)
        if not every.is_exact or every.count > len(every.listed):
            continue
        run = case_run(claim_manual, case)
        near: Neighbours = {}
        listed = neighbours(walked, run)
        for neighbour in listed:
            mark = (neighbour.fact, neighbour.case, frozenset(neighbour.outcomes))
            near[mark] = min(neighbour.further, near.get(mark, neighbour.further))
        assert near == tried(walked, run), case.name
        further = [neighbour.further for neighbour in listed]
        assert further == sorted(further)
        compared += len(near)
    assert compared > 500
