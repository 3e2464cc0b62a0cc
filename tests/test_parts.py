"""Parts of a step that are ticked, and hand-overs to another organisation, in every output."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from claim_manual import starter
from claim_manual.charts.chart import chart
from claim_manual.derived.addresses import from_folder
from claim_manual.derived.handovers import handovers
from claim_manual.derived.reading import Reading
from claim_manual.model.manual import Manual
from claim_manual.work.judging import judged, sound
from claim_manual.work.site_parts import site_pages
from conftest import DAY, Visit, called, committed, fault_of, once, printed_html, run, write_tree

PAGE = "procedures/service/signed.yml"
ROLES = """
- {id: caller, name: {en: Person served, pt: Pessoa atendida}, kind: person}
- {id: police, name: {en: Police, pt: Polícia}, kind: partner}
- {id: court, name: {en: Court, pt: Tribunal}, kind: partner}
- {id: clerk, name: {en: Clerk, pt: Funcionário}}
"""
SOURCE = """\
code: S-50
title: {en: Signed request, pt: Pedido assinado}
status: draft
version: "0.1"
owner: officer
summary: {en: A step in parts., pt: Um passo em partes.}
responsibilities: {responsible: [officer, clerk], informed: [police, court]}
steps:
  - id: fill
    do: {en: Fill in the request, pt: Preencher o pedido}
    role: officer
    parts:
      - do: {en: Choose the *language*, pt: Escolher a *língua*}
      - {do: {en: Sign, pt: Assinar}, role: caller}
      - {do: {en: Stamp, pt: Carimbar}, role: [clerk]}
    hands: {en: Signed request, pt: Pedido assinado}
  - id: urgent
    ask: {en: Is it urgent?, pt: É urgente?}
    role: officer
    answers:
      - {id: yes, to: receive}
      - {id: no, to: keep}
  - id: receive
    do: {en: Receive the request, pt: Receber o pedido}
    role: police
  - id: keep
    do: {en: Keep a copy, pt: Guardar cópia}
    role: clerk
  - id: end
    outcome: {en: Done, pt: Feito}
    kind: resolved
    level: green
