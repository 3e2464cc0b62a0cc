"""A manual that somebody else wrote: which commands run what it brings along, as SECURITY.md says."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, committed, run

SAFE = (
    ("check", "--base", "HEAD"),
    ("diff", "HEAD"),
    ("comment", "HEAD"),
    ("format", "--check"),
    ("flow", "paths", "who-answers"),
    ("i18n", "status"),
    ("due",),
    ("sentences",),
    ("release-notes",),
    ("progress",),
    ("progress", "--format", "docx", "-o", "progress.docx"),
    ("pages", "plain"),
    ("pdf", "-o", "book.pdf"),
)
STARTER = f"""
from click.testing import CliRunner
from claim_manual.cli import main
if __name__ == "__main__":
    for command in {SAFE}:
        done = CliRunner().invoke(main, command)
        assert done.exit_code in (0, 1), (command, done.output)
"""
MODULES = ("multiprocessing", "sitecustomize", "yaml", "babel", "mkdocs", "weasyprint", "struct")


@pytest.fixture
def strange(small: Path) -> Path:
    """A manual with programs of its own wherever something might run them; each leaves `ran`."""
    ran = small.parent / "ran"
    for name in MODULES:
        (small / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r})\n")
    (small / "hook.py").write_text(f"open({str(ran)!r}, 'a').write('hook')\n", encoding="utf-8")
    config = small / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}hooks: [hook.py]\n", encoding="utf-8")
    pyproject = "[build-system]\nrequires = []\nbuild-backend = 'hook'\nbackend-path = ['.']\n"
    (small / "pyproject.toml").write_text(pyproject, encoding="utf-8")
    return committed(small)


@pytest.mark.slow
def test_what_reads_and_prints_runs_nothing_of_a_manual(
    strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As somebody calls it who has it on the path; `python -m` of another program would look in this folder by itself."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("CLAIM_MANUAL_WORKERS", "2")
    starter = strange.parent / "start.py"
    starter.write_text(STARTER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, starter], cwd=strange, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not (strange.parent / "ran").exists()
    assert (strange / "book.pdf").is_file()


def test_python_m_finds_no_module_in_the_folder_of_a_manual(strange: Path) -> None:
    for command in (("--version",), ("check",)):
        done = run(*command, cwd=strange)
        assert done.returncode == 0, done.stderr
    assert not (strange.parent / "ran").exists()


@pytest.mark.slow
def test_what_makes_the_site_runs_what_mkdocs_yml_names(strange: Path) -> None:
    """Said in SECURITY.md: who does not trust a manual does not build its site."""
    run("build", "--no-pdf", cwd=strange)
    assert (strange.parent / "ran").read_text(encoding="utf-8") == "hook"
