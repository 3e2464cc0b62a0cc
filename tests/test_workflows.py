"""Continuous integration: the workflows are sound, safe, and call commands that exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from claim_manual.cli import main
from claim_manual.revisions import judged_change
from claim_manual.view.comment import LARGEST, MARKER, comment
from conftest import DAY, ROOT, called, git
from test_difference import PATCHES, kept

__all__ = ["kept"]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def tool(*arguments: object) -> subprocess.CompletedProcess[str]:
    name, *rest = map(str, arguments)
    return subprocess.run(
        [str(BIN / name), *rest],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_actionlint_finds_nothing() -> None:
    made = tool("actionlint", "-shellcheck", BIN / "shellcheck", *WORKFLOWS)
    assert (made.returncode, made.stdout) == (0, "")


@pytest.mark.parametrize("persona", ["regular", "pedantic"])
def test_zizmor_finds_nothing_and_nothing_is_ignored(persona: str) -> None:
    made = tool("zizmor", "--offline", "--no-progress", "--persona", persona, ".github")
    assert made.returncode == 0, made.stdout
    said = made.stdout + made.stderr
    assert "No findings" in said
    assert "ignored" not in said
    assert not any("zizmor: ignore" in one.read_text(encoding="utf-8") for one in WORKFLOWS)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.gitlab-ci", [ROOT / ".gitlab-ci.yml"]),
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.dependabot", [ROOT / ".github" / "dependabot.yml"]),
    ],
)
def test_the_files_fit_their_schemas(schema: str, files: list[Path]) -> None:
    made = tool("check-jsonschema", "--builtin-schema", schema, *files)
    assert made.returncode == 0, made.stdout


def test_the_shell_scripts_are_sound() -> None:
    scripts = [*(ROOT / "tools").glob("*.sh"), ROOT / ".ci" / "run"]
    made = tool("shellcheck", *scripts)
    assert (made.returncode, made.stdout) == (0, "")


def commands() -> set[str]:
    """Every `claim-manual` command that a workflow, GitLab's jobs or a hook calls."""
    texts = [one.read_text(encoding="utf-8") for one in WORKFLOWS]
    texts += [
        (ROOT / name).read_text(encoding="utf-8")
        for name in (".gitlab-ci.yml", ".pre-commit-hooks.yaml")
    ]
    return {
        name
        for text in texts
        for name in re.findall(r"claim-manual ([a-z][a-z0-9-]*)\b(?!\.)", text)
    }


def test_every_command_that_is_called_exists() -> None:
    called = commands()
    assert {"check", "format", "diff", "comment", "build", "pdf", "due"} <= called
    assert called <= set(main.commands) | {"find"}


def test_pull_requests_get_no_secret_and_no_right_to_write_where_their_code_runs() -> None:
    for file in WORKFLOWS:
        text = file.read_text(encoding="utf-8")
        flow = yaml.safe_load(text)
        assert "secrets." not in text
        assert "pull_request_target" not in text
        assert flow["permissions"] == {}
        for job in flow["jobs"].values():
            runs_code = any("uses" in one and "checkout" in one["uses"] for one in job["steps"])
            if runs_code:
                assert job["permissions"] == {"contents": "read"}


def test_the_comment_says_what_is_wrong_what_it_means_and_shows_the_charts(kept: Path) -> None:
    git(kept, "apply", given=PATCHES["A question with two answers comes between"])
    assert called("i18n", "confirm", cwd=kept).returncode == 0
    file = kept / "flows" / "who-answers.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Handle it here", "Deal @all with <b>it</b>"),
        encoding="utf-8",
    )
    made = comment(judged_change(kept, "HEAD", DAY), "en")
    assert made.startswith(f"{MARKER}\n")
    assert "`flows/who-answers.yml:" in made
    assert "`scenario-fails`" in made
    assert "## What this change means" in made
    assert made.count("```mermaid\n") == 2
    assert "style urgent stroke:#1c5f37" in made
    page = MarkdownIt("commonmark", {"html": True}).render(made)
    assert "<b>" not in page
    assert "@all" not in page
    assert len(made) < LARGEST


def test_a_sound_change_is_told_as_such(kept: Path) -> None:
    made = comment(judged_change(kept, "HEAD", DAY), "en")
    assert "✅ **This change brings nothing wrong.**" in made
    assert "No change of meaning." in made


def test_a_comment_is_never_too_long_for_a_code_host(kept: Path) -> None:
    terms = "".join(
        f"- id: t{n}\n  term: {{en: Term {n} {'w ' * 40}, pt: Termo {n}}}\n  definition: {{en: x, pt: x}}\n"
        for n in range(800)
    )
    (kept / "reference" / "glossary.yml").write_text(terms, encoding="utf-8")
    made = comment(judged_change(kept, "HEAD", DAY), "en")
    assert len(made) < 65_536
    assert "The rest is too long for a comment" in made


def test_the_books_are_listed_as_jobs(kept: Path) -> None:
    (kept / "editions").mkdir()
    (kept / "editions" / "both.yml").write_text(
        "title: {en: Both, pt: Ambas}\noptions: {bilingual: following}\n", encoding="utf-8"
    )
    made = yaml.safe_load(called("pdf", "--list", "--format", "json", cwd=kept).stdout)
    assert made["books"] == [
        {"edition": "full", "lang": "en", "languages": ["en"], "file": "manual-en.pdf"},
        {"edition": "full", "lang": "pt", "languages": ["pt"], "file": "manual-pt.pdf"},
        {"edition": "both", "lang": "en", "languages": ["en", "pt"], "file": "both-en-pt.pdf"},
    ]


def test_what_is_due_is_listed(small: Path) -> None:
    assert "Nothing is due." not in called("due", cwd=small, CLAIM_MANUAL_TODAY="2027-06-01").stdout
    made = called("due", "--lang", "en", cwd=small, CLAIM_MANUAL_TODAY="2027-06-01").stdout
    assert "- S-01 Receive a request: February 19, 2027" in made
    assert "- Help line (example) (helpdesk)" in made
