"""Continuous integration: the workflows are sound, safe, and call commands that exist."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
import yaml
from markdown_it import MarkdownIt

from claim_manual.cli import main
from claim_manual.difference.comment import LARGEST, MARKER, comment
from claim_manual.work.revisions import judged_change
from conftest import DAY, ROOT, answering, called, git
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


def test_on_gitlab_the_token_is_only_where_no_merge_request_runs() -> None:
    jobs = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    of_requests = {
        name
        for name, job in jobs.items()
        if isinstance(job, dict) and "merge_request_event" in json.dumps(job.get("rules"))
    }
    assert of_requests == {"change"}
    assert "gitlab_notes" not in json.dumps(jobs["change"])
    assert "NOTE_TOKEN" not in json.dumps(jobs)
    (rule,) = jobs["notes"]["rules"]
    assert '"schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' in rule["if"]
    assert jobs["notes"]["script"] == ["python3 tools/gitlab_notes.py"]


class GitLab(BaseHTTPRequestHandler):
    """A GitLab with two open merge requests, one of them from a fork, and what was written to it."""

    report = ""
    notes: ClassVar[list[dict[str, object]]] = []
    calls: ClassVar[list[tuple[str, str, str]]] = []

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.calls.append(("GET", path, self.headers.get("PRIVATE-TOKEN", "")))
        own = "/projects/7/merge_requests"
        artifact = "/projects/7/jobs/31/artifacts/report/comment.md"
        answers: dict[str, object] = {
            "/user": {"id": 5},
            own: [{"iid": 1}, {"iid": 2}],
            f"{own}/1/pipelines": [{"id": 21, "project_id": 7}],
            f"{own}/2/pipelines": [{"id": 22, "project_id": 8}],
            "/projects/7/pipelines/21/jobs": [
                {"name": "change", "id": 31, "artifacts_file": {"filename": "artifacts.zip"}}
            ],
            f"{own}/1/notes": self.notes,
        }
        if path == artifact:  # kept elsewhere, as large hosts do
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
            self.end_headers()
        else:
            self.answer(
                self.report.encode() if path == "/elsewhere" else json.dumps(answers[path]).encode()
            )

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.calls.append((self.command, self.path, parse_qs(content)["body"][0]))
        self.answer(b"{}")

    def do_PUT(self) -> None:
        self.do_POST()

    def answer(self, content: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def gitlab(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[GitLab]]:
    with answering(ThreadingHTTPServer(("127.0.0.1", 0), GitLab)) as address:
        monkeypatch.setenv("CI_API_V4_URL", address.rstrip("/"))
        monkeypatch.setenv("CI_PROJECT_ID", "7")
        monkeypatch.setenv("NOTE_TOKEN", "secret")
        monkeypatch.setattr(GitLab, "notes", [])
        monkeypatch.setattr(GitLab, "calls", [])
        yield GitLab


def written(gitlab: type[GitLab], report: str) -> list[tuple[str, str, str]]:
    gitlab.report = report
    gitlab.calls.clear()
    program = [sys.executable, ROOT / "tools" / "gitlab_notes.py"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return [call for call in gitlab.calls if call[0] != "GET"]


def test_a_note_is_written_once_and_renewed(gitlab: type[GitLab]) -> None:
    notes = "/projects/7/merge_requests/1/notes"
    assert written(gitlab, f"{MARKER}\nfirst") == [("POST", notes, f"{MARKER}\nfirst")]
    assert ("GET", "/elsewhere", "") in gitlab.calls, "the token stays with GitLab"
    of_another = {"id": 8, "author": {"id": 6}, "body": f"{MARKER}\nof another"}
    gitlab.notes += [of_another, {"id": 9, "author": {"id": 5}, "body": f"{MARKER}\nfirst"}]
    assert written(gitlab, f"{MARKER}\nfirst") == []
    assert written(gitlab, f"{MARKER}\nsecond") == [("PUT", f"{notes}/9", f"{MARKER}\nsecond")]


def test_what_a_merge_request_left_does_nothing_in_the_tokens_name(gitlab: type[GitLab]) -> None:
    """Lines that begin with a stroke are commands, which GitLab carries out for whoever writes them."""
    ((_, _, body),) = written(gitlab, f"{MARKER}\nwords\n/merge\n\n  /approve\r/close\r\n/x")
    assert not re.search(r"(?m)^\s*/", body)
    assert written(gitlab, "without the mark") == []
    assert written(gitlab, f"{MARKER}\n" + "x" * 70_000) == []


@pytest.mark.parametrize(
    ("status", "told", "expected"),
    [
        (0, {"dependencies": [{"name": "a", "version": "1", "vulns": []}]}, []),
        (
            1,
            {
                "dependencies": [
                    {"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]},
                    {"name": "b", "skip_reason": "x"},
                ]
            },
            ["- a 1: X-1 (→ 2)"],
        ),
        (1, None, ["- pip-audit: não foi possível perguntar / could not be asked"]),
    ],
)
def test_advisories_are_lines_of_the_weekly_list(
    tmp_path: Path, status: int, told: object, expected: list[str]
) -> None:
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "advisories.py", tmp_path / "tools")
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "python").symlink_to(sys.executable)
    audit = tmp_path / "pip-audit"
    answer = json.dumps(told) if told else ""
    audit.write_text(f"#!/bin/sh\necho '{answer}'\nexit {status}\n", encoding="utf-8")
    audit.chmod(0o755)
    done = subprocess.run(
        [tmp_path / "python", tmp_path / "tools" / "advisories.py"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if line.startswith("- ")] == expected


def test_every_locked_package_has_the_hashes_of_its_files_and_no_address() -> None:
    pins: dict[str, str] = {}
    for file in sorted(ROOT.glob("requirements*.lock")):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"https?://|--(?:extra-)?index|--find-links|-f ", text)
        for entry in re.split(r"(?m)^(?=\S)", text)[1:]:
            name, version = re.match(r"([\w.-]+)==(\S+)", entry).groups()
            assert pins.setdefault(name, version) == version, f"{name} in {file.name}"
            assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry)) >= 1, name
    assert {"hatchling", "editables", "pip-audit", "uv", "pytest", "mkdocs"} <= set(pins)


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
