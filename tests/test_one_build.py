"""A build is one process that opens each source once and judges the manual once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import configured, files_of, run

BUILD = """\
import json, os, sys
opened, started = {}, []

def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        opened[path] = opened.get(path, 0) + 1
    elif event in ("subprocess.Popen", "os.posix_spawn", "os.fork"):
        started.append(event)

from claim_manual.work import judging
from claim_manual.work import soundness
from claim_manual.cli import main
judged = []
soundness.faults_of = lambda *given: judged.append(1) or judging.faults_of(*given)
sys.addaudithook(hear)
try:
    main(sys.argv[1:], prog_name="claim-manual")
except SystemExit as end:
    status = end.code
print(json.dumps({"status": status, "opened": opened, "started": started, "judged": len(judged)}))
"""
SOURCES = ("procedures/", "flows/", "reference/", "editions/", "reviews/", "docs/")


def heard(folder: Path, *arguments: str) -> dict[str, Any]:
    """What happened while the command ran, and how often each file was opened."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, *arguments],
        cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "CLAIM_MANUAL_TODAY": "2026-11-21"},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["status"] in {0, None}, done.stderr
    return found


@pytest.mark.slow
def test_a_build_opens_each_source_once_and_judges_the_manual_once(small: Path) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>'
    (small / "docs" / "picture.svg").write_text(picture, encoding="utf-8")
    sources = {
        path
        for path in files_of(small)
        if path in {"manual.yml", "mkdocs.yml", "translations.lock"} or path.startswith(SOURCES)
    }
    for judged in (1, 0):  # what is as it was on the same day is sound
        found = heard(small, "build", "--no-pdf")
        assert found["judged"] == judged
        assert found["started"] == []
        times = {path: found["opened"].get(str(small / path), 0) for path in sources}
        # A drawing is judged, looked into as every file that is shown, and copied as it is;
        # mkdocs.yml is MkDocs' to read, too.
        assert times.pop("docs/picture.svg") == 3
        assert times.pop("mkdocs.yml") == 2
        assert {path: count for path, count in times.items() if count != 1} == {}


@pytest.mark.slow
def test_a_manual_that_was_changed_is_judged_again(small: Path) -> None:
    heard(small, "build", "--no-pdf")
    file = small / "manual.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"# a comment\n{text}", encoding="utf-8")
    assert heard(small, "build", "--no-pdf")["judged"] == 0
    file.write_text(f'{text}version: "7"\n', encoding="utf-8")
    assert heard(small, "build", "--no-pdf")["judged"] == 1
    assert heard(small, "build", "--no-pdf", "--strict")["judged"] == 1


HOSTILE_HOOK = """\
def on_page_content(html, **event):
    raise ValueError("a hook that fails")
"""


@pytest.mark.slow
def test_what_a_hook_fails_with_is_told_and_the_old_site_stays(small: Path) -> None:
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    before = files_of(small / "site")
    (small / "hook.py").write_text(HOSTILE_HOOK, encoding="utf-8")
    config = small / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}hooks: [hook.py]\n", encoding="utf-8")
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 2
    assert "a hook that fails" in done.stderr
    assert "MkDocs" in done.stderr.rstrip().rpartition("\n")[2]
    assert files_of(small / "site") == before


@pytest.mark.slow
def test_of_the_theme_only_its_style_sheet_reaches_the_site(small: Path) -> None:
    configured(small, "site_name:", "site_url: https://us.example.org/manual/\nsite_name:")
    assert run("build", "--no-pdf", "--strict", cwd=small).returncode == 0
    site = files_of(small / "site")
    assets = [path for path in site if path.startswith("assets/")]
    ours = ("assets/claim-manual/", "assets/parts/")
    foreign = [path for path in assets if not path.startswith(ours)]
    assert [path.rpartition("/")[0] for path in foreign] == ["assets/stylesheets"]
    texts = b"".join(
        text
        for path, text in site.items()
        if path.endswith((".html", ".js", ".css", ".webmanifest"))
    )
    unnamed = [path for path in assets if path.rpartition("/")[2].encode() not in texts]
    # Loaded with `diagrams: client` alone, by discreet pages, and where cases are played.
    assert [path.rpartition("/")[2] for path in unnamed] == [
        "diagrams.js",
        "leave.js",
        "practice.js",
    ]
    sitemap = site["sitemap.xml"].decode()
    pages = [path for path in site if path.endswith("index.html") and "pt/" not in path]
    assert sitemap.count("<loc>") >= len(pages)
    assert 'hreflang="pt' in sitemap
    assert "sitemap.xml.gz" not in site


@pytest.mark.slow
def test_templates_of_the_manual_may_use_more_of_the_theme(small: Path) -> None:
    templates = small / "templates" / "site"
    templates.mkdir(parents=True, exist_ok=True)
    (templates / "main.html").write_text(
        '{% extends "base.html" %}\n{% block extrahead %}'
        '<link rel="icon" href="{{ "assets/images/favicon.png" | url }}">'
        '{% include "partials/comments.html" %}<meta name="mine" content="yes">{% endblock %}\n',
        encoding="utf-8",
    )
    configured(small, "  font: false", "  font: false\n  custom_dir: templates/site")
    for _ in range(2):
        done = run("build", "--no-pdf", cwd=small)
        assert done.returncode == 0, done.stderr
        assert (small / "site/assets/images/favicon.png").is_file()
        assert not (small / "site/assets/javascripts").exists()
        home = (small / "site/index.html").read_text(encoding="utf-8")
        assert '<meta name="mine" content="yes">' in home


@pytest.mark.slow
def test_a_search_plugin_is_told_as_unused(small: Path) -> None:
    configured(small, "plugins:\n", "plugins:\n  - search\n")
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 0, done.stderr
    assert "unused-plugin" in done.stderr
    assert run("build", "--no-pdf", "--strict", cwd=small).returncode == 2
