"""What is remembered between builds is never out of date: warm and cold sites are the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import files_of, run

pytestmark = pytest.mark.slow


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit of one file, which must have the words."""

    def edit(folder: Path) -> None:
        file = folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text, path
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def write(path: str, text: str) -> Callable[[Path], None]:
    """A new file."""

    def edit(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")

    return edit


PROCEDURE = "procedures/service/receive-request.yml"
FLOW = "flows/who-answers.yml"
EDITS = {
    "nothing": lambda _: None,
    "a step": replace(PROCEDURE, "do:", "waive: {}\n    do:"),
    "a title": replace(PROCEDURE, 'title:\n  en: "', 'title:\n  en: "Newly '),
    "a question of a tree that a procedure uses": replace(
        FLOW, 'ask:\n      en: "', 'ask:\n      en: "Truly: '
    ),
    "a contact": replace("reference/contacts.yml", "id: helpdesk", 'id: helpdesk\n  phone: "123"'),
    "the manual's name": replace("manual.yml", 'title:\n  en: "', 'title:\n  en: "Our '),
    "prose beside a procedure": write(
        "procedures/service/receive-request.en.md", "## More\n\nWords.\n"
    ),
    "a page": write("docs/more.en.md", "# More\n"),
    "an own template": write(
        "templates/site/main.html",
        "{% extends 'base.html' %}{% block extrahead %}<meta name=own>{% endblock %}",
    ),
    "the address of the site": replace(
        "mkdocs.yml", "docs_dir: docs", "docs_dir: docs\nsite_url: https://example.org/m/"
    ),
}


def test_after_every_kind_of_edit_a_warm_site_is_the_cold_one(small: Path, tmp_path: Path) -> None:
    configuration = small / "mkdocs.yml"
    configuration.write_text(
        configuration.read_text(encoding="utf-8").replace(
            "  font: false", "  font: false\n  custom_dir: templates/site"
        ),
        encoding="utf-8",
    )
    (small / "templates/site").mkdir(parents=True, exist_ok=True)
    cold = tmp_path / "cold"
    for name, edit in EDITS.items():
        edit(small)
        done = run("build", "--no-pdf", cwd=small)
        assert done.returncode == 0, (name, done.stderr)
        warm = files_of(small / "site")
        shutil.rmtree(cold, ignore_errors=True)
        shutil.copytree(small, cold, ignore=shutil.ignore_patterns(".cache"))
        shutil.rmtree(cold / "site")
        done = run("build", "--no-pdf", cwd=cold)
        assert done.returncode == 0, (name, done.stderr)
        fresh = files_of(cold / "site")
        assert [one for one in sorted({*warm, *fresh}) if warm.get(one) != fresh.get(one)] == [], (
            name
        )


def test_a_memory_that_is_broken_or_cannot_be_written_does_not_matter(small: Path) -> None:
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    before = files_of(small / "site")
    for path in (small / ".cache").rglob("*"):
        if path.is_file() and path.parent.name in {"site", "pages"}:
            path.unlink()
    (small / ".cache/claim-manual/site").rmdir()
    (small / ".cache/claim-manual/site").write_text("in the way", encoding="utf-8")
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    assert files_of(small / "site") == before


def test_an_error_is_found_also_where_the_sources_were_sound_before(small: Path) -> None:
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    replace(FLOW, "status: draft", "status: drafty")(small)
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 1
    assert "who-answers.yml" in done.stdout + done.stderr