"""


def with_parts(folder: Path, source: str = SOURCE) -> Path:
    roles = folder / "reference/roles.yml"
    roles.write_text(roles.read_text(encoding="utf-8") + ROLES, encoding="utf-8")
    (folder / PAGE).write_text(source, encoding="utf-8")
    return folder


@pytest.fixture
def manual(small: Path) -> Manual:
    return sound(with_parts(small), DAY)


def test_parts_and_their_roles_are_judged(small: Path) -> None:
    with_parts(small)
    found = [one.code for one in judged(small, DAY)[1] if one.place.path == PAGE]
    assert found == []
    source = SOURCE.replace("responsible: [officer, clerk]", "responsible: [officer]")
    (small / PAGE).write_text(source.replace("role: clerk\n", "role: officer\n"), encoding="utf-8")
    (unlisted,) = [one for one in judged(small, DAY)[1] if one.code == "unlisted-role"]
    assert source.split("\n")[unlisted.place.line - 1].strip().startswith("- {do: {en: Stamp")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("role: caller}", "role: stranger}", "unknown-reference"),
        ("role: caller}", "to: keep}", "unknown-key"),
        ("do: {en: Sign, pt: Assinar}", "do: {en: Sign}", "missing-translation"),
        ("{do: {en: Sign, pt: Assinar}, role", "{role", "missing-key"),
        ("    ask:", "    parts: []\n    ask:", "unknown-key"),
    ],
)
def test_a_part_that_is_none_is_told(small: Path, old: str, new: str, code: str) -> None:
    with_parts(small, SOURCE.replace(old, new))
    assert code in {one.code for one in judged(small, DAY)[1] if one.place.path == PAGE}


def test_every_output_has_the_parts_with_who_does_them(manual: Manual, small: Path) -> None:
    pages = site_pages(manual, with_books=False)
    page = next(page for page in pages if "signed" in page.uri and page.lang == "en")
    boxes = re.findall(
        r'<li><label><input type="checkbox"[^>]*><span>(.*?)</span></label>', page.html
    )
    assert [re.sub("<[^>]+>", "", box) for box in dict.fromkeys(boxes)] == [
        "Choose the language",
        "Sign Person served",
        "Stamp Clerk",
    ]
    assert "Signed request" in page.html
    book = printed_html(manual, "en")
    ticks = re.findall(r'<li><span class="box"></span>(.*?)</li>', book)
    assert "Sign (Person served)" in ticks
    assert "Handed over:</strong> Signed request" in book
    assert called("pages", "out", "--lang", "en", cwd=small).returncode == 0
    text = next((small / "out").rglob("signed.md")).read_text(encoding="utf-8")
    assert "- [ ] Sign (Person served)" in text
    assert "- [ ] Choose the *language*" in text


def test_words_of_parts_are_found_translated_compared_and_formatted(small: Path) -> None:
    with_parts(small, SOURCE.replace("    hands: {en: Signed request, pt: Pedido assinado}\n", ""))
    file = small / PAGE
    text = file.read_text(encoding="utf-8")
    hands = "hands: {en: Signed request, pt: Pedido assinado}"
    file.write_text(
        text.replace("    role: officer\n    parts", f"    {hands}\n    role: officer\n    parts"),
        encoding="utf-8",
    )
    assert called("format", PAGE, cwd=small).returncode == 0
    keys = re.findall(r"(?m)^    (\w+):", file.read_text(encoding="utf-8"))
    assert keys[:4] == ["do", "role", "parts", "hands"]
    committed(small)
    file.write_text(SOURCE.replace("Sign, pt: Assinar", "Sign it, pt: Assinar"), encoding="utf-8")
    change = called("diff", "HEAD", "--lang", "en", cwd=small)
    assert "Sign it" in change.stdout
    assert called("i18n", "export", "--lang", "pt", "-o", "pt.po", cwd=small).returncode == 0
    assert 'msgid "Stamp"' in (small / "pt.po").read_text(encoding="utf-8")


def test_it_goes_over_where_another_organisation_acts(manual: Manual) -> None:
    document = manual.document("signed")
    assert document
    crossed = {
        name: (handover.to, handover.of, [text.root["en"] for text in handover.hands])
        for name, handover in handovers(manual, document).items()
    }
    # From the question one comes to the clerk of the same organisation: only from the police it goes over.
    assert crossed == {
        "receive": (("police",), (), ["Signed request"]),
        "keep": (("clerk",), ("police",), []),
    }


@pytest.mark.parametrize(
    ("old", "new", "crossed"),
    [
        ("role: police", "role: clerk", set()),
        ("role: police", "role: [officer, police]", set()),  # who gave it goes on too
        ("role: clerk\n", "role: court\n", {"receive", "keep"}),  # two partners are two
        ("    role: police\n", "", set()),  # nobody is named: whoever acted before
        ("    role: officer\n    answers", "    role: caller\n    answers", {"receive", "keep"}),
    ],
)
def test_within_an_organisation_nothing_goes_over(
    small: Path, old: str, new: str, crossed: set[str]
) -> None:
    manual = sound(with_parts(small, SOURCE.replace(old, new)), DAY)
    document = manual.document("signed")
    assert document
    assert {*handovers(manual, document)} == crossed


def test_chart_steps_and_line_map_say_to_whom_and_what(manual: Manual) -> None:
    document = manual.document("signed")
    assert document
    reading = Reading(manual, "en")
    roles = {box.id: box.role for box in chart(reading, document, from_folder("x")).boxes}
    assert roles["receive"] == "Passes to: Police (Signed request)"
    assert roles["keep"] == "If it comes from Police, passes to: Clerk"
    assert roles["urgent"] == "Officer"
    (page,) = [
        one
        for one in site_pages(manual, with_books=False)
        if (one.uri, one.lang) == ("procedures/service/signed", "en")
    ]
    assert page.html.count("Passes to: Police (Signed request)") >= 1
    assert printed_html(manual, "en").count("Passes to: Police (Signed request)") == 1


@pytest.fixture(scope="module")
def built_parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> str:
        write_tree(folder, starter.manual(["en", "pt"], DAY))
        with_parts(folder)
        return fault_of(run("build", "--no-pdf", cwd=folder))

    return once(tmp_path_factory, "parts", make) / "site"


def test_parts_are_ticked_on_the_page_and_in_the_tree_and_nothing_is_kept(
    browser: Browser, serve: Callable[[Path], str], built_parts: Path
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(built_parts) + "procedures/service/signed/", is_idle=True)
        box = page.get_by_role("checkbox", name="Sign Person served")
        expect(box).to_be_visible()
        box.focus()
        page.keyboard.press("Space")
        expect(box).to_be_checked()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        label = page.locator(".cm-ticks label").nth(1).bounding_box()
        assert label
        assert label["height"] >= 44
        stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert "ign" not in json.dumps(stored).replace("assign", "")
        page.reload()
        expect(page.get_by_role("checkbox", name="Sign Person served")).not_to_be_checked()
        assert visit.complaints == []
