"""The page on which the cases of a workshop are played, as a value, and the data of its script."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from claim_manual.derived.addresses import practice_uri
from claim_manual.derived.played_cases import played_cases
from claim_manual.derived.practice import PracticeCase, case_named, told_cases
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Manual
from claim_manual.model.values import STATUSES
from claim_manual.pages.every import planned
from claim_manual.pages.page import Online, Page
from claim_manual.pages.plain import lines, plain
from claim_manual.work.build import plain_pages
from claim_manual.work.judging import sound
from claim_manual.work.site_parts import site_pages
from conftest import DAY, ROOT, printed_html

WORKSHOP = """\
title: {{en: First steps, pt: Primeiros passos}}
status: model
minutes: 30
sessions:
  - {{id: talk, minutes: 10, title: {{en: Talk, pt: Conversa}}, method: plenary}}
  - id: cases
    minutes: 20
    title: {{en: Cases, pt: Exemplos}}
    method: small-groups
    cases: {cases}
"""
OURS = "A person brings a request that this service is competent for."


def with_workshop(folder: Path, cases: str) -> Manual:
    (folder / "workshops").mkdir(exist_ok=True)
    text = WORKSHOP.format(cases=cases)
    (folder / "workshops/first.yml").write_text(text, encoding="utf-8")
    return sound(folder, DAY)


def pages(manual: Manual) -> dict[str, Page]:
    return {plan.uri: plan.page() for plan in planned(Reading(manual, "en"), Online(is_site=True))}


def words(page: Page) -> str:
    return "\n".join(plain(parts) for parts in lines(page.blocks))


@pytest.fixture
def trained(small: Path) -> Manual:
    return with_workshop(
        small, "{names: [who-answers.ours, who-answers.not-ours], minutes_each: 9}"
    )


def test_a_page_of_practice_tells_every_case_with_its_page_and_leads_back(trained: Manual) -> None:
    page = pages(trained)[practice_uri("first")]
    said = words(page)
    assert OURS in said
    assert said.count("T-01 Who answers the request?") == 2
    assert "Model, to be validated." in said
    assert plain(page.kicker) == "First steps"
    assert page.kicker[0].goal.uri == "workshops/first"


def test_a_case_that_two_sessions_practise_is_played_once(small: Path) -> None:
    manual = with_workshop(small, "{names: [who-answers.ours, who-answers.ours], minutes_each: 9}")
    assert words(pages(manual)[practice_uri("first")]).count(OURS) == 1


def test_a_workshop_without_cases_has_no_page_of_practice_and_no_link_to_one(small: Path) -> None:
    manual = with_workshop(small, "{names: [], minutes_each: 9}")
    every = pages(manual)
    assert "workshops/first" in every
    assert practice_uri("first") not in every
    said = "".join(page.html for page in site_pages(manual, with_books=False))
    assert "practice/" not in said


def test_search_does_not_know_the_stories(trained: Manual) -> None:
    uri = practice_uri("first")
    (page,) = (
        page
        for page in site_pages(trained, with_books=False)
        if page.uri == uri and page.lang == "en"
    )
    assert OURS in page.html
    assert OURS not in " ".join(f"{part.title} {part.words}" for part in page.words)


def test_markdown_has_the_stories_and_the_book_has_no_tree(trained: Manual, small: Path) -> None:
    files = plain_pages(trained, small, ("en",))
    text = files[f"en/{practice_uri('first')}.md"].decode()
    assert f"- {OURS} [T-01 Who answers the request?](<../../flows/who-answers.md>)" in text
    assert "one question at a time" not in text
    assert "cm-cases" not in printed_html(trained, "en")


# -- the data of the script


@pytest.fixture(scope="module")
def manual() -> Manual:
    return sound(ROOT, DAY)


def data(manual: Manual, cases: Iterable[PracticeCase | None]) -> dict[str, Any]:
    played = played_cases(
        Reading(manual, "en"), [case for case in cases if case], dict.fromkeys(STATUSES, "")
    )
    return json.loads(played.data) | {"documents": [one.id for one in played.documents]}


@pytest.mark.parametrize(
    ("name", "question", "written"),
    [
        ("ad-12-escola.quatro-anos", "idade", "4"),
        ("ad-08-violencia.gravida-com-filhos", "sinais", "gravidez,separacao"),
        ("ad-02-titulo-de-residencia.caducado-e-portal-fechado", "seis-meses", "2"),
        ("gc-07-violencia.homem-que-quer-conversar", "arvore.sinais", ""),
        ("gc-07-violencia.homem-que-quer-conversar", "arvore.a-sos", "sim"),
    ],
)
def test_answers_stand_as_addresses_write_them(
    manual: Manual, name: str, question: str, written: str
) -> None:
    (case,) = data(manual, [case_named(manual, name)])["cases"]
    assert case["answers"][question] == written


def test_numbers_on_the_same_way_count_as_the_same(manual: Manual) -> None:
    """Four years and three are before school, five may be: whatever the flow tells apart."""
    (case,) = data(manual, [case_named(manual, "ad-12-escola.quatro-anos")])["cases"]
    low, low_side, high, high_side = case["spans"]["idade"]
    assert (low, low_side) <= (4, 0) < (high, high_side)
    other, *_ = data(manual, [case_named(manual, "ad-12-escola.chegou-em-fevereiro")])["cases"]
    assert other["spans"]["idade"] != case["spans"]["idade"]


AGES = """\
code: T-02
title: {en: How old?, pt: Que idade?}
status: draft
version: "0.1"
owner: officer
verified_on: 2026-11-21
review_by: 2027-02-19
summary: {en: By age., pt: Pela idade.}
nodes:
  - id: age
    ask: {en: How old is the person?, pt: Que idade tem a pessoa?}
    kind: number
    answers:
      - {id: child, label: {en: Child, pt: Criança}, range: {ge: 0, lt: 18}, to: young}
      - {id: adult, label: {en: Adult, pt: Adulto}, range: {ge: 18}, to: old}
  - {id: young, outcome: {en: Young, pt: Jovem}}
  - {id: old, outcome: {en: Old, pt: Adulto}}
scenarios:
  - {id: grown, story: {en: Ana works., pt: A Ana trabalha.}, answers: {age: adult}, expect: old}
  - {id: small, story: {en: Rui is 7., pt: O Rui tem 7.}, answers: {age: 7}, expect: young}
"""


def test_a_case_that_names_the_answer_of_a_number_has_an_example_of_it(small: Path) -> None:
    (small / "flows/how-old.yml").write_text(AGES, encoding="utf-8")
    manual = with_workshop(small, "{names: [how-old.grown], minutes_each: 9}")
    (case,) = data(manual, [case_named(manual, "how-old.grown")])["cases"]
    assert case["answers"] == {"age": "18"}
    assert case["spans"] == {"age": [18, 0, None, 0]}


def test_what_is_expected_is_what_the_case_proves_and_each_document_stands_once(
    manual: Manual,
) -> None:
    cases = [case for document in manual.documents() for case in told_cases(document)]
    asked = [case for case in cases if case.scenario.answers]
    every = data(manual, asked)
    assert [case["ends"] for case in every["cases"]] == [[*case.scenario.expect] for case in asked]
    assert len(set(every["documents"])) == len(every["documents"])
    for case in every["cases"]:
        program = every["programs"][case["page"]]
        assert {*program["steps"]} <= {*every["documents"]}
        ends = {stop["node"] for stop in program["stops"] if stop["kind"] == "outcome"}
        assert {*case["ends"]} <= ends
