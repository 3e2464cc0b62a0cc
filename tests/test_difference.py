"""What a change means: `claim-manual diff` by meaning, against git revisions."""

import json
import re
from pathlib import Path

import pytest

from claim_manual.difference.report import difference_report
from claim_manual.work import revisions
from conftest import ROOT, called, committed, git

CASE = re.compile(
    r"(?ms)^## ([^\n]+)\n\n(?:```diff before\n(.*?)^```\n)?```diff\n(.*?)^```\n```\n(.*?)^```$"
)
CASES = CASE.findall((ROOT / "tests" / "difference_cases.md").read_text(encoding="utf-8"))
ONE_ANSWER = "An answer leads elsewhere"
PATCHES = {name: patch for name, _, patch, _ in CASES}


@pytest.fixture
def kept(small: Path) -> Path:
    """The small manual as the first commit of a repository."""
    return committed(small)


def said(folder: Path, kind: str = "text") -> str:
    """The difference from the last commit to the files."""
    return difference_report(revisions.compared(folder, "HEAD", None), "en", kind)


def prepare(folder: Path, first: str) -> None:
    """The manual to which a change is made, where it is not the starter's own."""
    if first:
        git(folder, "apply", given=first)
        git(folder, "commit", "--quiet", "--all", "--message", "before")


@pytest.mark.parametrize(("name", "first", "patch", "expected"), CASES)
def test_a_change_is_told_in_words(
    kept: Path, name: str, first: str, patch: str, expected: str
) -> None:
    prepare(kept, first)
    git(kept, "apply", given=patch)
    assert said(kept) == expected


@pytest.mark.parametrize(("name", "first", "patch", "expected"), CASES)
def test_there_and_back_is_no_change(
    kept: Path, name: str, first: str, patch: str, expected: str
) -> None:
    prepare(kept, first)
    git(kept, "apply", given=patch)
    git(kept, "commit", "--quiet", "--all", "--message", "there")
    git(kept, "revert", "--no-edit", "HEAD")
    made = revisions.compared(kept, "HEAD~2", "HEAD")
    assert difference_report(made, "en", "text") == "No change of meaning.\n"


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 20
    assert sum("No change of meaning." in expected for *_, expected in CASES) >= 3


def paths(folder: Path, flow: str) -> set[tuple[str, str]]:
    """The situations that `flow paths` lists: the answers, and the outcome."""
    listed = json.loads(called("flow", "paths", flow, "--format", "json", cwd=folder).stdout)[
        "paths"
    ]
    return {(json.dumps(one["answers"], sort_keys=True), str(one["outcome"])) for one in listed}


@pytest.mark.parametrize(
    "name",
    [
        ONE_ANSWER,
        "A question with two answers comes between",
        "A level and a kind of outcome change",
    ],
)
def test_changed_situations_are_the_difference_of_two_flow_paths(kept: Path, name: str) -> None:
    flows = ("who-answers", "receive-request")
    before = {flow: paths(kept, flow) for flow in flows}
    git(kept, "apply", given=PATCHES[name])
    after = {flow: paths(kept, flow) for flow in flows}
    told = json.loads(called("diff", "HEAD", "--format", "json", cwd=kept).stdout)["situations"]
    for flow in flows:
        own = told.get(flow, {"changed": [], "added": [], "removed": []})
        rows = [one for sort in ("changed", "added", "removed") for one in own[sort]]
        gone = {
            (json.dumps(one["answers"], sort_keys=True), str(one["before"]))
            for one in rows
            if one["before"]
        }
        new = {
            (json.dumps(one["answers"], sort_keys=True), str(one["after"]))
            for one in rows
            if one["after"]
        }
        assert gone == before[flow] - after[flow]
        assert new == after[flow] - before[flow]


def test_the_page_of_a_change_has_both_charts_with_marks(kept: Path) -> None:
    git(kept, "apply", given=PATCHES["A question with two answers comes between"])
    page = said(kept, "html")
    before, after = re.findall(r"(?s)<figure.*?</figure>", page)
    assert 'data-node="urgent"' not in before
    assert re.search(r'data-node="urgent">(?:(?!</g>).)*>\+</text>', after)
    assert re.search(r'data-node="ours">(?:(?!</g>).)*>~</text>', after)
    assert 'data-node="here"' in before
    assert not re.search(r"(?:src|href)=", page)


def test_words_of_the_manual_do_nothing_in_a_comment(kept: Path) -> None:
    file = kept / "reference" / "roles.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Officer", "<img src=x> @team [a](b) `c` #1"),
        encoding="utf-8",
    )
    comment = said(kept, "markdown")
    assert "<img" not in comment
    assert "@team" not in comment
    assert "[a](b)" not in comment


def test_a_revision_that_is_not_there_is_said_in_one_line(kept: Path) -> None:
    for name in ("nothing", "HEAD~5", "HEAD:docs"):
        made = called("diff", name, cwd=kept)
        assert made.returncode == 2
        assert len(made.stderr.strip().splitlines()) == 1


def test_a_folder_without_repository_is_said_in_one_line(small: Path) -> None:
    made = called("diff", "HEAD", cwd=small)
    assert made.returncode == 2
    assert "this folder is in no git repository" in made.stderr
    assert len(made.stderr.strip().splitlines()) == 1


def test_a_manual_below_the_top_of_its_repository(kept: Path) -> None:
    inner = kept / "inner"
    inner.mkdir()
    for one in [one for one in kept.iterdir() if one.name not in {".git", "inner"}]:
        git(kept, "mv", one.name, f"inner/{one.name}")
    git(kept, "commit", "--quiet", "--message", "moved")
    git(inner, "apply", "--directory=inner", given=PATCHES[ONE_ANSWER])
    assert "1 situation ends elsewhere" in called("diff", "HEAD", cwd=inner).stdout


def test_a_step_with_another_id_is_told_as_that_alone(kept: Path) -> None:
    file = kept / "procedures" / "service" / "receive-request.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("id: sent", "id: away").replace(": sent", ": away"), encoding="utf-8"
    )
    assert said(kept).splitlines()[3:] == [
        "  ~ Outcome “Person referred” › Identifier: sent → away"
    ]


def test_who_leaned_on_a_page_that_is_gone_is_named(kept: Path) -> None:
    (kept / "flows" / "who-answers.yml").unlink()
    told = said(kept)
    assert "− T-01 Who answers the request?" in told
    assert "S-01 Receive a request: " in told


def test_what_errors_hide_is_said(kept: Path) -> None:
    file = kept / "flows" / "who-answers.yml"
    file.write_text(file.read_text(encoding="utf-8") + "\tx: {", encoding="utf-8")
    made = called("diff", "HEAD", cwd=kept)
    assert made.returncode == 0
    assert "Not compared, because there are errors in them: flows/who-answers.yml." in made.stdout
    assert "− T-01" not in made.stdout


def test_a_number_that_does_not_fit_is_not_told_as_removed(kept: Path) -> None:
    file = kept / "reference" / "contacts.yml"
    text = file.read_text(encoding="utf-8").replace(
        "  status: recheck", "  status: recheck\n  phone: 144"
    )
    file.write_text(text, encoding="utf-8")
    told = said(kept)
    assert "Not compared, because there are errors in them: reference/contacts.yml." in told
    assert "helpdesk" not in told
