"""The past of a manual: read from git's store, whatever is in it, and without running anything."""

import hashlib
import os
import subprocess
import zlib
from pathlib import Path

import pytest

from claim_manual.read import revision
from claim_manual.read.revision import RevisionError, at_revision
from conftest import called, committed, files_of, git

FILE, FOLDER, LINK, SUBMODULE = "100644", "40000", "120000", "160000"


@pytest.fixture
def kept(small: Path) -> Path:
    """The small manual as the first commit of a repository."""
    return committed(small)


def stored(folder: Path, kind: str, content: bytes) -> str:
    """The name of an object that is put into git's store as it is, which git itself would refuse."""
    whole = f"{kind} {len(content)}".encode() + b"\0" + content
    name = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    file = folder / ".git" / "objects" / name[:2] / name[2:]
    file.parent.mkdir(exist_ok=True)
    if not file.exists():
        file.write_bytes(zlib.compress(whole))
    return name


def tree(folder: Path, *entries: tuple[str, bytes | str, str]) -> str:
    """A tree of (mode, name, object)."""
    lines = [
        mode.encode() + b" " + os.fsencode(name) + b"\0" + bytes.fromhex(content)
        for mode, name, content in entries
    ]
    return stored(folder, "tree", b"".join(lines))


def commit(folder: Path, *docs: tuple[str, bytes | str, str]) -> str:
    """A commit of a manual.yml and these entries of docs/."""
    settings = stored(folder, "blob", (folder / "manual.yml").read_bytes())
    whole = tree(folder, (FOLDER, "docs", tree(folder, *docs)), (FILE, "manual.yml", settings))
    return git(folder, "commit-tree", whole, "-m", "x").strip()


def past(folder: Path, name: str) -> dict[str, bytes]:
    """The files of docs/ at a revision."""
    with at_revision(folder, name) as at:
        files = files_of(at)
    return {path: content for path, content in files.items() if path.startswith("docs/")}


@pytest.mark.parametrize("name", ["..", ".git", ".GIT", "../../x", "/tmp/x", "a/../../x", "."])
def test_no_path_leads_out_of_the_folder_or_into_gits_own(kept: Path, name: str) -> None:
    """Each as a file and as a folder; said in one line that names it."""
    blob = stored(kept, "blob", b"x")
    for entry in ((FILE, name, blob), (FOLDER, name, tree(kept, (FILE, "a.md", blob)))):
        made = called("diff", commit(kept, entry), cwd=kept)
        assert made.returncode == 2
        assert repr(f"docs/{name}")[:-1] in made.stderr
        assert len(made.stderr.splitlines()) == 1
    assert not (kept.parent / "x").exists()


def test_names_that_are_not_utf_8_or_hold_line_breaks_are_kept(kept: Path) -> None:
    blob = stored(kept, "blob", b"x")
    names = [b"\xe9.txt", b"a\nb.txt", "ç.txt".encode(), b"a\\b.txt", b"-.txt"]
    docs = [(FILE, os.fsdecode(name), blob) for name in names]
    made = past(kept, commit(kept, *docs))
    assert {os.fsencode(path) for path in made} == {b"docs/" + name for name in names}


def test_links_are_kept_where_they_stay_in_the_manual(kept: Path) -> None:
    """A link in the way of a folder, two that lead out together, to itself, to nothing, to devices."""
    blob = stored(kept, "blob", b"words")
    inner = tree(kept, (FILE, "x.md", blob))
    (kept.parent / "secret").write_text("secret", encoding="utf-8")
    targets = {
        "inside": "deep/x.md",
        "out": "../../secret",
        "absolute": str(kept.parent / "secret"),
        "itself": "itself",
        "nothing": "nowhere",
        "down": "..",
        "around": "down/../../secret",
        "nul": "a\0b",
        "empty": "",
    }
    links = [(LINK, name, stored(kept, "blob", to.encode())) for name, to in targets.items()]
    made = commit(kept, (FOLDER, "deep", inner), *links)
    with at_revision(kept, made) as folder:
        assert {file.name for file in (folder / "docs").iterdir()} == {"deep", "inside", "down"}
        assert (folder / "docs" / "inside").read_bytes() == b"words"


def test_nothing_is_written_through_a_link(kept: Path) -> None:
    outside = kept.parent / "outside"
    outside.mkdir()
    blob = stored(kept, "blob", b"x")
    link = stored(kept, "blob", str(outside).encode())
    for kind, content in ((FILE, blob), (LINK, link)):
        below = tree(kept, (kind, "y.md", content))
        made = commit(kept, (LINK, "a", link), (FOLDER, "a", below))
        assert called("diff", made, cwd=kept).returncode == 2
    assert not list(outside.iterdir())


def test_a_submodule_is_left_out(kept: Path) -> None:
    head = git(kept, "rev-parse", "HEAD").strip()
    blob = stored(kept, "blob", b"x")
    assert set(past(kept, commit(kept, (FILE, "a.txt", blob), (SUBMODULE, "b", head)))) == {
        "docs/a.txt"
    }


