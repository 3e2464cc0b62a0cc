"""Links to a phase, a brief and a workshop: where they lead on the site and in books, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from claim_manual.model.finding import Finding
from claim_manual.work.build import plain_pages
from claim_manual.work.judging import judged, sound
from conftest import DAY, called, printed_html

LINKS = "[a](phase:service) [b](brief:plan) [c](workshop:training)"


@pytest.fixture
def linked(small: Path) -> Path:
    for kind, name in (("brief", "plan"), ("workshop", "training")):
        assert called("new", kind, name, "--root", small).returncode == 0
    for lang in ("en", "pt"):
        (small / f"docs/about.{lang}.md").write_text(f"# About\n\n{LINKS}\n", "utf-8")
    return small


def faults(folder: Path, words: str) -> list[Finding]:
    (folder / "docs/about.en.md").write_text(f"# About\n\n{words}\n", "utf-8")
    _, findings = judged(folder, DAY)
    return [finding for finding in findings if finding.code.endswith("-link")]


@pytest.mark.slow
def test_they_lead_to_their_pages(linked: Path) -> None:
    assert not faults(linked, LINKS)
    done = called("build", "--no-pdf", "--root", linked)
    assert done.returncode == 0, done.stderr
    page = (linked / "site/about/index.html").read_text("utf-8")
    for address in ("../procedures/service/", "../briefs/plan/", "../workshops/training/"):
        assert f'href="{address}"' in page
        assert (linked / "site/about" / address / "index.html").is_file()


def test_plain_pages_and_books_have_them(linked: Path) -> None:
    manual = sound(linked, DAY)
    told = plain_pages(manual, linked, ("en",))["en/about.md"].decode()
    assert "(<briefs/plan.md>)" in told
    (linked / "editions").mkdir(exist_ok=True)
    (linked / "editions/full.yml").write_text(
        "title: {en: All, pt: Tudo}\npages: [about]\n", "utf-8"
    )
    assert "About" in printed_html(sound(linked, DAY), "en")


@pytest.mark.parametrize(
    ("written", "code", "proposed"),
    [
        ("phase:servise", "broken-link", "phase:service"),
        ("brief:plam", "broken-link", "brief:plan"),
        ("workshop:trainin", "broken-link", "workshop:training"),
        ("fase:service", "unsafe-link", "phase:service"),
        ("taller:training", "unsafe-link", "workshop:training"),
        ("resumo:plan", "unsafe-link", "brief:plan"),
    ],
)
def test_what_is_none_is_told_with_the_nearest(
    linked: Path, written: str, code: str, proposed: str
) -> None:
    (finding,) = faults(linked, f"[a]({written})")
    assert finding.code == code
    assert proposed in str(finding.hint)
