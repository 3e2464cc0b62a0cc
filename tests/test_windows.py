"""What is otherwise on Windows, as far as another system can show: nothing there is POSIX alone."""

from __future__ import annotations

import ctypes
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from claim_manual import starter
from claim_manual.model.language import of_the_machine
from claim_manual.publish import folder
from claim_manual.read.revision import at_revision
from conftest import DAY, ROOT, called, committed, git, run_alone

AS_ON_WINDOWS = """
import builtins, ctypes, json, os, pathlib, signal, sys
import concurrent.futures.process, multiprocessing.context, multiprocessing.popen_spawn_posix
import http.server, shutil, socket, subprocess, tempfile, uuid, webbrowser, zipfile
import mkdocs.commands.build, mkdocs.config, mkdocs.livereload, material, mkdocs_static_i18n.plugin
import merman, resvg_py
from babel import localtime
for name in ("O_NOFOLLOW", "O_NONBLOCK", "geteuid", "getuid", "fork", "mkfifo", "fchmod", "chown"):
    delattr(os, name)
for name in ("SIGHUP", "SIGKILL", "pthread_sigmask"):
    delattr(signal, name)
sys.modules["fcntl"] = sys.modules["resource"] = sys.modules["pwd"] = None

def refused(*_, **__):
    raise OSError(1314, "A required privilege is not held by the client")

os.symlink = refused
shutil._use_fd_functions = False
library = ctypes.CDLL

def no_library(name, *rest, **named):
    if name is None:
        raise TypeError("LoadLibrary() argument 1 must be str, not None")
    return library(name, *rest, **named)

ctypes.CDLL = no_library
opened, renamed = os.open, os.rename

def open_no_folder(path, *rest, **named):
    if isinstance(path, (str, os.PathLike)) and os.path.isdir(path):
        raise PermissionError(13, "Permission denied", str(path))
    return opened(path, *rest, **named)

def rename_over_nothing(source, target, *rest, **named):
    if os.path.lexists(target):
        raise FileExistsError(183, "Cannot create a file when that file already exists")
    return renamed(source, target, *rest, **named)

os.open, os.rename = open_no_folder, rename_over_nothing
sys.platform = "win32"
from claim_manual.cli import main
for arguments in json.loads(sys.argv[1]):
    try:
        main(arguments, prog_name="claim-manual")
    except SystemExit as end:
        assert not end.code, (arguments, end.code)
"""
COMMANDS = (
    ("check", "--strict"),
    ("format", "--check"),
    ("i18n", "confirm"),
    ("i18n", "merge"),
    ("diff", "HEAD"),
    ("check", "--base", "HEAD"),
    ("new", "flow", "another-one"),
    ("diff", "HEAD", "--format", "html", "-o", "change.html"),
    ("pages", "pages"),
    ("pages", "pages"),
    ("schema",),
    ("init", "other"),
)