def test_a_few_objects_that_stand_for_ever_more_files_are_refused(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten folders of ten, twelve deep: 10¹² files in 13 objects."""
    monkeypatch.setattr(revision, "MOST_FILES", 1_000)
    entry = (FILE, stored(kept, "blob", b"x"))
    for _ in range(12):
        entry = (FOLDER, tree(kept, *((entry[0], f"{n}", entry[1]) for n in range(10))))
    made = called("diff", commit(kept, (FOLDER, "a", entry[1])), cwd=kept)
    assert made.returncode == 2
    assert "more than 1000 sources" in made.stderr


def test_folders_in_folders_without_end_are_refused(kept: Path) -> None:
    below = tree(kept, (FILE, "a.md", stored(kept, "blob", b"x")))
    for _ in range(400):
        below = tree(kept, (FOLDER, "a", below))
    made = called("diff", commit(kept, (FOLDER, "a", below)), cwd=kept)
    assert made.returncode == 2
    assert "docs/a/a/a" in made.stderr


def test_a_huge_file_is_a_finding_and_is_not_read(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "LARGEST", 2_000_000)
    file = kept / "flows" / "who-answers.yml"
    file.write_bytes(file.read_bytes() + b"# x\n" * 600_000)
    git(kept, "commit", "--quiet", "--all", "--message", "huge")
    git(kept, "revert", "--no-edit", "HEAD")
    with at_revision(kept, "HEAD~1") as folder:
        assert (folder / "flows" / "who-answers.yml").stat().st_blocks == 0
    made = called("diff", "HEAD~1", cwd=kept)
    assert "Not compared, because there are errors in them: flows/who-answers.yml." in made.stdout


def test_what_is_left_out_of_archives_is_read_as_it_was_committed(kept: Path) -> None:
    attributes = "flows export-ignore\n*.yml export-subst filter=x\n"
    (kept / ".gitattributes").write_text(attributes, encoding="utf-8")
    file = kept / "manual.yml"
    file.write_text(file.read_text(encoding="utf-8") + "# $Format:%H$\n", encoding="utf-8")
    git(kept, "add", "--all")
    git(kept, "commit", "--quiet", "--message", "attributes")
    with at_revision(kept, "HEAD") as folder:
        assert (folder / "flows" / "who-answers.yml").is_file()
        assert (folder / "manual.yml").read_bytes() == file.read_bytes()


def test_programs_that_the_repository_names_do_not_run(kept: Path) -> None:
    ran = kept.parent / "ran"
    program = kept.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\n", encoding="utf-8")
    program.chmod(0o755)
    (kept / ".gitattributes").write_text("* filter=x diff=x\n", encoding="utf-8")
    git(kept, "add", "--all")
    git(kept, "commit", "--quiet", "--message", "attributes")
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.x.textconv",
        "filter.x.smudge",
        "filter.x.process",
        "tar.tar.command",
    ):
        git(kept, "config", key, str(program))
    ran.unlink(missing_ok=True)
    for name in ("post-index-change", "post-checkout", "reference-transaction"):
        hook = kept / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.symlink_to(program)
    assert called("diff", "HEAD~1", "HEAD", cwd=kept).returncode == 0
    assert called("check", "--base", "HEAD~1", cwd=kept).returncode == 0
    assert called("comment", "HEAD~1", cwd=kept).returncode == 0
    assert not ran.exists()


def test_what_a_clone_has_left_out_is_not_fetched(kept: Path, tmp_path: Path) -> None:
    """That would run what the repository's own settings name, and go on the network."""
    git(kept, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(kept, "clone", "--quiet", "--no-local", "--filter=blob:none", f"file://{kept}", str(clone))
    first = (kept / "manual.yml").read_text(encoding="utf-8")
    (kept / "manual.yml").write_text(first + "# x\n", encoding="utf-8")
    git(kept, "commit", "--quiet", "--all", "--message", "later")
    git(clone, "fetch", "--quiet", "origin")
    ran = tmp_path / "ran"
    git(clone, "config", "remote.origin.uploadpack", f"touch '{ran}'; git-upload-pack")
    made = called("diff", "origin/main", cwd=clone)
    assert made.returncode == 2
    assert len(made.stderr.splitlines()) == 1
    assert not ran.exists()


def test_a_repository_of_somebody_else_is_said_in_one_line(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.geteuid():
        pytest.skip("only root can give files away")
    subprocess.run(["chown", "-R", "12345", str(kept)], check=True)
    monkeypatch.setenv("SUDO_UID", "0")
    made = called("diff", "HEAD", cwd=kept)
    assert made.returncode == 2
    assert len(made.stderr.splitlines()) == 1
    assert "safe.directory" in made.stderr


def test_a_file_that_the_store_has_lost_is_named(kept: Path) -> None:
    name = git(kept, "rev-parse", "HEAD:flows/who-answers.yml").strip()
    (kept / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(RevisionError) as failure, at_revision(kept, "HEAD"):
        pass
    assert "who-answers.yml" in failure.value.args[0].text(str)


def test_a_manual_that_was_not_there_yet(kept: Path) -> None:
    git(kept, "mv", "manual.yml", "x.yml")
    git(kept, "commit", "--quiet", "--message", "none")
    git(kept, "revert", "--no-edit", "HEAD")
    made = called("diff", "HEAD~1", cwd=kept)
    assert made.returncode == 2
    assert "no manual.yml in this folder at HEAD~1" in made.stderr
    assert called("check", "--base", "HEAD~1", cwd=kept).returncode == 0


def test_without_git_it_is_said(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(kept))
    made = called("diff", "HEAD", cwd=kept)
    assert made.returncode == 2
    assert "This needs git" in made.stderr
