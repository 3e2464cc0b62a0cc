"""A save is told as saved only when it is a commit, on the branch that is told, and nothing else is."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from claim_manual import starter
from claim_manual.editor import desk as desks
from claim_manual.editor.actions import answer
from claim_manual.editor.desk import Change, ChangedError, Desk, RefusedError, revision
from claim_manual.editor.journal import Journal
from claim_manual.editor.repository import NotCommittedError
from claim_manual.model.language import words
from claim_manual.publish.folder import write_tree
from conftest import DAY, committed, git

ROLES = "reference/roles.yml"
CONTACTS = "reference/contacts.yml"
PAGE = "procedures/service/receive-request.yml"
SAVES = 200
"""How many saves each of two people makes in the long walk."""


@pytest.fixture
def kept(small: Path) -> Path:
    """The starter's manual as the first commit of the branch main."""
    return committed(small)


@pytest.fixture
def desk(kept: Path) -> Desk:
    """Its forms."""
    return Desk(kept, DAY, words("en"))


def asked(desk: Desk, action: str, **params: Any) -> tuple[HTTPStatus, Any]:
    return answer(desk, action, params)


def opened(desk: Desk, path: str) -> dict[str, Any]:
    status, entry = asked(desk, "getEntry", path=path)
    assert status == HTTPStatus.OK
    return entry


def saved(desk: Desk, entry: dict[str, Any], old: str, new: str) -> tuple[HTTPStatus, Any]:
    assert old in entry["data"]
    row = {
        "path": entry["file"]["path"],
        "base": entry["base"],
        "raw": entry["data"].replace(old, new, 1),
    }
    return asked(desk, "persistEntry", dataFiles=[row])


def branch(folder: Path) -> str:
    return git(folder, "symbolic-ref", "--short", "HEAD").strip()


def is_as_it_was(folder: Path, head: str, where: str = "main") -> bool:
    now = git(folder, "rev-parse", "HEAD").strip()
    return (branch(folder), now, git(folder, "status", "--porcelain")) == (where, head, "")


# -- where a save goes


def test_a_save_goes_to_a_branch_of_today_and_says_which(desk: Desk, kept: Path) -> None:
    status, told = saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    assert (status, told["branch"]) == (HTTPStatus.OK, "edit-2026-11-21")
    assert told["message"].startswith("Saved on the branch edit-2026-11-21.")
    assert "Clerk" in git(kept, "show", f"edit-2026-11-21:{ROLES}")
    status, told = saved(desk, opened(desk, ROLES), "Clerk", "Agent")
    assert (status, told["branch"]) == (HTTPStatus.OK, "edit-2026-11-21")
    assert git(kept, "rev-list", "--count", "edit-2026-11-21").strip() == "3"
    assert git(kept, "rev-list", "--count", "main").strip() == "1"


def test_after_going_back_to_main_a_save_begins_a_branch_of_its_own(desk: Desk, kept: Path) -> None:
    saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    git(kept, "switch", "--quiet", "main")
    _, told = saved(desk, opened(desk, ROLES), "Officer", "Agent")
    assert told["branch"] == "edit-2026-11-21-2" == branch(kept)
    assert "Agent" in git(kept, "show", f"edit-2026-11-21-2:{ROLES}")
    assert "Clerk" in git(kept, "show", f"edit-2026-11-21:{ROLES}")
    assert git(kept, "rev-list", "--count", "main").strip() == "1"


@pytest.mark.parametrize("name", ["producao", "release/2027", "trunk"])
def test_a_published_branch_of_any_name_gets_no_commit(desk: Desk, kept: Path, name: str) -> None:
    git(kept, "branch", "--move", "main", name)
    git(kept, "branch", "another")
    _, told = saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    assert told["branch"] == "edit-2026-11-21"
    assert git(kept, "rev-list", "--count", name).strip() == "1"


