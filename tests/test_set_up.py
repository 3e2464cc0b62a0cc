"""What sets a machine up: system packages beside whoever else installs some, and a Python's own folder."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

LOCKED = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)"


def program(folder: Path, name: str, *lines: str) -> None:
    file = folder / name
    file.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that comes first: root's, without any package, and with a quick clock."""
    program(tmp_path, "id", "echo 0")
    program(tmp_path, "dpkg-query", "exit 1")
    program(tmp_path, "sleep", f"echo waited >> {tmp_path}/waits")
    return tmp_path


def asked(machine: Path, kind: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "tools" / "system-packages.sh", kind, "libx", "liby"],
        env={**os.environ, "PATH": f"{machine}:{os.environ['PATH']}", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("step", ["update", "install"])
def test_it_waits_while_something_else_installs(machine: Path, step: str) -> None:
    program(
        machine,
        "apt-get",
        f'echo "$*" >> {machine}/calls',
        f'case "$*" in *{step}*) test -e {machine}/third || {{',
        f"  test -e {machine}/second && touch {machine}/third; touch {machine}/second",
        f'  echo "{LOCKED}" >&2; exit 100; }};; esac',
    )
    made = asked(machine, "need")
    assert made.returncode == 0
    assert made.stderr.count("waiting") == 1
    assert (machine / "waits").read_text(encoding="utf-8").count("waited") == 2
    calls = (machine / "calls").read_text(encoding="utf-8").splitlines()
    assert calls[-1].endswith("install -y --no-install-recommends libx liby")


@pytest.mark.parametrize(("kind", "status"), [("need", 1), ("want", 0)])
def test_it_does_not_wait_for_ever_and_says_why(machine: Path, kind: str, status: int) -> None:
    program(machine, "apt-get", f'echo "{LOCKED}" >&2; exit 100')
    made = asked(machine, kind, APT_WAIT="20")
    assert made.returncode == status
    assert "could not be installed: libx liby" in made.stderr
    assert "held by process 7" in made.stderr
    assert (machine / "waits").read_text(encoding="utf-8").count("waited") == 10


def test_what_apt_says_is_shown_at_once_where_waiting_does_not_help(machine: Path) -> None:
    program(
        machine,
        "apt-get",
        'case "$*" in *update*) echo "E: The repository is gone" >&2;;',
        '*) echo "E: Unable to locate package libx" >&2;; esac; exit 100',
    )
    made = asked(machine, "need")
    assert made.returncode == 1
    assert made.stderr.splitlines() == [
        "claim-manual: these packages could not be installed: libx liby. What apt-get says:",
        "  E: The repository is gone",
        "  E: Unable to locate package libx",
    ]
    assert not (machine / "waits").exists()


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if not key.startswith("MAKE")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_an_environment_of_another_python_is_made_again(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    # Without pip, which takes longest and is not asked for here.
    bare = f'case "$*" in "-m venv "*) exec {sys.executable} "$@" --without-pip;; esac'
    own, other = tmp_path / "own-python", tmp_path / "other-python"
    program(tmp_path, own.name, bare, f'exec {sys.executable} "$@"')
    program(
        tmp_path,
        other.name,
        bare,
        f'case "$*" in *base_prefix*) echo other;; *) exec {sys.executable} "$@";; esac',
    )
    sign = tmp_path / ".venv" / "sign"
    first = make(tmp_path, ".venv/pip", f"PYTHON={own}")
    assert first.returncode == 0, first.stderr
    sign.touch()
    again = make(tmp_path, ".venv/pip", f"PYTHON={own}")
    assert (again.returncode, again.stdout) == (0, "")
    assert sign.exists()
    assert make(tmp_path, ".venv/pip", f"PYTHON={other}").returncode == 0
    assert not sign.exists()


def test_a_python_that_is_too_old_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    program(tmp_path, "old-python", "exit 1")
    made = make(tmp_path, ".venv/pip", f"PYTHON={tmp_path / 'old-python'}")
    assert made.returncode == 2
    assert "Python 3.11, 3.12 or 3.13 is needed" in made.stderr
    assert not (tmp_path / ".venv").exists()
