"""Rounds of review: what was said, what came of it, as page, PDF and Word file; review dates."""

import io
import re
import subprocess
from pathlib import Path

import pytest
from docx import Document

from claim_manual.derived.reading import Reading
from claim_manual.read import read_manual
from claim_manual.site.calendar import calendar
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, called

ROUND = """\
title: {en: Pilot, pt: Piloto}
opened_on: 2026-10-01
closed_on: 2026-11-01
summary: {en: Three centres read the manual., pt: Três centros leram o manual.}
remarks:
  - id: time
    from: {en: A local centre, pt: Um centro local}
    on: receive-request
    where: {en: First step, pt: Primeiro passo}
    comment: {en: Ten minutes are not enough | <b>., pt: Dez minutos não chegam.}
    proposal: {en: Write twenty., pt: Escrever vinte.}
    decision: accepted
    version: "0.1"
  - id: tone
    from: {en: An association, pt: Uma associação}
    comment: {en: The tone is cold., pt: O tom é frio.}
    decision: rejected
    why: {en: It is plain on purpose., pt: É simples de propósito.}
"""


@pytest.fixture
def reviewed(small: Path) -> Path:
    """The small manual with one round of review."""
    (small / "reviews").mkdir()
    (small / "reviews" / "pilot.yml").write_text(ROUND, encoding="utf-8")
    return small


def test_the_round_is_a_page_in_each_language(reviewed: Path) -> None:
    manual, findings = judged(reviewed, DAY)
    assert manual
    assert {one.code for one in findings if one.place.path.startswith("reviews")} <= {
        "unsupported-markup"
    }
    made = {
        one.lang: one.html
        for one in site_pages(manual, with_books=False)
        if one.uri == "reviews/pilot"
    }
    assert "Comments considered: Pilot" in made["en"]
    assert "Observações consideradas: Piloto" in made["pt"]
    assert "Opened on 1 October 2026. Closed on 1 November 2026." in made["en"]
    assert "<dt>Aceite</dt><dd>1</dd>" in made["pt"]
    assert "<b>" not in made["en"]
    assert "S-01 Receive a request, First step" in made["en"]


def test_the_report_as_word_file_has_every_remark_and_the_same_bytes_each_time(
    reviewed: Path,
) -> None:
    made = []
    for name in ("a.docx", "b.docx"):
        done = called(
            "report", "pilot", "--format", "docx", "--lang", "pt", "-o", name, cwd=reviewed
        )
        assert done.returncode == 0, done.stderr
        made.append((reviewed / name).read_bytes())
    assert made[0] == made[1]
    document = Document(io.BytesIO(made[0]))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == [
        "Número",
        "De",
        "Sobre",
        "Observação e proposta",
        "Decisão",
        "Porquê, e em que versão",
    ]
    assert rows[1][1:] == [
        "Um centro local",
        "S-01 Receber um pedido, Primeiro passo",
        "Dez minutos não chegam.\n→ Escrever vinte.",
        "Aceite",
        "Versão 0.1.",
    ]
    assert rows[2][4:] == ["Não aceite", "É simples de propósito."]
    assert document.core_properties.language == "pt"


@pytest.mark.slow
def test_the_report_as_pdf(reviewed: Path) -> None:
    done = called("report", "pilot", "--format", "pdf", "--lang", "en", cwd=reviewed)
    assert done.returncode == 0, done.stderr
    shown = subprocess.run(
        ["pdftotext", str(reviewed / "pilot-en.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    text = re.sub(r"\s+", " ", shown.stdout)
    assert "Comments considered: Pilot" in text
    assert "Ten minutes are not enough" in text
    assert "Not accepted. It is plain on purpose." in text


def test_the_report_as_text_and_what_is_not_there(reviewed: Path) -> None:
    done = called("report", "pilot", cwd=reviewed)
    assert "| 1 | A local centre | S-01 Receive a request, First step |" in done.stdout
    assert "enough \\| &lt;b&gt;" in done.stdout
    missing = called("report", "other", cwd=reviewed)
    assert missing.returncode == 2
    assert "it has pilot" in missing.stderr


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "    why: {en: It is plain on purpose., pt: É simples de propósito.}\n",
            "",
            "unsettled-remark",
        ),
        ('    version: "0.1"\n', "", "unsettled-remark"),
        ('version: "0.1"', 'version: "0.7"', "unsettled-remark"),
        ("decision: rejected", "decision: open", "unsettled-remark"),
        ("on: receive-request", "on: nothing", "unknown-reference"),
        ("id: tone", "id: time", "duplicate-id"),
        ("decision: rejected", "decision: no", "wrong-type"),
        ("pt: O tom é frio.", "xx: x", "missing-translation"),
    ],
)
def test_what_a_round_must_say(reviewed: Path, old: str, new: str, code: str) -> None:
    file = reviewed / "reviews" / "pilot.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    _, findings = judged(reviewed, DAY)
    assert code in {one.code for one in findings if one.place.path == "reviews/pilot.yml"}


def test_review_dates_are_a_calendar(small: Path) -> None:
    manual, _ = read_manual(small)
    assert manual
    made = calendar(Reading(manual, "pt"), lambda uri: f"{uri}/", "https://example.org/x").decode()
    assert made.endswith("END:VCALENDAR\r\n")
    assert "\n" not in made.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    whole = made.replace("\r\n ", "")
    assert whole.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20270219\r\nDTEND;VALUE=DATE:20270220\r\n" in whole
    assert "SUMMARY:Rever S-01 Receber um pedido\r\n" in whole
    assert "URL:https://example.org/x/procedures/service/receive-request/\r\n" in whole
    flow = small / "flows" / "who-answers.yml"
    flow.write_text(
        flow.read_text(encoding="utf-8").replace("status: draft", "status: retired"),
        encoding="utf-8",
    )
    retired, _ = read_manual(small)
    assert retired
    again = calendar(Reading(retired, "pt"), lambda uri: uri, "").decode()
    assert again.count("BEGIN:VEVENT") == 1
    assert "URL:" not in again


def test_release_notes_come_from_the_history(small: Path) -> None:
    done = called("release-notes", "--lang", "en", cwd=small)
    assert (
        "## 21 November 2026\n\n- S-01 Receive a request, version 0.1: First version.\n"
        in done.stdout
    )
    none = called("release-notes", "--since", "2026-11-21", cwd=small)
    assert "First version" not in none.stdout
    assert "Nothing has changed yet." in none.stdout
    assert called("release-notes", "--since", "soon", cwd=small).returncode == 2
