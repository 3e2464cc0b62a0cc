"""Branches, waits and exceptions as people meet them: in commands, on pages, on paper, in the tree."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from claim_manual.charts.mermaid import node_name
from claim_manual.read import read_manual
from conftest import Visit, called, fault_of, git, printed_html, run

PLACE = "procedures/service/child.yml"
CASE = Path(__file__).with_name("branches.yml").read_text(encoding="utf-8")
EDGES = [
    ("danger", "emergency"),
    ("ask", "both"),
    ("ask", "note"),
    ("both", "welcome"),
    ("both", "call"),
    ("welcome", "hungry"),
    ("hungry", "eat"),
    ("hungry", "well"),
    ("eat", "well"),
    ("well", "both--joined"),
    ("call", "write"),
    ("write", "both--joined"),
    ("both--joined", "answer"),
    ("both--joined", "note"),
    ("answer", "note"),
    ("answer", "insist"),
    ("insist", "answer"),
    ("note", "end"),
]


@pytest.fixture
def child(small: Path) -> Path:
    """The small manual with a procedure that has all of these."""
    (small / PLACE).write_text(CASE, encoding="utf-8")
    return small


def edited(folder: Path, old: str, new: str) -> None:
    text = (folder / PLACE).read_text(encoding="utf-8")
    assert old in text
    (folder / PLACE).write_text(text.replace(old, new), encoding="utf-8")


def told(folder: Path, *arguments: str) -> str:
    return called(*arguments, "--today", "2026-11-21", cwd=folder).stdout


def test_the_procedure_is_sound_and_its_scenarios_cover_it(child: Path) -> None:
    """Also that a wait in a circle is told time by time, and an exception where it is told."""
    done = called("check", "--strict", "--today", "2026-11-21", cwd=child)
    assert done.returncode == 0, done.stdout


def test_the_outline_has_split_branches_join_wait_and_exception(child: Path) -> None:
    outline = told(child, "flow", "show", "child", "--lang", "en", "--format", "outline")
    assert outline.startswith(
        "At any time:\n   - The person says that they are in danger: go to 14\n"
        "1. Is there danger?\n   Yes: go to 2\n   No: go to 12\n"
        "2. At the same time: Stay with the child; Tell\n"
        "   Stay with the child: go to 3\n   Tell: go to 7\n"
    )
    assert "6. The child is fine\n   go to 9\n7. Call the commission\n8. Write\n" in outline
    assert "9. When all of this is done\n   if the answer to 4 is “Yes”: go to 10\n" in outline
    assert "10. Wait for: The commission's answer (at most 2 days)\n" in outline
    assert "   It came: go to 12\n   The time has passed (2 days): go to 11\n" in outline


def test_every_form_of_a_document_has_the_same_edges(child: Path) -> None:
    data = json.loads(told(child, "flow", "show", "child", "--lang", "en", "--format", "json"))
    assert [(edge["from"], edge["to"]) for edge in data["edges"]] == EDGES
    assert data["at_any_time"][0]["to"] == "emergency"
    mermaid = told(child, "flow", "show", "child", "--lang", "en", "--format", "mermaid")
    drawn = re.findall(r'(?m)^  (\w+) -->(?:\|"[^"]*"\|)? (\w+)$', mermaid)
    assert drawn == [tuple(map(node_name, edge)) for edge in EDGES]
    assert 'both{{"+ 2. At the same time' in mermaid
    assert 'answer[/"⏱ 10. ' in mermaid
    svg = told(child, "flow", "show", "child", "--lang", "en", "--format", "svg")
    assert re.findall(r'data-from="([\w-]+)" data-to="([\w-]+)"', svg) == EDGES
    assert svg.count('class="cm-event"') == 4  # split, join, wait and exception


def test_paths_name_both_ends_of_a_wait_and_count_an_exception_once(child: Path) -> None:
    data = json.loads(told(child, "flow", "paths", "child", "--lang", "en", "--format", "json"))
    answers = [path["answers"] for path in data["paths"]]
    assert answers == [
        {"ask": "yes", "hungry": "yes", "answer": "came"},
        {"ask": "yes", "hungry": "yes", "answer": ["passed", "came"]},
        {"ask": "yes", "hungry": "no"},
        {"ask": "no"},
        {"danger": "ask"},
    ]
    assert data["unreachable"] == []
    text = told(child, "flow", "paths", "child", "--lang", "en")
    assert "At any time: The person says that they are in danger\n" in text
    assert "5) “The person says that they are in danger” at 1 → Call 112\n" in text


POLICY = """\
- id: record-first
  says: {en: Nothing ends without a record., pt: Nada acaba sem registo.}
  applies_to: {procedures: [child]}
  requires: {before: note}
