"""Continuous integration: the workflows are sound, safe, and call commands that exist."""

import base64
import json
import os
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
from conftest import DAY, ROOT, answering, called, committed, git
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
            elif "contents" in job["permissions"]:  # it commits, and runs nothing of the change
                assert not re.search(r"claim-manual|make |tools/", json.dumps(job["steps"]))


PULL_REQUEST = yaml.safe_load(
    (ROOT / ".github" / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
)["jobs"]


def steps_of(job: str) -> dict[str, dict[str, str]]:
    return {step["name"]: step for step in PULL_REQUEST[job]["steps"]}


def test_the_form_takes_neither_report_nor_site_away() -> None:
    names = [*steps_of("manual")]
    assert names[-1] == "Check the form of the files"
    assert names.index("Keep the site to look at") < names.index("Check the form of the files")
    after = names[names.index("Say what the change means") + 1 :]
    assert all("!cancelled()" in str(steps_of("manual")[name]["if"]) for name in after)
    assert PULL_REQUEST["manual"]["if"] == "${{ !cancelled() }}"
    script = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["change"]
    lines = script["script"]
    assert script["artifacts"]["when"] == "always"
    first_that_fails = next(n for n, line in enumerate(lines) if "status=1" in str(line))
    assert any("build --no-pdf || true" in str(line) for line in lines[:first_that_fails])
    assert lines[-1] == 'exit "$status"'


def test_only_branches_of_the_repository_get_a_commit_and_a_fork_is_told_what_to_run() -> None:
    condition = PULL_REQUEST["form"]["if"]
    assert "head.repo.full_name == github.repository" in condition
    assert PULL_REQUEST["commit"]["needs"] == "form"
    assert PULL_REQUEST["commit"]["permissions"] == {"contents": "write"}
    assert (
        "needs.commit.outputs.commit == ''"
        in steps_of("manual")["Check the form of the files"]["if"]
    )
    told = steps_of("comment")["Say of the commit with the form what was found"]
    assert f'context="{PULL_REQUEST["manual"]["name"]}"' in told["run"]


@pytest.fixture
def online(small: Path) -> Path:
    """The small manual in a repository with its lock, and a branch that forms on a host have saved."""
    for arguments in (("format",), ("i18n", "confirm")):
        assert called(*arguments, cwd=small).returncode == 0
    committed(small)
    git(small, "switch", "--quiet", "--create", "cms/service/s-01")
    file = small / "procedures" / "service" / "receive-request.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("en: Listen to the whole", "en:   'Hear the whole").replace(
        "pt: Ouvir o pedido até ao fim", 'pt: "Escutar o pedido até ao fim"'
    )
    file.write_text(re.sub(r"(Hear the whole request)", r"\1'", text), encoding="utf-8")
    git(small, "commit", "--quiet", "--all", "--message", "Update Procedure “S-01”")
    return small


