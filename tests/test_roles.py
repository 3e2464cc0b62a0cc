"""Roles agree: who acts, who the page says answers for it; and the matrix is read on any screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from claim_manual import starter
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import words
from claim_manual.work.judging import judged
from conftest import DAY, Visit, fault_of, once, run, write_tree

PAGE = "procedures/service/receive-request.yml"
FLOW = "flows/who-answers.yml"
ROLES = "reference/roles.yml"
CLERK = "- {id: clerk, name: {en: Clerk, pt: Funcionário}}\n"
PERSON = "- {id: caller, name: {en: Caller, pt: Quem liga}, kind: person}\n"
CODES = {"unlisted-role", "idle-responsibility", "unused-role", "idle-waiver"}


def change(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def roles(folder: Path, *entries: str) -> None:
    file = folder / ROLES
    file.write_text(file.read_text(encoding="utf-8") + "".join(entries), encoding="utf-8")


def of_roles(folder: Path) -> list[Finding]:
    _, found = judged(folder, DAY)
    return [finding for finding in found if finding.code in CODES]


def test_a_role_is_told_once_where_it_acts_first(small: Path) -> None:
    roles(small, CLERK)
    change(small, PAGE, "role: officer", "role: [officer, clerk]")
    (finding,) = of_roles(small)
    lines = (small / PAGE).read_text(encoding="utf-8").split("\n")
    assert finding.place.line == 1 + next(n for n, line in enumerate(lines) if "clerk" in line)
    assert "Funcionário" in finding.message.text(words("pt"))
    assert "“clerk”" in finding.hint.text(words("en"))


def test_the_person_served_acts_and_answers_for_nothing(small: Path) -> None:
    roles(small, PERSON)
    change(small, PAGE, "role: officer", "role: [officer, caller]")
    assert of_roles(small) == []


def test_a_page_that_states_no_responsibilities_is_left_alone(small: Path) -> None:
    change(small, PAGE, "responsibilities: {responsible: [officer]}\n", "")
    assert of_roles(small) == []


def test_who_acts_in_a_page_that_is_used_acts(small: Path) -> None:
    roles(small, CLERK)
    change(small, PAGE, "responsible: [officer]", "responsible: [officer, clerk]")
    change(small, FLOW, "    answers:", "    role: clerk\n    answers:")
    assert of_roles(small) == []


def test_where_a_step_does_not_say_who_anybody_responsible_may_act(small: Path) -> None:
    roles(small, CLERK)
    change(small, PAGE, "responsible: [officer]", "responsible: [officer, clerk]")
    change(small, PAGE, "    role: officer\n    say:", "    say:")
    assert of_roles(small) == []


def test_of_files_that_could_not_be_read_nothing_is_concluded(small: Path) -> None:
    roles(small, CLERK)
    change(small, PAGE, "status: draft", "status: x")
    assert of_roles(small) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (PAGE, "role: officer\n    say:", "role: [officer, clerk]\n    waive: {unlisted-role: x}\n    say:"),
        (PAGE, "role: officer\n    say:", "role: [officer, clerk]\n    say:"),
        (PAGE, "responsible: [officer]", "responsible: [officer, clerk]"),
        (ROLES, CLERK, CLERK.replace("id:", "waive: {unused-role: kept for later}, id:")),
    ],
    ids=["step", "page", "responsible", "register"],
)  # fmt: skip
def test_what_is_meant_is_accepted_with_its_reason(
    small: Path, path: str, old: str, new: str
) -> None:
    roles(small, CLERK)
    change(small, path, old, new)
    if path == PAGE and "waive" not in new:
        code = "unlisted-role" if "role:" in new else "idle-responsibility"
        change(small, PAGE, "history:", f"waive: {{{code}: the law asks for it}}\nhistory:")
    (finding,) = of_roles(small)
    assert finding.severity is Severity.INFO


def test_a_waiver_of_a_page_that_accepts_nothing_is_told(small: Path) -> None:
    change(small, PAGE, "history:", "waive: {unlisted-role: x}\nhistory:")
    roles(small, CLERK.replace("id:", "waive: {idle-question: x}, id:"))
    assert [finding.code for finding in of_roles(small)].count("idle-waiver") == 2


# -- the matrix


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small manual whose matrix has fourteen roles and thirty procedures."""

    def make(folder: Path) -> str:
        write_tree(folder, starter.manual(["en", "pt"], DAY))
        names = [f"role-{n}" for n in range(13)]
        roles(folder, *(f"- {{id: {name}, name: Officer of section {name}}}\n" for name in names))
        page = (folder / PAGE).read_text(encoding="utf-8")
        stated = f"{{responsible: [officer], consulted: [{', '.join(names)}]}}"
        change(folder, PAGE, "{responsible: [officer]}", stated)
        for n in range(2, 31):
            copy = page.replace("code: S-01", f"code: S-{n:02}")
            (folder / PAGE).with_name(f"page-{n}.yml").write_text(copy, encoding="utf-8")
        return fault_of(run("build", "--no-pdf", cwd=folder))

    return once(tmp_path_factory, "matrix", make) / "site"


REACHED = """() => {
  const table = document.querySelector('.cm-matrix table'), names = new Set();
  const heads = [...table.tHead.rows[0].cells].slice(1).map((head) => head.textContent.trim());
  for (const row of table.tBodies[0].rows) {
    [...row.cells].slice(1).forEach((cell, n) => {
      cell.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
      const box = cell.getBoundingClientRect();
      const at = document.elementFromPoint(box.left + Math.min(box.width / 2, 8), box.top + box.height / 2);
      const isSeen = box.width > 0 && box.left >= 0 && box.right <= innerWidth && cell.contains(at);
      const name = getComputedStyle(cell.querySelector('.cm-column') ?? cell).display;
      if (isSeen && /[RACI]/.test(cell.textContent)) names.add([heads[n], name !== 'none'].join());
    });
  }
  return [...names];
}"""


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_every_letter_of_the_matrix_can_be_seen(
    browser: Browser, serve: Callable[[Path], str], wide: Path, width: int
) -> None:
    with Visit(browser, width=width) as visit:
        page = visit.go(serve(wide) + "reference/roles/", is_idle=True)
        reached = page.evaluate(REACHED)
        assert len(reached) == 14
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 700:  # the role stands beside its letter, and nothing is moved aside
            assert page.evaluate(
                "(box => box.scrollWidth <= box.clientWidth)(document.querySelector('.cm-matrix'))"
            )
            cell = page.locator(".cm-matrix td").filter(has_text="section role-12").first
            assert cell.inner_text().split() == ["C", "Officer", "of", "section", "role-12"]


def test_the_names_of_roles_stay_in_sight_and_no_link_is_below_them(
    browser: Browser, serve: Callable[[Path], str], wide: Path
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(wide) + "reference/roles/", is_idle=True)
        box = page.locator(".cm-matrix")
        box.focus()
        page.keyboard.press("End")
        page.wait_for_function("() => document.querySelector('.cm-matrix').scrollTop > 300")
        page.locator(".cm-matrix tbody a").last.focus()
        for _ in range(29):
            page.keyboard.press("Shift+Tab")
        assert page.evaluate(
            """() => {
              const head = document.querySelector('.cm-matrix thead th').getBoundingClientRect();
              return document.activeElement.getBoundingClientRect().top >= head.bottom - 1;
            }"""
        )
