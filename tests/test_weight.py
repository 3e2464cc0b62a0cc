"""How much a page loads, and that nothing on it moves while it does."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from claim_manual.publish.minified import minified
from claim_manual.site.style_rules import reduced
from conftest import ROOT, Visit, called, configured, results

MOST = 110_000
STILL = (
    "procedures/encaminhamento/en-02-articulacao-aima/",
    "procedures/gestao-de-casos/gc-01-triagem-inicial/",
    "procedures/gestao-de-casos/gc-07-violencia/",
    "procedures/gestao-de-casos/gc-10-emergencia-social/",
    "procedures/temas/tm-04-despejo-e-arrendamento/",
    "procedures/temas/tm-09-nascimento-casamento-morte/",
    "flows/ad-01-aima-ou-claim/",
    "en/procedures/gestao-de-casos/gc-07-violencia/",
    "workshops/primeiro-atendimento/practice/",
    "en/procedures/encaminhamento/en-06-trabalho/",
)
LOADED = """async () => {
  await document.fonts.ready;
  return performance.getEntriesByType("resource").map((one) => one.name);
}"""
MOVED = """
  window.moved = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
SETTLED = """async () => {
  await document.fonts.ready;
  for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
  return window.moved;
}"""


@cache
def weight(file: Path) -> int:
    """What a host sends of a file: gzip, and what is compressed already as it is."""
    content = file.read_bytes()
    return len(content if file.suffix in {".woff2", ".png"} else gzip.compress(content, 6))


def loaded(page: Page, site: Path) -> set[Path]:
    """The files that a page which is open has loaded, without what it keeps for later."""
    paths = (urlsplit(name).path.strip("/") for name in page.evaluate(LOADED))
    return {site / path for path in paths if path != "sw.js"}


def procedures(site: Path) -> Iterator[Path]:
    for prefix in ("", "en/"):
        yield from sorted((site / prefix).glob("procedures/*/*/index.html"))