"""


def test_an_exception_keeps_policies_like_any_other_way(child: Path) -> None:
    (child / "reference/policies.yml").write_text(POLICY, encoding="utf-8")
    report = told(child, "check")
    assert "broken-policy" in report
    assert "“The person says that they are in danger” at 1" in report


USING = """\
code: S-43
title: {en: Uses it, pt: Segue-a}
status: draft
version: "0.1"
owner: officer
summary: {en: Uses it., pt: Segue-a.}
at_any_time:
  - id: leaves
    when_told: {en: The person leaves, pt: A pessoa vai-se embora}
    to: gone
steps:
  - {id: child, use: child, then: {emergency: bad}}
  - {id: good, outcome: {en: Good, pt: Bem}}
  - {id: bad, outcome: {en: Bad, pt: Mal}}
  - {id: gone, outcome: {en: Gone, pt: Foi-se}}
"""


def test_exceptions_of_a_page_that_is_used_lead_on_in_the_page_that_uses_it(child: Path) -> None:
    """And those of the page that uses it are told within: each is counted where its page begins."""
    (child / "procedures/service/using.yml").write_text(USING, encoding="utf-8")
    assert "error" not in told(child, "check")
    data = json.loads(told(child, "flow", "paths", "using", "--format", "json"))
    ends = {path["outcome"]: path["answers"] for path in data["paths"]}
    assert ends["bad"] == {"child.danger": "ask"}
    assert ends["gone"] == {"leaves": "child"}
    assert data["reached"]["child.emergency"] == data["reached"]["bad"] == 1


def test_what_authors_get_wrong_is_told_with_a_way_out(child: Path) -> None:
    edited(child, "kind: done", "kind: resolved")
    edited(child, "    wait: {for:", "    espera: {for:")
    edited(child, "at_most: P2D", "at_most: 2 dias")
    report = told(child, "check", "--lang", "pt")
    assert "Num ramo só pode ser done, e os outros continuam." in report
    assert "«espera» é a palavra em português; a chave chama-se «wait»." in report
    assert "Escreva at_most: P2D." in report


def test_done_ends_nothing_but_a_branch(child: Path) -> None:
    edited(child, "    kind: resolved", "    kind: done")
    report = told(child, "check", "--lang", "pt")
    assert "done só termina um ramo de parallel:." in report


def test_a_branch_has_no_branches(child: Path) -> None:
    more = "parallel: [{id: aa, name: x, steps: [{id: bb, do: x}]}]"
    edited(child, "do: {en: Write, pt: Escrever}", more)
    report = told(child, "check", "--lang", "pt")
    assert f"{PLACE}:41:13: erro wrong-type: Um ramo não se volta a dividir em ramos." in report


def test_two_ways_without_condition_are_no_branches(small: Path) -> None:
    """The second is never taken: that is said, and no outline says “otherwise”."""
    (small / PLACE).write_text(
        CASE.replace(
            'next: [{when: {hungry: "yes"}, to: answer}, {to: note}]', "next: answer"
        ).replace(
            "    next: answer\n  - id: note", "    next: [{to: note}, {to: end}]\n  - id: note"
        ),
        encoding="utf-8",
    )
    report = told(small, "check", "--lang", "pt")
    assert "constant-guard: Este caminho nunca é seguido: o anterior não tem condição." in report
    assert "São as duas, ao mesmo tempo? Use parallel:." in report
    outline = told(small, "flow", "show", "child", "--lang", "pt", "--format", "outline")
    assert "nos outros casos" not in outline
    assert "11. Insistir\n12. Registar\n" in outline


def test_a_difference_names_steps_of_branches_and_whom_an_exception_leads_elsewhere(
    child: Path,
) -> None:
    for arguments in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"),
    ):
        git(child, *arguments)
    edited(child, "at_most: P2D", "at_most: P5D")
    edited(child, "{en: Write, pt: Escrever}", "{en: Write it down, pt: Escrever}")
    edited(child, "otherwise: insist", "otherwise: note")
    edited(child, "    to: emergency\nsteps", "    to: note\nsteps")
    report = told(child, "diff", "HEAD", "--lang", "en")
    assert "~ Step “Write it down” › English: Write → Write it down" in report
    assert "› At most: 2 days → 5 days" in report
    assert "› “The time has passed (5 days)”: “Insist” → “Record”" in report
    assert "~ At any time › danger › Leads to: “Call 112” → “Record”" in report
    assert "“The person says that they are in danger” at 1: was “Call 112”, is now “Done”" in report


def test_keys_are_ordered_and_texts_exchanged_inside_branches(child: Path) -> None:
    edited(
        child,
        "          - id: write\n            do: {en: Write, pt: Escrever}\n",
        "          - do: {en: Write, pt: Escrever}\n            id: write\n",
    )
    told(child, "format")
    assert (child / PLACE).read_text(encoding="utf-8") == CASE
    po = child / "pt.po"
    assert (
        called("i18n", "export", "--lang", "pt", "-o", po, cwd=child).exit_code == 0
        if False
        else True
    )
    called("i18n", "export", "--lang", "pt", "-o", po, cwd=child)
    text = po.read_text(encoding="utf-8")
    for name in ("both.parallel.tell.name", "both.parallel.tell.steps.write.do", "answer.wait.for"):
        assert f'msgctxt "{PLACE}#steps.{name}"' in text
    assert f'msgctxt "{PLACE}#at_any_time.danger.when_told"' in text


def test_on_paper_exceptions_come_before_the_steps_and_branches_have_their_names(
    child: Path,
) -> None:
    manual, findings = read_manual(child)
    assert not [one for one in findings if one.severity.value == "error"]
    html = printed_html(manual, "en")
    first = html.index('<p class="branch">Stay with the child</p>')
    steps_at, told_at = (
        html.rindex('<ol class="steps">', 0, first),
        html.rindex("At any time", 0, first),
    )
    assert told_at < steps_at
    chapter = html[first:]
    assert '<p class="branch">Tell</p>' in chapter
    assert re.search(r'<li class="step join"', chapter)
    assert "at most 2 days" in chapter


# -- the tree


@pytest.fixture(scope="module")
def site(small_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(small_built, tmp_path_factory.mktemp("branches") / "small")
    (folder / PLACE).write_text(CASE, encoding="utf-8")
    (folder / "procedures/service/using.yml").write_text(USING, encoding="utf-8")
    assert not fault_of(run("build", "--no-pdf", cwd=folder))
    return folder / "site"


def head(page: Page) -> str:
    return page.locator("#cm-tree .cm-tree-head").inner_text()


def on(page: Page, words: str) -> None:
    """Takes an answer or goes on, and waits for what comes."""
    before = page.url
    page.locator("#cm-tree .cm-tree-now").get_by_role("link", name=words, exact=True).click()
    page.wait_for_function("(before) => location.href !== before", arg=before)


@pytest.mark.browser
@pytest.mark.slow
def test_the_tree_goes_through_branches_wait_and_exception(
    browser: Browser, site: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(f"{serve(site)}/procedures/service/child/")
        first_screen = page.locator(".cm-any_time")
        assert "The person says that they are in danger" in first_screen.inner_text()
        tell = page.get_by_role("navigation", name="At any time").get_by_role("link")
        expect(tell).to_have_text("The person says that they are in danger")
        on(page, "Yes")
        assert head(page) == "At the same time"
        branches = page.locator(".cm-tree-branches li")
        assert branches.all_inner_texts() == ["Stay with the child", "Tell"]
        on(page, "Continue")
        tree = page.locator("#cm-tree")
        expect(tree).to_contain_text("1 of 2, at the same time: Stay with the child")
        on(page, "Done, continue")
        on(page, "Yes")  # hungry
        for step in ("Give food", "The child is fine", "Call the commission", "Write"):
            assert head(page) == step
            expect(tell).to_be_visible()
            on(page, "Done, continue")
        assert head(page) == "When all of this is done"
        on(page, "All done, continue")
        assert head(page) == "Wait for: The commission's answer"
        answers = page.locator("#cm-tree .cm-answers a")
        assert answers.all_inner_texts() == ["It came", "The time has passed (2 days)"]
        on(page, "It came")
        assert head(page) == "Record"
        # Told by keyboard at this step: back takes that back, and one is at the step again.
        tell.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.getElementById('cm-tree').dataset.outcome")
        assert page.locator("#cm-tree").get_attribute("data-outcome") == "emergency"
        assert page.evaluate("() => document.activeElement.matches('.cm-tree-head')")
        page.locator(".cm-tree-back").click()
        page.wait_for_function("() => !document.getElementById('cm-tree').dataset.outcome")
        assert head(page) == "Record"
        on(page, "Done, continue")
        expect(tree).to_have_attribute("data-outcome", "end")
        assert not visit.complaints


@pytest.mark.browser
@pytest.mark.slow
def test_each_path_of_the_proof_is_an_address_of_the_tree(
    browser: Browser, site: Path, serve: Callable[[Path], str]
) -> None:
    """Scenarios with an exception and without; a wait that is come to again is asked anew."""
    folder = site.parent
    data = json.loads(told(folder, "flow", "paths", "child", "--lang", "en", "--format", "json"))
    with Visit(browser) as visit:
        for path in data["paths"]:
            given = path["answers"]
            if any(isinstance(answer, list) for answer in given.values()):
                continue
            address = "&".join(f"{name}={answer}" for name, answer in given.items())
            page = visit.go(f"{serve(site)}/procedures/service/child/#?{address}")
            page.reload()
            page.wait_for_function("() => document.getElementById('cm-tree').dataset.outcome")
            assert page.locator("#cm-tree").get_attribute("data-outcome") == path["outcome"]
        for address, end in {
            "child.ask=yes&leaves=child.welcome": "gone",
            "child.ask=yes&child.danger=call&child.hungry=no": "bad",
            "child.ask=no": "good",
        }.items():
            page = visit.go(f"{serve(site)}/procedures/service/using/#?{address}")
            page.reload()
            page.wait_for_function("() => document.getElementById('cm-tree').dataset.outcome")
            assert page.locator("#cm-tree").get_attribute("data-outcome") == end
        assert not visit.complaints
