"""The built site in a real browser: what a reader sees, and what the network and console hear."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from claim_manual import starter
from claim_manual.publish.folder import write_tree
from conftest import DAY, Visit, run, unfold

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GC = "procedures/gestao-de-casos/gc-01-triagem-inicial/"
AD = "flows/ad-01-aima-ou-claim/"
PAGES = (
    "",
    GC,
    AD,
    "flows/ad-10-primeiros-servicos/",
    "procedures/gestao-de-casos/",
    "reference/contacts/",
    "reference/laws/",
    "reference/roles/",
    "reference/glossary/",
    "reference/forms/plano-individual/",
    "reference/forms/resumo-escrito/",
    "reference/validations/",
    "state/",
    "changes/",
    "about/",
    "flows/",
    "workshops/primeiro-atendimento/",
    "workshops/primeiro-atendimento/practice/",
    "assessments/antes-e-depois-primeiro-atendimento/",
    "briefs/resumo-para-quem-decide/",
)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("path", [GC, AD])
def test_the_chart_is_seen_and_its_labels_are_whole(
    browser: Browser, built: Path, serve: Callable[[Path], str], path: str, prefix: str, dark: bool
) -> None:
    with Visit(browser, dark=dark) as visit:
        page = visit.go(serve(built) + prefix + path)
        unfold(page)
        assert page.locator("#chart-1 svg.cm-chart").count() == 1
        assert page.evaluate("document.fonts.check('14px \"Atkinson Hyperlegible Text\"')")
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.cm-chart .cm-box, .cm-chart .cm-way-label')].flatMap(box => {
                const shape = box.querySelector('rect, polygon').getBBox();
                return [...box.querySelectorAll('text')].map(text => [text.textContent, text.getBBox()])
                  .filter(([, t]) => t.x < shape.x - 1 || t.x + t.width > shape.x + shape.width + 1
                                  || t.y < shape.y - 1 || t.y + t.height > shape.y + shape.height + 1)
                  .map(([words]) => words);
            })"""
        )
        assert cut == []
        overlapping = page.evaluate(
            """() => { const svg = document.querySelector('svg.cm-chart'), whole = svg.viewBox.baseVal;
                const inner = svg.getBBox();
                return inner.x < whole.x || inner.y < whole.y || inner.x + inner.width > whole.x + whole.width
                    || inner.y + inner.height > whole.y + whole.height; }"""
        )
        assert not overlapping


def test_charts_follow_the_palette(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    fills = []
    for dark in (False, True):
        with Visit(browser, dark=dark) as visit:
            page = visit.go(serve(built) + AD)
            fills.append(
                page.evaluate("getComputedStyle(document.querySelector('.cm-ask > polygon')).fill")
            )
    assert fills == ["rgb(227, 240, 241)", "rgb(22, 52, 58)"]


def test_a_box_of_a_sub_process_leads_to_it(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built) + "en/" + GC)
        unfold(page)
        page.locator("svg.cm-chart a[href*='ad-01']").first.click()
        page.wait_for_url("**/en/" + AD)


def test_the_language_link_keeps_the_page(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    pages = {page.parent for page in built.rglob("index.html")}
    assert len(pages) > 150
    for folder in pages:
        path = folder.relative_to(built).as_posix()
        other = (
            path.removeprefix("en").lstrip("/") if (path + "/").startswith("en/") else f"en/{path}"
        )
        links = re.findall(
            r'<nav class="cm-languages"[^>]*><a href="([^"]+)"',
            (folder / "index.html").read_text(encoding="utf-8"),
        )
        assert [(folder / link).resolve() for link in links] == [(built / other).resolve()], path
    base = serve(built)
    with Visit(browser) as visit:
        page = visit.go(base + GC)
        for prefix in ("en/", ""):
            page.locator(".cm-languages a").click()
            page.wait_for_url(f"{base}{prefix}{GC}")


def test_a_chart_opens_on_request_on_a_phone_with_its_first_box_in_sight(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(built) + AD)
        unfold(page)
        assert page.locator("svg.cm-chart").is_hidden()
        page.locator(".cm-enlarge").click()
        box = page.locator("dialog[open] .cm-box").first.bounding_box()
        assert box["x"] > 0
        assert box["x"] + box["width"] < 360


def test_the_site_can_be_read_without_scripts(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, java_script_enabled=False) as visit:
        page = visit.go(serve(built) + GC)
        assert page.locator("ol.cm-steps > li").count() > 20
        page.locator("details.cm-fold--chart > summary").click()
        picture = page.locator("img.cm-chart").first
        assert picture.is_visible()
        assert "GC-01" in picture.get_attribute("alt")
        assert picture.evaluate("(one) => one.decode().then(() => one.naturalWidth)") > 200
        assert not page.locator(".cm-figure .cm-scroll").first.is_visible()
        assert page.locator(".cm-emergency a[href='tel:112']").is_visible()


def test_an_answer_leads_to_its_step(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(built)}{GC}#n-perguntas")
        page.locator("#n-perguntas .cm-more--ways > summary").click()
        page.locator("#n-perguntas .cm-ways a[href='#n-emergencia']").first.click()
        page.wait_for_url("**#n-emergencia")
        assert page.locator("#n-emergencia").is_visible()


def test_searching_finds_a_procedure(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built))
        page.locator(".md-search__input").click()
        page.keyboard.type("triagem inicial")
        page.locator(".md-search-result__link").first.wait_for()
        assert "gc-01" in page.locator(".md-search-result__link").first.get_attribute("href")
        assert visit.complaints == []


HOSTILE = (
    '"]; click A href "javascript:alert(1)" <img src=x onerror=alert(1)>',
    "{{ 7*7 }} #quot; end",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_and_do_nothing(
    browser: Browser, tmp_path: Path, serve: Callable[[Path], str], text: str
) -> None:
    files = starter.manual(["en"], DAY)
    quoted = json.dumps(text)
    for path, source in files.items():
        if path.endswith(".yml") and path != "mkdocs.yml":
            files[path] = re.sub(
                r'(?m)^(.*\ben): "[^"]*"$', lambda found: f"{found[1]}: {quoted}", source.decode()
            ).encode()
    files["manual.yml"] += b"emergency: [helpdesk]\n"
    files["reference/contacts.yml"] += b'  phone: "112"\n'
    write_tree(tmp_path, files)
    done = run("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr + done.stdout
    with Visit(browser) as visit:
        alerts: list[str] = []
        visit.page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
        base = serve(tmp_path / "site")
        visit.go(base)
        page = visit.go(f"{base}flows/who-answers/")
        words = re.sub(r"\s", "", text)
        for place in ("svg.cm-chart", "ol.cm-steps", "h1"):
            assert words in re.sub(r"\s", "", page.locator(place).first.text_content())
        assert (
            page.locator(".md-content img, .md-content [onerror], a[href^=javascript]").count() == 0
        )
        for link in page.locator(".cm-chart a, .cm-steps a").all():
            assert not (link.get_attribute("href") or "").startswith("javascript")
        page.locator(".md-search__input").click()
        page.keyboard.type("alert")
        page.wait_for_timeout(500)
        assert alerts == []
        assert visit.complaints == []
        assert [one for one in visit.requests if one.endswith("/x")] == []
    printed = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "site/pdf/manual-en.pdf"), "-"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert re.sub(r"[\W_]", "", text) in re.sub(r"[\W_]", "", printed)