def test_a_branch_of_yesterday_is_left_as_it_is(desk: Desk, kept: Path) -> None:
    days = iter((DAY, DAY + dt.timedelta(days=1)))
    desk.clock = lambda: next(days)
    saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    _, told = saved(desk, opened(desk, ROLES), "Clerk", "Agent")
    assert told["branch"] == "edit-2026-11-22"
    assert git(kept, "rev-list", "--count", "edit-2026-11-21").strip() == "2"
    assert git(kept, "rev-list", "--count", "edit-2026-11-22").strip() == "3"


def test_a_name_that_is_taken_elsewhere_is_not_used(desk: Desk, kept: Path) -> None:
    git(kept, "update-ref", "refs/remotes/origin/edit-2026-11-21", "HEAD")
    _, told = saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    assert told["branch"] == "edit-2026-11-21-2"


# -- what is no save


def hook(folder: Path, name: str, script: str) -> None:
    file = folder / ".git" / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def in_a_merge(folder: Path) -> None:
    for name in ("one", "two"):
        git(folder, "switch", "--quiet", "--create", name, "main")
        file = folder / ROLES
        file.write_text(file.read_text(encoding="utf-8").replace("Officer", name), encoding="utf-8")
        git(folder, "commit", "--all", "--quiet", "--message", name)
    subprocess.run(["git", "-C", str(folder), "merge", "one"], check=False, capture_output=True)
    assert (folder / ".git/MERGE_HEAD").exists()


def in_a_rebase(folder: Path) -> None:
    (folder / ".git/rebase-merge").mkdir()


HINDRANCES = {
    "a hook that fails": lambda folder: hook(folder, "pre-commit", "echo no such luck >&2; exit 1"),
    "a message that is refused": lambda folder: hook(folder, "commit-msg", "exit 1"),
    "a lock that was left": lambda folder: (folder / ".git/index.lock").write_text(""),
    "no branch": lambda folder: git(folder, "switch", "--quiet", "--detach"),
    "a merge that is not finished": in_a_merge,
    "a rebase that is not finished": in_a_rebase,
}


@pytest.mark.parametrize("what", HINDRANCES)
def test_what_git_does_not_take_is_not_told_as_saved(desk: Desk, kept: Path, what: str) -> None:
    HINDRANCES[what](kept)
    state = [
        (kept / CONTACTS).read_bytes(),
        git(kept, "rev-parse", "HEAD"),
        git(kept, "for-each-ref"),
        (kept / ".git/HEAD").read_text(),
        git(kept, "status", "--porcelain"),
        git(kept, "ls-files", "--stage"),
    ]
    status, told = saved(desk, opened(desk, CONTACTS), "Help line", "Line")
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told["error"].startswith("Nothing was saved. ")
    assert "Saved" not in told["error"]
    assert state == [
        (kept / CONTACTS).read_bytes(),
        git(kept, "rev-parse", "HEAD"),
        git(kept, "for-each-ref"),
        (kept / ".git/HEAD").read_text(),
        git(kept, "status", "--porcelain"),
        git(kept, "ls-files", "--stage"),
    ]