def as_on_windows(
    place: Path, *commands: tuple[str, ...], **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", AS_ON_WINDOWS, json.dumps(commands)],
        cwd=place,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_commands_need_nothing_that_windows_lacks(small: Path) -> None:
    called("format", cwd=small)
    committed(small)
    done = as_on_windows(small, *COMMANDS)
    assert done.returncode == 0, done.stderr
    assert "another-one" in (small / "change.html").read_text(encoding="utf-8")
    assert (small / "pages" / "en" / "index.md").is_file()
    assert (small / "other" / ".gitattributes").is_file()


@pytest.mark.slow
def test_a_site_is_built_twice_without_what_windows_lacks(small: Path) -> None:
    for _ in range(2):
        done = as_on_windows(small, ("build", "--no-pdf"))
        assert done.returncode == 0, done.stderr
        assert (small / "site" / "index.html").is_file()
    assert not [path for path in small.iterdir() if ".claim-manual-" in path.name]


def test_a_form_is_saved_without_what_windows_lacks(small: Path) -> None:
    called("format", cwd=small)
    committed(small)
    script = AS_ON_WINDOWS.partition("from claim_manual.cli import main")[0] + (
        "import datetime as dt\n"
        "from pathlib import Path\n"
        "from claim_manual.publish.folder import write_file\n"
        "from claim_manual.work.saving import written_if_sound\n"
        "file = Path('reference/roles.yml')\n"
        "text = file.read_text(encoding='utf-8').replace('en: ', 'en: New ', 1)\n"
        "assert not written_if_sound(Path(), dt.date(2026, 11, 21), {str(file): text.encode()})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=small, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "reference/roles.yml" in git(small, "diff", "--name-only")


def asked(name: str, length: int) -> SimpleNamespace:
    """Windows' own library, which writes the name of the person's locale."""

    def write(buffer: ctypes.Array[ctypes.c_wchar], size: int) -> int:
        assert size > len(name)
        buffer.value = name
        return length

    return SimpleNamespace(
        kernel32=SimpleNamespace(
            GetUserDefaultLocaleName=write, GetUserDefaultUILanguage=lambda: 0x0816
        )
    )


@pytest.mark.parametrize(
    ("name", "length", "environment", "expected"),
    [
        ("pt-PT", 6, {}, "pt-PT"),
        ("es-419", 7, {}, "es-419"),
        ("fr-FR", 6, {}, "en"),
        ("", 0, {}, "pt-PT"),
        ("pt-PT", 6, {"LANG": "en_GB.UTF-8"}, "en-GB"),
        ("en-US", 6, {"LC_ALL": "pt_PT@euro"}, "pt-PT"),
        ("pt-PT", 6, {"LC_ALL": "C"}, "en"),
    ],
)
def test_messages_come_in_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    length: int,
    environment: dict[str, str],
    expected: str,
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setattr(ctypes, "windll", asked(name, length), raising=False)
    assert of_the_machine() == expected


def test_elsewhere_no_language_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    assert of_the_machine() == "en"


def test_a_file_that_a_scanner_holds_is_written_a_little_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"old")
    refusals = [1, 1, 1]
    replace = Path.replace

    def held(path: Path, target: Path) -> Path:
        if refusals:
            refusals.pop()
            raise PermissionError(13, "Access is denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(folder, "sys", SimpleNamespace(platform="win32"))
    folder.write_file(file, b"new")
    assert file.read_bytes() == b"new"
    refusals += [1] * 100
    monkeypatch.setattr(folder, "_WAITS", (0.0, 0.0))
    with pytest.raises(PermissionError):
        folder.write_file(file, b"newer")
    assert file.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yml"]


def test_links_of_a_revision_are_read_where_nobody_may_make_links(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small / "flows" / "linked.yml").symlink_to("who-answers.yml")
    (small / "flows" / "out.yml").symlink_to("/etc/hostname")
    committed(small)

    def refused(*_: object, **__: object) -> None:
        raise OSError(1314, "A required privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refused)
    with at_revision(small, "HEAD") as there:
        same = (there / "flows" / "who-answers.yml").read_bytes()
        assert (there / "flows" / "linked.yml").read_bytes() == same
        assert not (there / "flows" / "out.yml").exists()


def test_a_clone_on_windows_has_the_lines_that_were_committed(tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert called("init", made).returncode == 0
    assert starter.manual(["en"], DAY)[".gitattributes"]
    committed(made)
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", "made", "clone")
    for path in git(made, "ls-files").splitlines():
        assert b"\r\n" not in (tmp_path / "clone" / path).read_bytes(), path
    text = (tmp_path / "clone" / "manual.yml").read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / "clone" / "manual.yml").write_bytes(text)
    git(tmp_path / "clone", "-c", "core.autocrlf=true", "add", "--all")
    assert git(tmp_path / "clone", "diff", "--cached", "--name-only") == ""


def test_lines_that_end_as_on_windows_change_nothing(small: Path) -> None:
    for arguments in (("format",), ("i18n", "confirm")):
        assert called(*arguments, cwd=small).returncode == 0
    committed(small)
    for file in small.rglob("*"):
        if file.suffix in {".yml", ".md", ".lock"} and ".git" not in file.parts:
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert called("check", "--strict", cwd=small).returncode == 0
    assert "No change of meaning" in called("diff", "HEAD", cwd=small).stdout
    assert "0 stale, 0 missing, 0 not confirmed" in called("i18n", "status", cwd=small).stderr
    called("format", cwd=small)
    assert not [file for file in small.rglob("*/*.yml") if b"\r\n" in file.read_bytes()]


def test_what_goes_into_a_file_has_one_kind_of_line_end(small: Path) -> None:
    """Python would write CRLF to a pipe on Windows."""
    script = (
        "import sys, io; sys.stdout = io.TextIOWrapper(sys.stdout.buffer, newline='\\r\\n');"
        "from claim_manual.cli import main; main(['i18n', 'export', '--lang', 'pt'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=small, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"\r\n" not in done.stdout
    assert run_alone("i18n", "export", "--lang", "pt", cwd=small).stdout.encode() == done.stdout


GUIDES = ("README.md", *(f"docs/mudar-o-manual.{lang}.md" for lang in ("pt", "en")))


def commands_of(guide: str) -> list[str]:
    """The lines of a guide's blocks of commands for Windows."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    blocks = re.findall(r"(?m)^```\n((?:.+\n)+?)```$", text)
    return [line for block in blocks if "\\" in block for line in block.splitlines()]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_for_windows_runs_word_for_word(guide: str) -> None:
    """Each line is a command and nothing else, which this program, Python or pip knows."""
    lines = commands_of(guide)
    ours = [line.removeprefix(".venv\\Scripts\\claim-manual ") for line in lines]
    assert lines[0] == "py -3.13 -m venv .venv" or "py -3.13 -m venv .venv" in lines
    for line, rest in zip(lines, ours, strict=True):
        if line == rest:
            assert re.match(r"py -3\.13 -m venv |\.venv\\Scripts\\python -m pip install ", line)
            continue
        assert called(*rest.split(), "--help").returncode == 0, line
    installs = [line for line in lines if "pip install" in line]
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in installs:
        options = line.partition("pip install --no-deps ")[2]
        assert f"$(PIP) {options}\n" in made, "as make does it"


def test_both_languages_have_the_same_commands() -> None:
    pt, en = (commands_of(f"docs/mudar-o-manual.{lang}.md") for lang in ("pt", "en"))
    assert pt == en
    assert {line.split()[1] for line in pt if "claim-manual" in line} == {
        "edit",
        "serve",
        "format",
        "check",
        "diff",
    }