@pytest.mark.slow
@pytest.mark.browser
def test_a_procedure_loads_at_most_110_kilobytes(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    base, heavy, pages = serve(built), {}, [*procedures(built)]
    assert len(pages) > 80
    with Visit(browser, width=360) as visit:
        for file in pages:
            page = visit.go(base + file.parent.relative_to(built).as_posix() + "/")
            files = loaded(page, built)
            assert {one.name for one in files} >= {"claim-manual.css", "Regular.woff2", "tree.js"}
            total = sum(map(weight, {*files, file}))
            if total > MOST:
                heavy[file.parent.relative_to(built).as_posix()] = total
    assert not heavy


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("mode", ["one", "all"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, built: Path, serve: Callable[[Path], str], width: int, mode: str
) -> None:
    base, moved = serve(built), {}
    with Visit(browser, width=width) as visit:
        visit.context.add_init_script(f'localStorage.setItem("cm-steps", "{mode}");{MOVED}')
        for path in STILL:
            page = visit.go(base + path)
            assert page.evaluate("document.documentElement.dataset.steps") == mode
            if shift := page.evaluate(SETTLED):
                moved[path] = shift
    assert not moved


@pytest.mark.slow
@pytest.mark.browser
def test_scripts_are_loaded_where_they_are_needed(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    base = serve(built)
    of_tree = {"typed.js", "walk.js", "questions.js", "tree.js"}
    wanted = {
        "reference/glossary/": set(),
        "flows/ad-01-aima-ou-claim/": of_tree,
        "workshops/primeiro-atendimento/practice/": {*of_tree, "practice.js"},
    }
    with Visit(browser) as visit:
        for path, scripts in wanted.items():
            names = {one.name for one in loaded(visit.go(base + path), built)}
            assert names & {*of_tree, "practice.js", "search.js"} == scripts
        assert not visit.complaints


@pytest.mark.slow
@pytest.mark.browser
def test_what_was_typed_and_entered_before_search_was_there_is_looked_for(
    browser: Browser, small_built: Path, serve: Callable[[Path], str]
) -> None:
    held: list[Route] = []
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(small_built / "site"))
        page.route("**/search.js?*", lambda route: held.append(route))  # noqa: PLW0108 (it takes no attributes)
        with page.expect_request("**/search.js?*"):
            page.locator("#cm-search").focus()
        field = page.locator("#cm-search")
        assert field.evaluate("(one) => one === document.activeElement")
        field.press_sequentially("request")
        page.locator(".cm-results [role=status]").get_by_text("Loading").wait_for()
        field.press("Enter")
        held.pop().continue_()
        page.wait_for_url("**/receive-request/**")


@pytest.mark.slow
@pytest.mark.browser
def test_search_that_could_not_be_fetched_is_fetched_again(
    browser: Browser, small_built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(small_built / "site"))
        page.route("**/search.js?*", lambda route: route.abort())
        page.locator("#cm-search").fill("request")
        page.locator(".cm-results [role=status]").get_by_text("could not be read").wait_for()
        page.unroute("**/search.js?*")
        assert results(page, "request")


def classes_of(texts: list[str]) -> set[str]:
    return {
        one
        for text in texts
        for names in re.findall(r' class="([^"]*)"', text)
        for one in names.split()
    }


def rules_of(style: str) -> set[str]:
    return {*re.findall(r"\.([A-Za-z_][\w-]*)", re.sub(r"\{[^{}]*\}|url\([^)]*\)", " ", style))}


@pytest.mark.slow
def test_every_rule_of_the_theme_for_a_class_of_some_page_is_there(built: Path) -> None:
    import material

    (whole,) = Path(material.__path__[0]).glob("templates/assets/stylesheets/main.*.min.css")
    kept = (built / "assets/stylesheets" / whole.name).read_text(encoding="utf-8")
    pages = [one.read_text(encoding="utf-8") for one in built.rglob("*.html")]
    used = classes_of(pages)
    assert used & rules_of(whole.read_text(encoding="utf-8")) == used & rules_of(kept)
    assert len(kept) < 40_000
    assert {*re.findall(r"var\((--[\w-]+)", kept)} & set_by(whole.read_text()) <= set_by(kept)


def set_by(style: str) -> set[str]:
    return {*re.findall(r"[{;](--[\w-]+):", style)}


STYLE = """\
@charset "UTF-8";
:root{--a:red;--b:var(--c);--c:1px;--d:2px}
.here{color:var(--a)}
.here,.gone{margin:0}
.gone,.here .gone{padding:0}
.here:not(.gone){top:0}
:is(.gone,.here) p{left:0}
:is(.gone,.off) p{right:0}
#gone{width:0}
[data-md-state=on]{height:0}
[href]{border:0}
@media print{.gone{color:red}}
@media print{.here{animation:turn 1s}}
@keyframes turn{to{top:0}}
@keyframes other{to{top:0}}
@page{margin:1cm}
p{margin-left:var(--b)}
"""
SHORT = """\
@charset "UTF-8";
:root{--a:red;--b:var(--c);--c:1px}
.here{color:var(--a)}
.here,.gone{margin:0}
.here:not(.gone){top:0}
:is(.gone,.here) p{left:0}
[href]{border:0}
@media print{.here{animation:turn 1s}}
@keyframes turn{to{top:0}}
@page{margin:1cm}
p{margin-left:var(--b)}
"""


def without_breaks(style: str) -> str:
    return style.replace("\n", "")


def test_of_a_style_sheet_the_rules_stay_that_can_match() -> None:
    assert without_breaks(reduced(STYLE, {"here"})) == without_breaks(SHORT)
    assert "--d:2px" in reduced(STYLE, {"here", "--d"})


def test_with_templates_of_its_own_a_manual_has_the_whole_style_sheet(small: Path) -> None:
    def size() -> int:
        assert called("build", "--no-pdf", cwd=small).returncode == 0
        (style,) = (small / "site/assets/stylesheets").iterdir()
        return style.stat().st_size

    short = size()
    configured(small, "name: material", "name: material\n  custom_dir: templates/site")
    folder = small / "templates/site"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.html").write_text('{% extends "base.html" %}', encoding="utf-8")
    assert size() > 3 * short


@pytest.mark.parametrize("file", sorted((ROOT / "src/claim_manual/theme/assets").rglob("*.[cj]s*")))
def test_scripts_and_styles_are_shorter_and_say_the_same(file: Path) -> None:
    text = file.read_bytes()
    short = minified(file.name, text)
    assert len(short) < len(text)
    assert minified(file.name, short) == short
    assert signs(text) == signs(short)


def signs(content: bytes) -> str:
    """What stands in a file beside comments, spaces, and semicolons that nothing follows."""
    text = re.sub(r"/\*.*?\*/|(?<=[\s;,{}])//[^\n]*", "", content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+|;(?=\s*\})", "", text)


@pytest.mark.parametrize("file", sorted((ROOT / "src/claim_manual/theme/assets").rglob("*.css")))
def test_a_style_sheet_closes_every_block_that_it_opens(file: Path) -> None:
    text = re.sub(r"/\*.*?\*/|\"[^\"\n]*\"", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    for part in re.split(
        r"\n\n+", text
    ):  # sections stand apart, so a merge is told where it went wrong
        assert part.count("{") == part.count("}"), part[:200]