def script(
    name: str, folder: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    program = f"{sys.executable} -m claim_manual"
    return subprocess.run(
        [ROOT / "tools" / name, *arguments],
        cwd=folder,
        env={**os.environ, "CLAIM_MANUAL": program, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_what_forms_save_on_a_host_is_formed_and_confirmed(online: Path, tmp_path: Path) -> None:
    out = tmp_path / "formed"
    done = script("formed.sh", online, str(out), "main", "cms/service/s-01")
    assert done.returncode == 0, done.stderr
    paths = (out / "list").read_text(encoding="utf-8").splitlines()
    assert paths == ["procedures/service/receive-request.yml", "translations.lock"]
    git(online, "checkout", "--quiet", ".")
    for path in paths:
        shutil.copy(out / path, online / path)
    assert called("format", "--check", cwd=online).returncode == 0
    assert called("check", "--strict", cwd=online).returncode == 0
    assert "0 stale" in called("i18n", "status", cwd=online).stderr
    git(online, "commit", "--quiet", "--all", "--message", "Form")
    again = script("formed.sh", online, str(tmp_path / "again"), "main", "cms/service/s-01")
    assert again.returncode == 0
    assert not [*(tmp_path / "again").iterdir()]


def test_what_people_write_by_hand_is_formed_and_not_confirmed(
    online: Path, tmp_path: Path
) -> None:
    script("formed.sh", online, str(tmp_path / "formed"), "main", "my-branch")
    listed = (tmp_path / "formed" / "list").read_text(encoding="utf-8")
    assert listed == "procedures/service/receive-request.yml\n"


def test_whose_files_are_not_in_form_reads_what_to_run(online: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary"
    done = script("told_form.sh", online, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 1
    assert "procedures/service/receive-request.yml" in done.stdout
    assert "::error title=The files are not in form::Run in the manual's folder: " in done.stdout
    for text in (done.stdout, summary.read_text(encoding="utf-8")):
        assert ".venv/bin/claim-manual format" in text
        assert ".venv\\Scripts\\claim-manual format" in text
    called("format", cwd=online)
    assert script("told_form.sh", online).returncode == 0


def committing(folder: Path, files: dict[str, str]) -> tuple[int, dict[str, object] | None]:
    """The step that commits, with a stand-in for GitHub's program, and what it sends."""
    for path, content in files.items():
        (folder / "formed" / path).parent.mkdir(parents=True, exist_ok=True)
        if content.startswith("->"):
            (folder / "formed" / path).symlink_to(content[2:])
        else:
            (folder / "formed" / path).write_text(content, encoding="utf-8")
    (folder / "formed" / "list").write_text("".join(f"{one}\n" for one in files), encoding="utf-8")
    program = folder / "bin" / "gh"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\ncp body.json sent.json\necho 0a1b\n", encoding="utf-8")
    program.chmod(0o755)
    done = subprocess.run(
        ["bash", "-e", "-c", steps_of("commit")["Commit it"]["run"]],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{program.parent}:{os.environ['PATH']}",
            "REPOSITORY": "aima/manual",
            "BRANCH": "cms/x",
            "HEAD": "abc",
            "GITHUB_OUTPUT": str(folder / "output"),
        },
        check=False,
        capture_output=True,
    )
    sent = folder / "sent.json"
    return done.returncode, json.loads(sent.read_bytes()) if sent.exists() else None


def test_the_form_is_committed_on_what_was_looked_at(tmp_path: Path) -> None:
    files = {"procedures/a/x-01.yml": "a: é\n", "translations.lock": "# x\n" * 300_000}
    status, sent = committing(tmp_path, files)
    assert (status, (tmp_path / "output").read_text(encoding="utf-8")) == (0, "commit=0a1b\n")
    assert sent
    given = sent["variables"]["input"]  # type: ignore[index]
    assert given["expectedHeadOid"] == "abc"
    assert given["branch"] == {"repositoryNameWithOwner": "aima/manual", "branchName": "cms/x"}
    made = {
        one["path"]: base64.b64decode(one["contents"]).decode()
        for one in given["fileChanges"]["additions"]
    }
    assert made == files


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (".github/workflows/x.yml", "on: push"),
        ("procedures/../manual.yml", "a: b"),
        ("docs/index.pt.md", "x"),
        ("flows/x.yml.sh", "x"),
        ("flows/x.yml", "->/etc/hostname"),
    ],
)
def test_nothing_but_sources_is_committed(tmp_path: Path, path: str, content: str) -> None:
    status, sent = committing(tmp_path, {path: content})
    assert status
    assert sent is None


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
    formed: ClassVar[dict[str, str]] = {}
    may_commit = True
    notes: ClassVar[list[dict[str, object]]] = []
    calls: ClassVar[list[tuple[str, str, str]]] = []
    merge_request: ClassVar[dict[str, str]] = {
        "source_branch": "cms/x",
        "target_branch": "main",
        "sha": "abc",
    }

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.calls.append(("GET", path, self.headers.get("PRIVATE-TOKEN", "")))
        own = "/projects/7/merge_requests"
        artifact = "/projects/7/jobs/31/artifacts/report/comment.md"
        answers: dict[str, object] = {
            "/user": {"id": 5},
            own: [
                {**self.merge_request, "iid": 1, "source_project_id": 7},
                {**self.merge_request, "iid": 2, "source_project_id": 8},
            ],
            f"{own}/1/pipelines": [{"id": 21, "project_id": 7, "sha": "abc"}],
            f"{own}/2/pipelines": [{"id": 22, "project_id": 8}],
            "/projects/7/pipelines/21/jobs": [
                {"name": "change", "id": 31, "artifacts_file": {"filename": "artifacts.zip"}}
            ],
            f"{own}/1/notes": self.notes,
        }
        formed = path.removeprefix("/projects/7/jobs/31/artifacts/formed/")
        if formed != path and formed not in self.formed:
            self.send_error(404)
        elif formed != path:
            self.answer(self.formed[formed].encode())
        elif path == artifact:  # kept elsewhere, as large hosts do
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
            self.end_headers()
        else:
            self.answer(
                self.report.encode() if path == "/elsewhere" else json.dumps(answers[path]).encode()
            )

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path.endswith("/repository/commits"):
            self.calls.append((self.command, self.path, content))
            if not self.may_commit:
                self.send_error(403)
                return
            self.answer(b"{}")
            return
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
        monkeypatch.setenv("CI_DEFAULT_BRANCH", "main")
        monkeypatch.setattr(GitLab, "formed", {})
        monkeypatch.setattr(GitLab, "may_commit", True)
        monkeypatch.setattr(GitLab, "merge_request", dict(GitLab.merge_request))
        monkeypatch.setattr(GitLab, "notes", [])
        monkeypatch.setattr(GitLab, "calls", [])
        yield GitLab


def written(gitlab: type[GitLab], report: str) -> list[tuple[str, str, str]]:
    gitlab.report = report
    gitlab.calls.clear()
    program = [sys.executable, ROOT / "tools" / "gitlab_notes.py"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert ("may not commit" in done.stderr) is (bool(gitlab.formed) and not gitlab.may_commit)
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


FORMED = {
    "list": "flows/x.yml\ntranslations.lock\n",
    "flows/x.yml": "a: é\n",
    "translations.lock": "#",
}


@pytest.mark.parametrize("may_commit", [True, False])
def test_on_gitlab_the_form_is_committed_to_branches_of_the_project(
    gitlab: type[GitLab], may_commit: bool
) -> None:
    gitlab.formed.update(FORMED)
    gitlab.may_commit = may_commit
    _, (method, path, content) = written(gitlab, f"{MARKER}\nwords")
    assert (method, path) == ("POST", "/projects/7/repository/commits")
    given = json.loads(content)
    assert given["branch"] == "cms/x"
    assert {one["file_path"]: one["content"] for one in given["actions"]} == {
        path: text for path, text in FORMED.items() if path != "list"
    }


@pytest.mark.parametrize(
    ("request_", "listed"),
    [
        ({}, ".gitlab-ci.yml\n"),
        ({}, "flows/../.gitlab-ci.yml\n"),
        ({"sha": "newer"}, FORMED["list"]),
        ({"source_branch": "main"}, FORMED["list"]),
    ],
)
def test_on_gitlab_nothing_else_is_committed(
    gitlab: type[GitLab], request_: dict[str, str], listed: str
) -> None:
    gitlab.formed.update(FORMED | {"list": listed, ".gitlab-ci.yml": "x"})
    gitlab.merge_request.update(request_)
    assert [path for _, path, _ in written(gitlab, f"{MARKER}\nx")] == [
        "/projects/7/merge_requests/1/notes"
    ]


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
    assert "- S-01 Receive a request: 19 February 2027" in made
    assert "- Help line (example) (helpdesk)" in made
