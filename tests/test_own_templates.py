"""The manual's own templates: what is wrong with one is a finding with its line, never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import run

MAIN = "templates/site/main.html"
HEAD = '{% extends "base.html" %}\n'

CASES = [
    ("syntax", "{% block extrahead %}\n{% if %}x{% endblock %}", 3, "bad-template"),
    ("unclosed", "{% block extrahead %}\n", 2, "bad-template"),
    ("filter", "{% block extrahead %}\n{{ config.site_name | shout }}{% endblock %}", 3, "bad-template"),
    ("include", '{% block extrahead %}\n{% include "mine/none.html" %}{% endblock %}', 3, "bad-template"),
    ("nothing's attribute", "{% block extrahead %}\n{{ page.nothing.title }}{% endblock %}", 3, "bad-template"),
    ("not a function", "{% block extrahead %}\n{{ config.site_name() }}{% endblock %}", 3, "bad-template"),
    ("variable", "{% block extrahead %}\n{{ sitename }}{% endblock %}", 3, "unknown-in-template"),
    ("block", "{% block extrahed %}{% endblock %}", 2, "unknown-in-template"),
]  # fmt: skip


@pytest.fixture
def templated(small: Path) -> Path:
    """A manual with a template of its own."""
    config = small / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert "  font: false" in text
    text = text.replace("  font: false", "  font: false\n  custom_dir: templates/site")
    config.write_text(text, encoding="utf-8")
    (small / MAIN).parent.mkdir(parents=True, exist_ok=True)
    (small / MAIN).write_text(HEAD, encoding="utf-8")
    return small


def mkdocs(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder / "alone")],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "CLAIM_MANUAL_BOOKS": "no", "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip


@pytest.mark.slow
def test_a_fault_in_a_template_is_a_finding_with_its_line_also_after_a_build(
    templated: Path,
) -> None:
    assert run("build", "--no-pdf", "--strict", cwd=templated).returncode == 0
    for name, template, line, code in CASES:
        (templated / MAIN).write_text(HEAD + template, encoding="utf-8")
        done = run("build", "--no-pdf", cwd=templated)
        told = done.stdout + done.stderr
        assert "Traceback" not in told, name
        severity = "error" if code == "bad-template" else "warning"
        assert f"{MAIN}:{line}:1: {severity} {code}" in told, name
        assert done.returncode == (1 if severity == "error" else 0), name


@pytest.mark.slow
@pytest.mark.parametrize("case", [0, 4, 6], ids=lambda number: CASES[number][0])
def test_mkdocs_alone_tells_it_too(templated: Path, case: int) -> None:
    _, template, line, code = CASES[case]
    (templated / MAIN).write_text(HEAD + template, encoding="utf-8")
    done = mkdocs(templated)
    told = re.sub(r"\s+", " ", done.stdout + done.stderr)
    assert f"{MAIN}:{line}:1:" in told
    assert code in told
    assert "Traceback" not in told
    assert done.returncode == (1 if code == "bad-template" else 0)


@pytest.mark.slow
def test_a_link_out_of_the_folder_is_told_by_every_build(templated: Path) -> None:
    """Before the first build, and after one that went well."""
    link = templated / "templates/site/partial.html"
    for target in ("/etc/hostname", "nowhere.html"):
        link.symlink_to(target)
        done = run("build", "--no-pdf", cwd=templated)
        assert done.returncode == 1
        assert "templates/site/partial.html" in done.stdout
        assert "foreign-file" in done.stdout
        assert "Traceback" not in done.stderr
        link.unlink()
        assert run("build", "--no-pdf", cwd=templated).returncode == 0


@pytest.mark.slow
def test_what_a_template_may_do_is_no_fault(templated: Path) -> None:
    (templated / "templates/site/mine.html").write_text(
        "<p>{{ greeting }}{{ maybe | default('x') }}{% if other is defined %}{{ other }}{% endif %}</p>",
        encoding="utf-8",
    )
    (templated / MAIN).write_text(
        HEAD
        + "{% block content %}{% set greeting = 'Hello' %}{% include 'mine.html' %}{{ super() }}"
        + "{% block inner %}{{ cm.lang }}{{ root }}{{ here.title }}{{ 'a' | url }}{% endblock %}"
        + "{% include 'absent.html' ignore missing %}{% endblock %}",
        encoding="utf-8",
    )
    done = run("build", "--no-pdf", "--strict", cwd=templated)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<p>Hellox</p>" in (templated / "site/index.html").read_text(encoding="utf-8")