@pytest.mark.parametrize("name", ["pre-commit", "post-commit"])
def test_a_commit_that_a_hook_changed_under_us_is_none(desk: Desk, kept: Path, name: str) -> None:
    head = git(kept, "rev-parse", "HEAD").strip()
    hook(kept, name, f"echo '# a hook' >> {ROLES}")
    status, told = saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "it is not there" in told["error"]
    assert (branch(kept), git(kept, "rev-parse", "HEAD").strip()) == ("main", head)
    assert git(kept, "for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]
    assert git(kept, "diff", "--cached", "--name-only") == ""
    assert (kept / ROLES).read_text(encoding="utf-8").endswith("# a hook\n")


def test_what_a_hook_says_is_told(desk: Desk, kept: Path) -> None:
    hook(kept, "pre-commit", "echo no such luck >&2; exit 1")
    assert "no such luck" in saved(desk, opened(desk, ROLES), "Officer", "Clerk")[1]["error"]


def test_a_new_file_that_is_not_committed_is_gone_again(desk: Desk, kept: Path) -> None:
    hook(kept, "pre-commit", "exit 1")
    path = "procedures/service/new-page.yml"
    raw = (kept / PAGE).read_text(encoding="utf-8").replace("S-01", "S-02")
    row = {"path": path, "base": "", "raw": raw}
    assert asked(desk, "persistEntry", dataFiles=[row])[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not (kept / path).exists()
    assert git(kept, "status", "--porcelain") == ""
    (kept / ".git/hooks/pre-commit").unlink()
    status, told = asked(desk, "persistEntry", dataFiles=[row])
    assert status == HTTPStatus.OK, told
    assert "S-02" in git(kept, "show", f"{told['branch']}:{path}")


def test_what_was_staged_by_hand_is_neither_committed_nor_lost(desk: Desk, kept: Path) -> None:
    file = kept / CONTACTS
    file.write_text(file.read_text(encoding="utf-8").replace("Help line", "Line"), encoding="utf-8")
    git(kept, "add", CONTACTS)
    _, told = saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    assert "Help line" in git(kept, "show", f"{told['branch']}:{CONTACTS}")
    assert git(kept, "diff", "--cached", "--name-only").split() == [CONTACTS]


def test_a_file_that_another_program_changes_meanwhile_stays_as_that_left_it(
    desk: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, judged = opened(desk, ROLES), desks.judged

    def while_judging(*given: Any) -> Any:
        (kept / ROLES).write_text("- changed elsewhere\n", encoding="utf-8")
        return judged(
            *given[:2], {ROLES: entry["data"].encode(), **(given[2] if given[2:] else {})}
        )

    monkeypatch.setattr(desks, "judged", while_judging)
    status, told = saved(desk, entry, "Officer", "Clerk")
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Another program" in told["error"]
    assert (kept / ROLES).read_text(encoding="utf-8") == "- changed elsewhere\n"
    assert branch(kept) == "main"


def test_a_form_that_shows_what_stands_is_not_judged_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = opened(desk, ROLES)
    assert saved(desk, entry, "Officer", "Clerk")[0] == HTTPStatus.OK
    entry = opened(desk, ROLES)
    row = {"path": ROLES, "base": entry["base"], "raw": entry["data"]}
    monkeypatch.setattr(desks, "judged", None)
    assert asked(desk, "judge", dataFiles=[row]) == (HTTPStatus.OK, {"findings": []})


def test_two_files_of_a_save_are_one_commit_or_none(
    desk: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = git(kept, "rev-parse", "HEAD").strip()
    rows = [
        {"path": path, "base": entry["base"], "raw": entry["data"].replace(old, "Other", 1)}
        for path, old in ((ROLES, "Officer"), (CONTACTS, "Help line"))
        for entry in [opened(desk, path)]
    ]
    broken = [rows[0], {**rows[1], "raw": "- id: x\n"}]
    assert asked(desk, "persistEntry", dataFiles=broken)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    assert is_as_it_was(kept, head)
    _, told = asked(desk, "persistEntry", dataFiles=rows)
    changed = git(kept, "show", "--format=", "--name-only", told["commit"]).split()
    assert {ROLES, CONTACTS} <= {*changed}


def test_nothing_is_written_before_it_is_judged(
    desk: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "write_all", lambda *_: pytest.fail("written"))
    entry = opened(desk, ROLES)
    for raw in ("- {", "[]", "- id: x\n"):
        row = {"path": ROLES, "base": entry["base"], "raw": raw}
        status, told = asked(desk, "persistEntry", dataFiles=[row])
        assert status == HTTPStatus.UNPROCESSABLE_ENTITY
        assert told["findings"]


# -- two people


def test_an_older_form_takes_nothing_back(desk: Desk) -> None:
    first, second = opened(desk, ROLES), opened(desk, ROLES)
    assert saved(desk, first, "Officer", "Clerk")[0] == HTTPStatus.OK
    opened(desk, ROLES)
    status, told = saved(desk, second, "Officer", "Agent")
    assert status == HTTPStatus.CONFLICT
    (now,) = told["entries"]
    assert "Clerk" in now["data"]
    assert saved(desk, now, "Clerk", "Agent")[0] == HTTPStatus.OK


def test_what_came_by_git_is_not_taken_back(desk: Desk, kept: Path) -> None:
    entry = opened(desk, ROLES)
    file = kept / ROLES
    file.write_text(file.read_text(encoding="utf-8").replace("Officer", "Clerk"), encoding="utf-8")
    git(kept, "commit", "--all", "--quiet", "--message", "pulled")
    assert saved(desk, entry, "Officer", "Agent")[0] == HTTPStatus.CONFLICT
    assert "Clerk" in file.read_text(encoding="utf-8")


def test_a_page_that_somebody_else_made_first_is_not_written_over(desk: Desk, kept: Path) -> None:
    row = {"path": PAGE, "base": "", "raw": "code: X-1\n"}
    status, told = asked(desk, "persistEntry", dataFiles=[row])
    assert status == HTTPStatus.CONFLICT
    assert told["entries"][0]["data"] == (kept / PAGE).read_text(encoding="utf-8")


# -- a save that is cut off


def test_what_a_killed_program_had_written_is_taken_back(desk: Desk, kept: Path) -> None:
    before = {ROLES: (kept / ROLES).read_bytes(), "flows/new.yml": None}
    after = {ROLES: before[ROLES].replace(b"Officer", b"Clerk"), "flows/new.yml": b"x: 1\n"}
    kept_open = Journal(desk.repository).kept(before, after)
    kept_open.__enter__()
    for path, content in after.items():
        (kept / path).write_bytes(content)
    Desk(kept, DAY, words("en"))
    assert git(kept, "status", "--porcelain") == ""
    assert not (kept / ".git/claim-manual-save.json").exists()


def test_what_it_had_committed_stays(desk: Desk, kept: Path) -> None:
    before = {ROLES: (kept / ROLES).read_bytes()}
    after = {ROLES: before[ROLES].replace(b"Officer", b"Clerk")}
    Journal(desk.repository).kept(before, after).__enter__()
    (kept / ROLES).write_bytes(after[ROLES])
    git(kept, "commit", "--all", "--quiet", "--message", "saved")
    Desk(kept, DAY, words("en"))
    assert (kept / ROLES).read_bytes() == after[ROLES]
    assert git(kept, "status", "--porcelain") == ""


# -- a save taken back


def test_a_save_is_taken_back_by_a_commit_that_says_so(desk: Desk, kept: Path) -> None:
    _, first = saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    _, second = saved(desk, opened(desk, CONTACTS), "Help line", "Line")
    status, told = asked(desk, "takeBack", commit=first["commit"])
    assert status == HTTPStatus.OK
    assert "Officer" in (kept / ROLES).read_text(encoding="utf-8")
    assert "Help line" not in (kept / CONTACTS).read_text(encoding="utf-8")
    message = git(kept, "log", "-1", "--format=%B")
    assert message.startswith("Taken back: Roles")
    assert f"This reverts commit {first['commit']}." in message
    assert asked(desk, "takeBack", commit=second["commit"])[0] == HTTPStatus.OK
    assert git(kept, "diff", "main") == ""
    assert told["commit"] in git(kept, "log", "--format=%H")


def test_a_new_page_taken_back_is_gone(desk: Desk, kept: Path) -> None:
    path = "procedures/service/new-page.yml"
    raw = (kept / PAGE).read_text(encoding="utf-8").replace("S-01", "S-02")
    _, told = asked(desk, "persistEntry", dataFiles=[{"path": path, "base": "", "raw": raw}])
    assert asked(desk, "takeBack", commit=told["commit"])[0] == HTTPStatus.OK
    assert not (kept / path).exists()
    assert git(kept, "status", "--porcelain") == ""


def test_what_was_changed_again_since_is_not_taken_back(desk: Desk, kept: Path) -> None:
    _, first = saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    saved(desk, opened(desk, ROLES), "Clerk", "Agent")
    status, told = asked(desk, "takeBack", commit=first["commit"])
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "changed again" in told["error"]
    assert "Agent" in (kept / ROLES).read_text(encoding="utf-8")


@pytest.mark.parametrize("commit", ["HEAD", "0" * 40, "--help", "main..x", ""])
def test_only_a_save_on_this_branch_is_taken_back(desk: Desk, kept: Path, commit: str) -> None:
    head = git(kept, "rev-parse", "HEAD").strip()
    status, _ = asked(desk, "takeBack", commit=commit)
    assert status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert is_as_it_was(kept, head)


def test_what_was_saved_before_is_told_newest_first(desk: Desk) -> None:
    saved(desk, opened(desk, ROLES), "Officer", "Clerk")
    saved(desk, opened(desk, ROLES), "Clerk", "Agent")
    _, told = asked(desk, "history", path=ROLES)
    assert ["Agent" in told[0]["subject"], "Agent" in told[1]["subject"]] == [True, False]
    assert "Clerk → Agent" in told[0]["report"]
    assert "1 thing changed." in told[0]["report"]


# -- what comes in may be anything


def test_no_change_has_a_path_that_the_forms_do_not_write(desk: Desk) -> None:
    for path in ("translations.lock", "manual.yml", "docs/assets/x.html", "docs/index.xx.md"):
        with pytest.raises(RefusedError):
            desk.save([Change(path, revision(None), b"x")])


def test_errors_of_the_desk_are_answers(desk: Desk) -> None:
    with pytest.raises((RefusedError, ChangedError, NotCommittedError)):
        desk.save([Change(PAGE, "older", b"x")])


# -- the long walk


class Server:
    """The editor as a program of its own, which can be killed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.start()

    def start(self) -> None:
        command = "from claim_manual.cli import main; main()"
        arguments = ["edit", "--root", str(self.root), "--port", "0"]
        self.program = subprocess.Popen(
            [sys.executable, "-u", "-c", command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"CLAIM_MANUAL_TODAY": DAY.isoformat(), "LC_ALL": "C.UTF-8"},
        )
        assert self.program.stdout
        line = self.program.stdout.readline()
        found = re.search(r"http://[\d.:]+/", line)
        assert found, line + self.program.stdout.read()
        self.address = found[0]

    def kill(self) -> None:
        self.program.send_signal(signal.SIGKILL)
        self.program.wait()
        assert self.program.stdout
        self.program.stdout.close()

    def ask(self, action: str, **params: Any) -> tuple[int, Any]:
        """An answer; 0 where the program is gone."""
        body = json.dumps({"action": action, "params": params}).encode()
        request = urllib.request.Request(
            f"{self.address}api/v1", body, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request) as found:
                return found.status, json.load(found)
        except urllib.error.HTTPError as failure:
            return failure.code, json.load(failure)
        except (urllib.error.URLError, ConnectionError, json.JSONDecodeError, OSError):
            return 0, None


FIELDS = {
    ROLES: (r"(?m)^    en: (.*)$", r"(?m)^    pt: (.*)$"),
    CONTACTS: (r"(?m)^    en: (.*)$", r"(?m)^    pt: (.*)$"),
}


class Person:
    """Somebody with a form open, who changes one field at a time and takes nothing back."""

    def __init__(self, name: str, chance: random.Random) -> None:
        self.name, self.chance, self.entry, self.count = name, chance, None, 0

    def act(self, server: Server) -> tuple[dict[str, Any], str, str] | None:
        """Opens or saves; what was told as saved, with the path and the words."""
        if self.entry is None or self.chance.random() < 0.2:
            status, self.entry = server.ask("getEntry", path=self.chance.choice([*FIELDS]))
            if status != 200:
                self.entry = None
            return None
        path, text = self.entry["file"]["path"], self.entry["data"]
        self.count += 1
        said = f"{self.name} {self.count}"
        field = self.chance.choice([*re.finditer(self.chance.choice(FIELDS[path]), text)])
        raw = text[: field.start(1)] + f'"{said}"' + text[field.end(1) :]
        row = {"path": path, "base": self.entry["base"], "raw": raw}
        status, told = server.ask("persistEntry", dataFiles=[row])
        self.entry = told["entries"][0] if status in {200, 409} else None
        return (told, path, said) if status == 200 and told["commit"] else None


@pytest.fixture
def walked(tmp_path: Path) -> Iterator[Server]:
    """The editor of the starter's manual, whose branch main is also that of a repository elsewhere."""
    root = tmp_path / "here"
    write_tree(root, starter.manual(["en", "pt"], DAY))
    committed(root)
    git(tmp_path, "clone", "--quiet", "--bare", "here", "elsewhere")
    git(root, "remote", "add", "origin", str(tmp_path / "elsewhere"))
    server = Server(root)
    yield server
    server.kill()


def pulled(root: Path, n: int) -> None:
    """Somebody else's commit is merged into the branch that one is on."""
    other = root.parent / "other"
    if not other.exists():
        git(root.parent, "clone", "--quiet", "elsewhere", "other")
        git(other, "config", "user.email", "other@example.org")
        git(other, "config", "user.name", "other")
    page = other / PAGE
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r'version: "?[\d.]+"?', f'version: "0.{n}"', text), encoding="utf-8")
    git(other, "commit", "--all", "--quiet", "--message", f"elsewhere {n}")
    git(other, "push", "--quiet")
    git(root, "pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main")


@pytest.mark.slow
def test_what_two_people_save_through_anything_is_where_it_was_told(walked: Server) -> None:
    root, chance = walked.root, random.Random(20)
    git(root, "config", "user.email", "somebody@example.org")
    git(root, "config", "user.name", "somebody")
    people = [Person("Ana", chance), Person("Rui", chance)]
    told: list[tuple[str, str, str, str]] = []
    in_flight: set[str] = set()
    n = 0
    while min(person.count for person in people) < SAVES:
        n += 1
        person = chance.choice(people)
        event = chance.random()
        if event < 0.02:
            hook(root, "pre-commit", "exit 1")
        elif event < 0.08:
            (root / ".git/hooks/pre-commit").unlink(missing_ok=True)
        elif event < 0.09:
            git(root, "switch", "--quiet", chance.choice(branches(root)))
        elif event < 0.1:
            (root / ".git/hooks/pre-commit").unlink(missing_ok=True)
            pulled(root, n)
        elif event < 0.12:
            Timer(chance.random() * 0.3, walked.program.send_signal, (signal.SIGKILL,)).start()
            answered = person.act(walked)
            in_flight.add(f"{person.name} {person.count}")
            note(root, told, answered)
            walked.kill()
            finished(root)
            walked.start()
            people[0].entry = people[1].entry = None
            assert git(root, "status", "--porcelain") == ""
            continue
        note(root, told, person.act(walked))
    texts = {said for *_, said in told}
    subjects = git(root, "log", "--all", "--format=%b").split("\n")
    committed_words = {
        found[0] for line in subjects for found in re.findall(r"→ ((Ana|Rui) \d+)", line)
    }
    assert len(told) > SAVES
    assert committed_words - texts <= in_flight
    commits = {where: {*git(root, "rev-list", where).split()} for where, *_ in told}
    for where, commit, path, said in told:
        assert said in git(root, "show", f"{commit}:{path}")
        assert commit in commits[where]


def branches(root: Path) -> list[str]:
    return git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()


def note(
    root: Path,
    told: list[tuple[str, str, str, str]],
    answered: tuple[dict[str, Any], str, str] | None,
) -> None:
    """What was told is seen at once: on the branch, and nothing beside it."""
    if answered is None:
        return
    found, path, said = answered
    assert said in git(root, "show", f"{found['branch']}:{path}")
    assert found["branch"] != "main"
    told.append((found["branch"], found["commit"], path, said))


def finished(root: Path) -> None:
    """A git that a killed program had begun has ended; what it left of its lock is taken away."""
    for _ in range(100):
        if not (root / ".git/index.lock").exists():
            return
        time.sleep(0.02)
    (root / ".git/index.lock").unlink()


def test_two_texts_are_put_together_where_they_changed_other_lines(desk: Desk) -> None:
    base = "one\n\ntwo\n\nthree\n"
    texts = {"base": base, "mine": base.replace("one", "1"), "theirs": base.replace("three", "3")}
    assert asked(desk, "mergeText", **texts)[1] == {"text": "1\n\ntwo\n\n3\n"}
    texts["theirs"] = base.replace("one", "I")
    assert asked(desk, "mergeText", **texts)[1] == {"text": None}
